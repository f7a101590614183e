package dev.mskpipeline.connect.s3;

import dev.mskpipeline.connect.common.PluginVersion;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects records and stores them when Kafka Connect commits: every minute, or earlier where there are many. No
 * offset is committed before its record is in the bucket, so a record may be there twice and is never missing.
 */
public final class S3SinkTask extends SinkTask {
    /** Packed bytes at which it asks for a commit, which bounds its memory and the size of an object. */
    static final long MOST_BYTES = 16L * 1024 * 1024;
    /** Objects at which it does so too: each takes memory of its own while it is packed. */
    static final int MOST_OBJECTS = 100;
    private static final long RETRY_MS = 1_000;
    private static final Logger LOG = LoggerFactory.getLogger(S3SinkTask.class);

    private final Function<SinkConfig, ObjectStore> stores;
    private final RecordLines lines = new RecordLines();
    private final Buffer buffer = new Buffer();
    private ObjectStore store;
    private String bucket;
    /** Why S3 will not take an object; null while it does. */
    private ConnectException refusal;

    public S3SinkTask() {
        this(S3ObjectStore::new);
    }

    S3SinkTask(Function<SinkConfig, ObjectStore> stores) {
        this.stores = stores;
    }

    @Override
    public String version() {
        return PluginVersion.of(getClass());
    }

    @Override
    public void start(Map<String, String> properties) {
        SinkConfig config = new SinkConfig(properties);
        bucket = config.bucket();
        store = stores.apply(config);
    }

    /**
     * @throws ConnectException   when S3 has refused an object, which fails the task: a commit cannot
     * @throws RetriableException while S3 is away and no more fits into memory; the records come again
     */
    @Override
    public void put(Collection<SinkRecord> records) {
        if (refusal != null) {
            throw refusal;
        }
        if (!records.isEmpty() && isFull()) {
            context.timeout(RETRY_MS);
            context.requestCommit();
            throw new RetriableException("Records wait until the bucket " + bucket + " takes those before them");
        }
        records.forEach(this::add);
        if (isFull()) {
            context.requestCommit();
        }
    }

    /** Stores what there is; commits all of it or, while anything waits, nothing. */
    @Override
    public Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        try {
            buffer.drain(object -> store.put(object.name(), object.content()));
        } catch (RetriableException passing) {
            LOG.warn("{}; it is stored with the next commit", passing.getMessage(), passing);
        } catch (ConnectException lasting) {
            refusal = lasting;
        }
        // Whose offset a record has is not known before Kafka Connect 3.6 once a transform has renamed its topic.
        return buffer.isEmpty() ? offsets : Map.of();
    }

    /** What was not committed comes again, here or to another task. */
    @Override
    public void close(Collection<TopicPartition> partitions) {
        buffer.forget(partitions);
    }

    @Override
    public void stop() {
        if (store != null) {
            store.close();
        }
    }

    private boolean isFull() {
        return buffer.bytes() >= MOST_BYTES || buffer.objects() >= MOST_OBJECTS;
    }

    private void add(SinkRecord record) {
        byte[] line;
        try {
            line = lines.of(record);
        } catch (DataException unfit) {
            setAside(record, unfit);
            return;
        }
        buffer.add(record, line);
    }

    /** Kafka Connect decides by errors.tolerance whether the task goes on, and has a topic for such records or none. */
    private void setAside(SinkRecord record, DataException reason) {
        ErrantRecordReporter reporter = context.errantRecordReporter();
        if (reporter == null) {
            throw new ConnectException("The record " + record.topic() + "-" + record.kafkaPartition() + "@"
                + record.kafkaOffset() + " cannot be written as JSON; errors.tolerance=all and "
                + "errors.deadletterqueue.topic.name set such records aside", reason);
        }
        reporter.report(record, reason);
    }
}
