package dev.mskpipeline.deadletters;

import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Where a record stands; as text {@code topic/partition/offset}, since no topic's name has a slash. */
final class Place {
    final TopicPartition partition;
    final long offset;

    Place(TopicPartition partition, long offset) {
        this.partition = partition;
        this.offset = offset;
    }

    static Place of(ConsumerRecord<?, ?> record) {
        return new Place(new TopicPartition(record.topic(), record.partition()), record.offset());
    }

    /** @throws IllegalArgumentException for text that is no place */
    static Place parse(String text) {
        String[] parts = text.split("/");
        if (parts.length != 3 || parts[0].isEmpty()) {
            throw new IllegalArgumentException("'" + text + "' is not topic/partition/offset");
        }
        return new Place(new TopicPartition(parts[0], Integer.parseInt(parts[1])), Long.parseLong(parts[2]));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Place && ((Place) other).offset == offset && ((Place) other).partition.equals(partition);
    }

    @Override
    public int hashCode() {
        return Objects.hash(partition, offset);
    }

    @Override
    public String toString() {
        return partition.topic() + "/" + partition.partition() + "/" + offset;
    }
}
