package dev.mskpipeline.deadletters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class KafkaClusterTest {
    private static final TopicPartition FIRST = new TopicPartition("orders", 0);
    private static final TopicPartition SECOND = new TopicPartition("orders", 1);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>(OffsetResetStrategy.EARLIEST);

    private void topic() {
        consumer.updatePartitions("orders", List.of(new PartitionInfo("orders", 0, null, null, null),
            new PartitionInfo("orders", 1, null, null, null)));
        consumer.updateBeginningOffsets(Map.of(FIRST, 2L, SECOND, 0L));
        consumer.updateEndOffsets(Map.of(FIRST, 5L, SECOND, 0L));
    }

    private static Cluster.Range range(long begin, long end) {
        return new Cluster.Range(begin, end);
    }

    private void arrive(long... offsets) {
        consumer.schedulePollTask(() -> {
            for (long offset : offsets) {
                consumer.addRecord(new ConsumerRecord<>("orders", 0, offset, new byte[0], new byte[0]));
            }
        });
    }

    @Test
    void tellsWhatATopicHas() {
        topic();
        try (Cluster cluster = new KafkaCluster(consumer, MockProducer::new)) {
            Map<TopicPartition, Cluster.Range> ranges = cluster.ranges("orders");
            assertEquals(2, ranges.get(FIRST).begin);
            assertEquals(5, ranges.get(FIRST).end);
            assertTrue(ranges.get(SECOND).isEmpty());
            assertEquals(Map.of(), cluster.ranges("payments"));
        }
    }

    @Test
    void readsARangeToItsEndAndNoFurtherAndAgain() {
        topic();
        try (Cluster cluster = new KafkaCluster(consumer, MockProducer::new)) {
            List<Long> offsets = new ArrayList<>();
            arrive(2, 3);
            arrive(4, 5);
            cluster.read(Map.of(FIRST, range(2, 5), SECOND, range(0, 0)), record -> offsets.add(record.offset()));
            arrive(3);
            cluster.read(Map.of(FIRST, range(3, 4)), record -> offsets.add(record.offset()));
            assertEquals(List.of(2L, 3L, 4L, 3L), offsets);
        }
    }

    @Test
    void returnsOnceARecordIsStored() {
        MockProducer<byte[], byte[]> producer = new MockProducer<>(true, new ByteArraySerializer(),
            new ByteArraySerializer());
        try (Cluster cluster = new KafkaCluster(consumer, () -> producer)) {
            assertEquals("orders/0/0", cluster.send(new ProducerRecord<>("orders", 0, null, new byte[] {1})).toString());
        }
        assertTrue(producer.closed());
    }

    @Test
    void saysWhyARecordWasNotStored() {
        try (Cluster cluster = new KafkaCluster(consumer, FailingProducer::new)) {
            assertThrows(RecordTooLargeException.class,
                () -> cluster.send(new ProducerRecord<>("orders", 1, null, new byte[] {1})));
        }
    }

    /** Kafka answers each record with a refusal. */
    private static final class FailingProducer extends MockProducer<byte[], byte[]> {
        FailingProducer() {
            super(false, new ByteArraySerializer(), new ByteArraySerializer());
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
            Future<RecordMetadata> sent = super.send(record);
            errorNext(new RecordTooLargeException("too large"));
            return sent;
        }
    }
}
