package dev.mskpipeline.connect.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class S3SinkTaskTest {
    private static final TopicPartition FIRST = new TopicPartition("orders", 0);
    private static final TopicPartition SECOND = new TopicPartition("orders", 1);
    private static final long BEFORE_EIGHT = Instant.parse("2026-11-27T07:59:59.999Z").toEpochMilli();
    private static final long EIGHT = Instant.parse("2026-11-27T08:00:00Z").toEpochMilli();

    /** Objects by their names; what it throws, if anything, for each one that is put. */
    private static final class FakeStore implements ObjectStore {
        final Map<String, byte[]> objects = new TreeMap<>();
        RuntimeException failure;

        @Override
        public void put(String name, byte[] content) {
            if (failure != null) {
                throw failure;
            }
            objects.put(name, content);
        }

        List<String> lines(String name) throws IOException {
            GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(objects.get(name)));
            return List.of(new String(unpacked.readAllBytes(), StandardCharsets.UTF_8).split("\n"));
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    private final FakeStore store = new FakeStore();
    private final FakeContext context = new FakeContext();
    private final S3SinkTask task = new S3SinkTask(config -> store);

    @BeforeEach
    void start() {
        task.initialize(context.asContext());
        task.start(Map.of("aws.s3.region", "us-east-1", "aws.s3.bucket.name", "lake"));
    }

    private static SinkRecord record(TopicPartition partition, long offset, long time, Object value) {
        return new SinkRecord(partition.topic(), partition.partition(), Schema.OPTIONAL_STRING_SCHEMA, "k" + offset,
            null, value, offset, time, TimestampType.CREATE_TIME);
    }

    private static SinkRecord record(TopicPartition partition, long offset) {
        return record(partition, offset, EIGHT, Map.of("orderid", offset));
    }

    /** Commits what has been read up to these offsets; returns what is stored of it. */
    private Map<TopicPartition, OffsetAndMetadata> commit(long first, long second) {
        return task.preCommit(Map.of(FIRST, new OffsetAndMetadata(first), SECOND, new OffsetAndMetadata(second)));
    }

    private static Map<TopicPartition, OffsetAndMetadata> offsets(long first, long second) {
        return Map.of(FIRST, new OffsetAndMetadata(first), SECOND, new OffsetAndMetadata(second));
    }

    @Test
    void storesObjectsByPartitionAndHour() throws IOException {
        task.put(List.of(record(FIRST, 5, BEFORE_EIGHT, Map.of("orderid", 5)), record(SECOND, 7), record(FIRST, 6),
            record(FIRST, 7)));
        assertTrue(store.objects.isEmpty(), "before the commit");
        assertEquals(offsets(8, 8), commit(8, 8));
        assertEquals(List.of(
            "orders/date=2026-11-27/hour=07/0-00000000000000000005-00000000000000000005.jsonl.gz",
            "orders/date=2026-11-27/hour=08/0-00000000000000000006-00000000000000000007.jsonl.gz",
            "orders/date=2026-11-27/hour=08/1-00000000000000000007-00000000000000000007.jsonl.gz"),
            List.copyOf(store.objects.keySet()));
        assertEquals(
            List.of("{\"partition\":0,\"offset\":5,\"timestamp\":\"2026-11-27T07:59:59.999Z\",\"key\":\"k5\","
                + "\"value\":{\"orderid\":5}}"),
            store.lines("orders/date=2026-11-27/hour=07/0-00000000000000000005-00000000000000000005.jsonl.gz"));
        assertEquals(2,
            store.lines("orders/date=2026-11-27/hour=08/0-00000000000000000006-00000000000000000007.jsonl.gz").size());
    }

    @Test
    void storesTheSameObjectOfTheSameRecords() {
        task.put(List.of(record(FIRST, 1), record(FIRST, 2)));
        commit(3, 0);
        Map<String, byte[]> once = new TreeMap<>(store.objects);
        task.put(List.of(record(FIRST, 1), record(FIRST, 2)));
        commit(3, 0);
        assertEquals(once.keySet(), store.objects.keySet());
        once.forEach((name, content) -> assertEquals(List.of(content.length), List.of(store.objects.get(name).length)));
    }

    @Test
    void putsNothingInThePlaceOfMore() {
        task.put(List.of(record(FIRST, 1), record(FIRST, 2)));
        commit(3, 0);
        task.put(List.of(record(FIRST, 1)));
        commit(2, 0);
        assertEquals(List.of("orders/date=2026-11-27/hour=08/0-00000000000000000001-00000000000000000001.jsonl.gz",
            "orders/date=2026-11-27/hour=08/0-00000000000000000001-00000000000000000002.jsonl.gz"),
            List.copyOf(store.objects.keySet()));
    }

    @Test
    void commitsNoRecordOfATopicThatATransformHasRenamedBeforeItIsStored() {
        store.failure = new RetriableException("away");
        task.put(List.of(record(new TopicPartition("renamed", 0), 5)));
        assertEquals(Map.of(), commit(6, 0));
    }

    @Test
    void storesATombstoneWithoutValue() throws IOException {
        task.put(List.of(record(FIRST, 1, EIGHT, null)));
        commit(2, 0);
        assertTrue(store.lines(store.objects.keySet().iterator().next()).get(0).endsWith("\"value\":null}"));
    }

    @Test
    void commitsNothingThatS3DidNotTakeAndStoresItLater() {
        store.failure = new RetriableException("away");
        task.put(List.of(record(FIRST, 5), record(FIRST, 6), record(SECOND, 9)));
        assertEquals(Map.of(), commit(7, 10));
        task.put(List.of(record(FIRST, 7)));
        assertEquals(Map.of(), commit(8, 10));
        store.failure = null;
        assertEquals(offsets(8, 10), commit(8, 10));
        assertEquals(3, store.objects.size());
    }

    @Test
    void failsWithWhatS3HasRefused() {
        store.failure = new ConnectException("Access Denied");
        task.put(List.of(record(FIRST, 5)));
        assertEquals(Map.of(), commit(6, 0));
        ConnectException failed = assertThrows(ConnectException.class, () -> task.put(List.of()));
        assertEquals("Access Denied", failed.getMessage());
    }

    @Test
    void asksForACommitWhenItIsFullAndTakesNoMoreUntilThen() {
        store.failure = new RetriableException("away");
        byte[] noise = new byte[(int) S3SinkTask.MOST_BYTES];
        new Random(1).nextBytes(noise);
        task.put(List.of(record(FIRST, 1, EIGHT, noise)));
        assertEquals(1, context.commits);
        assertEquals(Map.of(), commit(2, 0));
        List<SinkRecord> next = List.of(record(FIRST, 2));
        assertThrows(RetriableException.class, () -> task.put(next));
        store.failure = null;
        assertEquals(offsets(2, 0), commit(2, 0));
        task.put(next);
        assertEquals(offsets(3, 0), commit(3, 0));
        assertEquals(2, store.objects.size());
    }

    @Test
    void asksForACommitWhenItHasManyObjects() {
        List<SinkRecord> hours = new ArrayList<>();
        for (int hour = 0; hour < S3SinkTask.MOST_OBJECTS; hour++) {
            hours.add(record(FIRST, hour, EIGHT + hour * 3_600_000L, Map.of()));
        }
        task.put(hours.subList(1, hours.size()));
        assertEquals(0, context.commits);
        task.put(hours.subList(0, 1));
        assertEquals(1, context.commits);
    }

    @Test
    void forgetsWhatAnotherTaskReadsFromNowOn() {
        task.put(List.of(record(FIRST, 5), record(SECOND, 9)));
        task.close(Collections.singleton(FIRST));
        Map<TopicPartition, OffsetAndMetadata> left = Map.of(SECOND, new OffsetAndMetadata(10));
        assertEquals(left, task.preCommit(left));
        assertEquals(List.of("orders/date=2026-11-27/hour=08/1-00000000000000000009-00000000000000000009.jsonl.gz"),
            List.copyOf(store.objects.keySet()));
    }

    @Test
    void setsAsideWhatIsNoJson() {
        context.reports = true;
        task.put(List.of(record(FIRST, 5, EIGHT, new Object()), record(FIRST, 6)));
        assertEquals(offsets(7, 0), commit(7, 0));
        assertEquals(List.of(5L), context.reported);
        assertEquals(1, store.objects.size());
    }

    @Test
    void namesTheRecordThatIsNoJsonWhereNothingIsSetAside() {
        List<SinkRecord> unfit = List.of(record(FIRST, 5, EIGHT, new Object()));
        ConnectException failed = assertThrows(ConnectException.class, () -> task.put(unfit));
        assertTrue(failed.getMessage().startsWith("The record orders-0@5 cannot be written as JSON"),
            failed.getMessage());
    }
}
