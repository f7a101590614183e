package dev.mskpipeline.connect.dynamodb;

import dev.mskpipeline.connect.common.PluginVersion;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Writes batches of records to DynamoDB. A batch is in its tables, or its refused records in the dead-letter queue,
 * before {@link #put} returns: Kafka Connect's offsets never run ahead of the data.
 */
public final class DynamoDbSinkTask extends SinkTask {
    private static final Logger LOG = LoggerFactory.getLogger(DynamoDbSinkTask.class);

    private final Timer timer;

    /**
     * Records of a batch that was handed back which are written already. Kafka Connect delivers the very same objects
     * again; leaving these out lets a batch get through a table that takes only a part of it in each try.
     */
    private final Set<SinkRecord> written =
        Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

    private SinkConfig config;
    private SinkMetrics metrics;
    private DynamoDbClient client;
    private RetryPolicy retries;
    private TableCatalog tables;
    private RecordMapper mapper;
    private ParallelWriter writer;
    private DeadLetters deadLetters;

    public DynamoDbSinkTask() {
        this(Timer.SYSTEM);
    }

    DynamoDbSinkTask(Timer timer) {
        this.timer = timer;
    }

    @Override
    public String version() {
        return PluginVersion.of(getClass());
    }

    @Override
    public void start(Map<String, String> taskConfig) {
        config = new SinkConfig(taskConfig);
        retries = new RetryPolicy(config.maxRetryMs(), timer, bound -> ThreadLocalRandom.current().nextLong(bound));
        client = DynamoDbClients.create(config);
        tables = new TableCatalog(client, config.hashKey(), config.sortKey(), retries);
        mapper = new RecordMapper(config.keyResolver(), config.nullValues());
        deadLetters = DeadLetters.of(context, config);
        metrics = new SinkMetrics(config.connectorName(), config.taskId());
        metrics.register();
        writer = new ParallelWriter(config.parallelism(),
            "dynamodb-sink-" + config.connectorName() + "-" + config.taskId());
        checkKnownTables();
    }

    @Override
    public void put(Collection<SinkRecord> records) {
        if (records.isEmpty()) {
            return;
        }
        long begin = timer.millis();
        metrics.received.add(records.size());
        Refusals refusals = new Refusals();
        try {
            WritePlan plan = plan(records, refusals);
            BatchWriter batch = new BatchWriter(client, tables, retries, metrics, refusals, this::remember);
            writer.run(plan.requests(), batch::write);
            metrics.deduplicated.add(plan.deduplicated());
        } catch (RetriesSpentException spent) {
            metrics.handedBack.increment();
            LOG.warn("{}: the batch of {} records is handed back and delivered again", spent.getMessage(),
                records.size());
            context.timeout(RetryPolicy.CAP_MS);
            throw spent;
        }
        // Last, so that a batch which is delivered again reports its records once.
        deadLetters.report(refusals.all());
        metrics.reported.add(refusals.all().size());
        written.clear();
        metrics.lastBatchLatencyMs = timer.millis() - begin;
    }

    /** Also called after a start that failed. */
    @Override
    public void stop() {
        close(writer);
        close(client);
        close(metrics);
    }

    SinkMetricsMXBean metrics() {
        return metrics;
    }

    /**
     * A table that cannot be checked because DynamoDB is out of reach is checked with its first record: unlike a
     * task's start, a batch can be tried again.
     */
    private void checkKnownTables() {
        for (String table : config.knownTables()) {
            try {
                LOG.info("Writing to the DynamoDB table {}: {}", table, tables.check(table));
            } catch (RetriesSpentException spent) {
                LOG.warn("{}; the table is checked with its first record", spent.getMessage());
            }
        }
    }

    private WritePlan plan(Collection<SinkRecord> records, Refusals refusals) {
        WritePlan plan = new WritePlan();
        for (SinkRecord record : records) {
            if (written.contains(record)) {
                continue;
            }
            TableSchema table = tables.get(config.tableOf(record.topic()));
            try {
                mapper.map(record, table).ifPresentOrElse(plan::add, metrics.ignored::increment);
            } catch (RecordRefusedException refused) {
                refusals.add(record, refused.getMessage(), refused);
            }
        }
        return plan;
    }

    /** A write is done for the records that it replaces, too. */
    private void remember(PendingWrite write) {
        for (PendingWrite each = write; each != null; each = each.superseded) {
            written.add(each.record);
        }
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
