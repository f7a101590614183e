package dev.mskpipeline.deadletters;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** The Kafka cluster as far as the tool needs it. */
interface Cluster extends AutoCloseable {
    /** Which offsets each partition of a topic has now; none for a topic that is not there. */
    Map<TopicPartition, Range> ranges(String topic);

    /** The first offset of a partition whose record is not older than a time; its end where there is none. */
    long offsetAt(TopicPartition partition, long time);

    /** Hands on the records of these ranges, those of one partition in their order. */
    void read(Map<TopicPartition, Range> ranges, Consumer<ConsumerRecord<byte[], byte[]>> onRecord);

    /** The record at a place, unless it is gone. */
    default Optional<ConsumerRecord<byte[], byte[]>> record(Place place) {
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>(1);
        read(Map.of(place.partition, new Range(place.offset, place.offset + 1)), found::add);
        return found.stream().findFirst();
    }

    /** Returns once the record is stored on all replicas that are in step. */
    Place send(ProducerRecord<byte[], byte[]> record);

    @Override
    void close();

    /** Offsets from the first that is there to the one that comes next. */
    final class Range {
        final long begin;
        final long end;

        Range(long begin, long end) {
            this.begin = begin;
            this.end = end;
        }

        Range from(long offset) {
            return new Range(Math.max(begin, offset), end);
        }

        boolean isEmpty() {
            return begin >= end;
        }

        boolean has(long offset) {
            return begin <= offset && offset < end;
        }
    }
}
