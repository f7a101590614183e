package dev.mskpipeline.connect.dynamodb;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A sink task as a worker runs it, with a dead-letter queue that a test can read. */
final class Sink implements AutoCloseable {
    static final String TOPIC = "orders";

    final List<SinkRecord> reported = new ArrayList<>();
    final List<Throwable> reasons = new ArrayList<>();
    /** What the task asked for by {@code context.timeout}, -1 for nothing. */
    long timeout = -1;
    final DynamoDbSinkTask task;
    /** What the task has paused. */
    final Set<TopicPartition> paused = new HashSet<>();
    /** How often the task asked for a commit. */
    int commitRequests;
    private final Map<TopicPartition, OffsetAndMetadata> delivered = new HashMap<>();
    private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
    private final Map<String, String> settings;

    private Sink(Map<String, String> settings, boolean deadLetters) {
        this(settings, deadLetters, new DynamoDbSinkTask());
    }

    private Sink(Map<String, String> settings, boolean deadLetters, DynamoDbSinkTask task) {
        this.settings = settings;
        this.task = task;
        task.initialize(new Context(deadLetters));
    }

    /** Key {@code value.id}, no sort key, everything into one table; the settings given last win. */
    static Map<String, String> settings(URI endpoint, String table, String... more) {
        Map<String, String> settings = new HashMap<>(LocalDynamoDb.settings(endpoint, Map.of(
            "name", "sink-" + table, "topics", TOPIC, SinkConfig.TABLE_NAME_FORMAT, table,
            SinkConfig.HASH_KEY, "value.id", SinkConfig.SORT_KEY, "")));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return settings;
    }

    static Sink start(URI endpoint, String table, String... more) {
        return started(new Sink(settings(endpoint, table, more), true));
    }

    static Sink startOn(DynamoDbClient client, String table) {
        return started(new Sink(settings(URI.create("http://localhost"), table), true,
            new DynamoDbSinkTask(config -> client)));
    }

    static Sink startWithoutDeadLetters(URI endpoint, String table, String... more) {
        return started(new Sink(settings(endpoint, table, more), false));
    }

    private static Sink started(Sink sink) {
        try {
            sink.task.start(sink.settings);
            return sink;
        } catch (RuntimeException failure) {
            sink.close();
            throw failure;
        }
    }

    void put(SinkRecord... records) {
        put(Arrays.asList(records));
    }

    /** Delivers records and waits, as a worker would, until all are written or reported. */
    void put(List<SinkRecord> records) {
        deliver(records);
        settle();
    }

    /** Delivers records and does not wait for them. */
    void deliver(List<SinkRecord> records) {
        task.put(records);
        records.forEach(record -> delivered.put(new TopicPartition(record.topic(), record.kafkaPartition()),
            new OffsetAndMetadata(record.kafkaOffset() + 1)));
    }

    /** Takes all partitions away, as an eager rebalance does, and gives the position to read on from. */
    long rebalance() {
        commit();
        task.close(List.copyOf(delivered.keySet()));
        delivered.clear();
        return Math.max(0, committed.values().stream().mapToLong(OffsetAndMetadata::offset).findFirst().orElse(0));
    }

    void settle() {
        do {
            commit();
            task.put(List.of());
        } while (!task.isIdle());
    }

    /** Commits as a worker does; the position of the only partition, or -1 when nothing may be committed yet. */
    long commit() {
        committed.putAll(task.preCommit(new HashMap<>(delivered)));
        return committed.values().stream().mapToLong(OffsetAndMetadata::offset).findFirst().orElse(-1);
    }

    @Override
    public void close() {
        task.stop();
    }

    /** A record without schemas, its key the id. */
    static SinkRecord record(long offset, Object key, Object value) {
        return new SinkRecord(TOPIC, 0, null, key, null, value, offset);
    }

    /** A value with an id and a number to tell versions apart. */
    static Map<String, Object> value(Object id, int version) {
        return Map.of("id", id, "version", version);
    }

    /** Records with the ids 0 to count - 1 at the same offsets. */
    static List<SinkRecord> records(int count) {
        List<SinkRecord> records = new ArrayList<>();
        for (int id = 0; id < count; id++) {
            records.add(record(id, id, value(id, 1)));
        }
        return records;
    }

    private final class Context implements SinkTaskContext {
        private final boolean deadLetters;

        private Context(boolean deadLetters) {
            this.deadLetters = deadLetters;
        }

        @Override
        public ErrantRecordReporter errantRecordReporter() {
            return !deadLetters ? null : (record, error) -> {
                reported.add(record);
                reasons.add(error);
                return CompletableFuture.completedFuture(null);
            };
        }

        @Override
        public void timeout(long ms) {
            timeout = ms;
        }

        @Override
        public Map<String, String> configs() {
            return settings;
        }

        @Override
        public void offset(Map<TopicPartition, Long> offsets) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void offset(TopicPartition partition, long offset) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Set<TopicPartition> assignment() {
            return delivered.keySet();
        }

        @Override
        public void pause(TopicPartition... partitions) {
            paused.addAll(Arrays.asList(partitions));
        }

        @Override
        public void resume(TopicPartition... partitions) {
            paused.removeAll(Arrays.asList(partitions));
        }

        @Override
        public void requestCommit() {
            commitRequests++;
        }
    }
}
