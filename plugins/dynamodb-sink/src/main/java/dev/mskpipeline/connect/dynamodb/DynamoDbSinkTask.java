package dev.mskpipeline.connect.dynamodb;

import dev.mskpipeline.connect.common.PluginVersion;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Writes records to DynamoDB. {@link #put} queues them for the threads that write, and {@link #preCommit} gives Kafka
 * Connect only offsets of records that are in their tables, or refused and in the dead-letter queue.
 *
 * <p>All methods run in one thread, the consumer's, and none holds it for longer than about a second: a rebalance waits
 * for it, and a worker that stops gives it task.shutdown.graceful.timeout.ms, 5 seconds. A queue that is full pauses the
 * partitions instead of having put fail: Kafka Connect logs each RetriableException as an error with its stack.
 *
 * @see <a href="https://github.com/apache/kafka/blob/3.7/connect/runtime/src/main/java/org/apache/kafka/connect/runtime/WorkerSinkTask.java">
 *     WorkerSinkTask</a>
 */
public final class DynamoDbSinkTask extends SinkTask {
    private static final Logger LOG = LoggerFactory.getLogger(DynamoDbSinkTask.class);

    /** Writes in the queue for each request in flight: what is written while the next records are fetched. */
    private static final int QUEUED_REQUESTS = 10;
    private static final long QUEUED_BYTES = 32 * 1024 * 1024;
    /** How long preCommit waits for the records delivered so far, so that a clean handover repeats none. */
    private static final long COMMIT_MS = 1_000;
    /** How long requests in flight may end by themselves when partitions are taken away. */
    private static final long CLOSE_MS = 1_000;

    private final Function<SinkConfig, DynamoDbClient> clients;
    private SinkConfig config;
    private SinkMetrics metrics;
    private SinkSummary summary;
    private DynamoDbClient client;
    private TableCatalog tables;
    private RecordIntake intake;
    private DeadLetters deadLetters;
    private WriteQueue queue;
    private WriterThreads threads;
    private BackPressure backPressure;
    private final Refusals refusals = new Refusals();
    private final OffsetTracker offsets = new OffsetTracker();
    private boolean rewind;

    public DynamoDbSinkTask() {
        this(DynamoDbClients::create);
    }

    DynamoDbSinkTask(Function<SinkConfig, DynamoDbClient> clients) {
        this.clients = clients;
    }

    @Override
    public String version() {
        return PluginVersion.of(getClass());
    }

    @Override
    public void start(Map<String, String> taskConfig) {
        config = new SinkConfig(taskConfig);
        client = clients.apply(config);
        tables = new TableCatalog(client, config.hashKey(), config.sortKey());
        deadLetters = DeadLetters.of(context, config);
        metrics = new SinkMetrics(config.connectorName(), config.taskId());
        metrics.register();
        intake = new RecordIntake(context, new TableCreator(client, config, tables),
            new RecordMapper(config.keyResolver(), config.nullValues()), offsets, refusals, metrics);
        summary = new SinkSummary(config.connectorName(), config.taskId(), metrics, WriteQueue.millis());
        checkKnownTables();
        int parallelism = config.parallelism();
        queue = new WriteQueue(parallelism * TableQueue.MAX_WRITES * QUEUED_REQUESTS, QUEUED_BYTES);
        backPressure = new BackPressure(context, queue);
        threads = new WriterThreads(parallelism, "dynamodb-sink-" + config.connectorName() + "-" + config.taskId(),
            queue, new BatchWriter(client, tables, queue, metrics, refusals));
    }

    /**
     * Queues the records, all or none. Is called again and again, also without records.
     *
     * @throws RetriableException when the table of a record cannot be looked up now
     * @throws ConnectException when a write has failed for good, be it of an earlier call
     */
    @Override
    public void put(Collection<SinkRecord> records) {
        queue.checkFailure();
        if (!records.isEmpty()) {
            metrics.deduplicated.add(queue.add(intake.take(records)));
        }
        report();
        regulate();
        queue.checkFailure();
        summary.at(WriteQueue.millis(), queue.size()).ifPresent(LOG::info);
    }

    /**
     * Tells the offsets up to which all is done. A failure is for the next put to throw: here it would have Kafka
     * Connect rewind to the last commit, not stop.
     */
    @Override
    public Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> delivered) {
        if (rewind) {
            rewind = false;
            throw new RetriableException("Records were dropped when partitions were taken away; they are read again");
        }
        offsets.mark(delivered);
        try {
            queue.awaitEmpty(COMMIT_MS);
            report();
        } catch (InterruptedException | RuntimeException failure) {
            queue.fail(asRuntime(failure));
        }
        Map<TopicPartition, OffsetAndMetadata> committable = offsets.committable();
        committable.keySet().retainAll(delivered.keySet());
        return committable;
    }

    /**
     * Gives up what is not written of the partitions: once they are another task's, an old version must not overwrite
     * what that one writes. Comes after preCommit, unless the partitions are lost already.
     */
    @Override
    public void close(Collection<TopicPartition> partitions) {
        if (queue == null) {
            return;
        }
        boolean dropped = queue.size() > 0;
        offsets.drop();
        try {
            if (!queue.drop(CLOSE_MS)) {
                threads.interrupt();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        // A record does not tell its partition once a transform has renamed its topic, so what is dropped may be of
        // partitions that stay, with a cooperative assignor. They are read again from the last commit.
        if (dropped && !partitions.containsAll(context.assignment())) {
            rewind = true;
            context.requestCommit();
        }
    }

    /** Also called after a start that failed. */
    @Override
    public void stop() {
        if (queue != null) {
            queue.close();
            threads.interrupt();
        }
        close(client);
        close(metrics);
    }

    SinkMetricsMXBean metrics() {
        return metrics;
    }

    /** Whether all that was put is written or reported. */
    boolean isIdle() {
        return queue.size() == 0 && refusals.isEmpty();
    }

    /**
     * A table that cannot be checked because DynamoDB is out of reach is checked with its first record: unlike a
     * task's start, records can be delivered again.
     */
    private void checkKnownTables() {
        for (String table : config.knownTables()) {
            try {
                LOG.info("Writing to the DynamoDB table {}: {}", table, tables.check(table));
            } catch (TableMissingException missing) {
                if (!config.createsTables()) {
                    throw missing;
                }
                LOG.info("The DynamoDB table {} is missing, it is created for its first record", table);
            } catch (RetriableException outOfReach) {
                LOG.warn("{}; the tables left are checked with their first records", outOfReach.getMessage());
                return;
            }
        }
    }

    /** Reports what is refused, from this thread: not every version of the worker's reporter is safe for others. */
    private void report() {
        List<Refusals.Refusal> refused = refusals.drain();
        refused.removeIf(refusal -> refusal.span.isDropped());
        deadLetters.report(refused);
        metrics.reported.add(refused.size());
        refused.forEach(refusal -> refusal.span.done());
    }

    private void regulate() {
        try {
            backPressure.regulate(isIdle());
        } catch (InterruptedException interrupted) {
            throw asRuntime(interrupted);
        }
    }

    private static RuntimeException asRuntime(Exception failure) {
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
            return new ConnectException("Interrupted while writing to DynamoDB", failure);
        }
        return (RuntimeException) failure;
    }

    private static void close(AutoCloseable resource) {
        try {
            if (resource != null) {
                resource.close();
            }
        } catch (Exception failure) {
            LOG.warn("Closing failed: {}", failure.toString());
        }
    }
}
