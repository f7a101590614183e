package dev.mskpipeline.deadletters;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** The dead letters of one sink, as they are when the topic is opened. */
final class DeadLetterTopic {
    private final Cluster cluster;
    private final String connector;
    private final TopicPartition partition;
    private final Cluster.Range range;

    DeadLetterTopic(Cluster cluster, String topic, String connector) {
        this.cluster = cluster;
        this.connector = connector;
        Map<TopicPartition, Cluster.Range> ranges = cluster.ranges(topic);
        if (ranges.size() != 1) {
            throw new ToolException("Dead-letter topic " + topic + " must have one partition, since a dead letter's "
                + "number is its offset; it has " + (ranges.isEmpty() ? "none: there is no such topic" : ranges.size()));
        }
        partition = ranges.keySet().iterator().next();
        range = ranges.get(partition);
    }

    List<DeadLetter> letters(TableKey tableKey) {
        List<DeadLetter> letters = new ArrayList<>();
        read(0, record -> letters.add(DeadLetter.of(record, tableKey)));
        return letters;
    }

    /** Hands on the records from an offset on. */
    void read(long from, Consumer<ConsumerRecord<byte[], byte[]>> onRecord) {
        cluster.read(Map.of(partition, range.from(from)), record -> {
            if (isOfConnector(record)) {
                onRecord.accept(record);
            }
        });
    }

    ConsumerRecord<byte[], byte[]> record(long offset) {
        Optional<ConsumerRecord<byte[], byte[]>> found = range.has(offset)
            ? cluster.record(new Place(partition, offset)) : Optional.empty();
        return found.filter(this::isOfConnector).orElseThrow(() -> none(offset));
    }

    ToolException none(long offset) {
        String has = range.isEmpty() ? "it is empty" : "it has offsets " + range.begin + " to " + (range.end - 1);
        return new ToolException("Topic " + partition.topic() + " has no dead letter " + offset + " of connector "
            + connector + "; " + has);
    }

    /** One that does not say whose it is may be this one's. */
    private boolean isOfConnector(ConsumerRecord<byte[], byte[]> record) {
        Optional<String> said = new ErrorContext(record.headers()).connector();
        return said.isEmpty() || said.get().equals(connector);
    }
}
