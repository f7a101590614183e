package dev.mskpipeline.deadletters;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** A Kafka cluster by its clients. It joins no consumer group: it needs no right to one, and leaves nothing behind. */
final class KafkaCluster implements Cluster {
    private static final Duration POLL = Duration.ofMillis(500);
    /** Polls in a row without a step forwards, a minute. */
    private static final int MOST_IDLE_POLLS = 120;

    private final Consumer<byte[], byte[]> consumer;
    private final Supplier<Producer<byte[], byte[]>> connect;
    private Producer<byte[], byte[]> producer;

    /** @param connect makes the producer, once there is something to send */
    KafkaCluster(Consumer<byte[], byte[]> consumer, Supplier<Producer<byte[], byte[]>> connect) {
        this.consumer = consumer;
        this.connect = connect;
    }

    @Override
    public Map<TopicPartition, Range> ranges(String topic) {
        List<PartitionInfo> found = consumer.partitionsFor(topic);
        List<TopicPartition> partitions = found == null ? List.of() : found.stream()
            .map(info -> new TopicPartition(topic, info.partition())).collect(Collectors.toList());
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, Range> ranges = new HashMap<>();
        partitions.forEach(each -> ranges.put(each, new Range(begins.get(each), ends.get(each))));
        return ranges;
    }

    @Override
    public long offsetAt(TopicPartition partition, long time) {
        OffsetAndTimestamp found = consumer.offsetsForTimes(Map.of(partition, time)).get(partition);
        return found != null ? found.offset() : consumer.endOffsets(List.of(partition)).get(partition);
    }

    @Override
    public void read(Map<TopicPartition, Range> ranges,
                     java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> onRecord) {
        Map<TopicPartition, Long> ends = new HashMap<>();
        ranges.forEach((partition, range) -> {
            if (!range.isEmpty()) {
                ends.put(partition, range.end);
            }
        });
        consumer.assign(ends.keySet());
        // A partition that was read before is still paused.
        consumer.resume(ends.keySet());
        ends.keySet().forEach(partition -> consumer.seek(partition, ranges.get(partition).begin));
        int idle = 0;
        while (!ends.isEmpty()) {
            long before = positions(ends);
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                Long end = ends.get(new TopicPartition(record.topic(), record.partition()));
                if (end != null && record.offset() < end) {
                    onRecord.accept(record);
                }
            }
            idle = positions(ends) > before ? 0 : idle + 1;
            if (idle == MOST_IDLE_POLLS) {
                throw new ToolException("Nothing more came of " + ends.keySet() + " within a minute");
            }
            removeRead(ends);
        }
    }

    private long positions(Map<TopicPartition, Long> ends) {
        return ends.keySet().stream().mapToLong(consumer::position).sum();
    }

    private void removeRead(Map<TopicPartition, Long> ends) {
        List<TopicPartition> read = new ArrayList<>();
        ends.forEach((partition, end) -> {
            if (consumer.position(partition) >= end) {
                read.add(partition);
            }
        });
        if (!read.isEmpty()) {
            consumer.pause(read);
            ends.keySet().removeAll(read);
        }
    }

    @Override
    public Place send(ProducerRecord<byte[], byte[]> record) {
        if (producer == null) {
            producer = connect.get();
        }
        try {
            RecordMetadata stored = producer.send(record).get();
            return new Place(new TopicPartition(stored.topic(), stored.partition()), stored.offset());
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof KafkaException ? (KafkaException) failure.getCause()
                : new KafkaException(failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ToolException("Interrupted before Kafka answered");
        }
    }

    @Override
    public void close() {
        consumer.close();
        if (producer != null) {
            producer.close();
        }
    }
}
