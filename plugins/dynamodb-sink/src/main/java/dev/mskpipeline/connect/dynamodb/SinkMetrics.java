package dev.mskpipeline.connect.dynamodb;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The counters of one task, and its MBean {@code dev.mskpipeline.connect:type=DynamoDbSink,connector=,task=}. */
final class SinkMetrics implements SinkMetricsMXBean, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SinkMetrics.class);
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.-]+");

    /** Whose bean is registered: a task that lost its name to a newer one must not unregister that one's bean. */
    private static final Map<ObjectName, SinkMetrics> OWNERS = new ConcurrentHashMap<>();

    final LongAdder received = new LongAdder();
    final LongAdder written = new LongAdder();
    final LongAdder deleted = new LongAdder();
    final LongAdder deduplicated = new LongAdder();
    final LongAdder reported = new LongAdder();
    final LongAdder ignored = new LongAdder();
    final LongAdder unprocessed = new LongAdder();
    final LongAdder retried = new LongAdder();
    final LongAdder handedBack = new LongAdder();
    final LongAdder bytes = new LongAdder();
    volatile long lagMs;
    volatile long lastBatchLatencyMs;

    private final ObjectName name;

    SinkMetrics(String connector, String task) {
        name = name(connector, task);
    }

    /** Counts writes that a request of so many milliseconds has made. */
    void made(List<PendingWrite> writes, long requestMs) {
        long newest = 0;
        for (PendingWrite write : writes) {
            (write.isDelete() ? deleted : written).increment();
            bytes.add(write.wireSize);
            Long timestamp = write.record.timestamp();
            newest = timestamp == null ? newest : Math.max(newest, timestamp);
        }
        lastBatchLatencyMs = requestMs;
        lagMs = newest == 0 ? 0 : Math.max(0, System.currentTimeMillis() - newest);
    }

    /** Never fails: a task without its bean still does its work. */
    void register() {
        try {
            OWNERS.put(name, this);
            MBeanServer server = ManagementFactory.getPlatformMBeanServer();
            try {
                server.registerMBean(this, name);
            } catch (InstanceAlreadyExistsException leftOver) {
                server.unregisterMBean(name);
                server.registerMBean(this, name);
            }
        } catch (JMException failure) {
            LOG.warn("No metrics under {}: {}", name, failure.toString());
        }
    }

    @Override
    public void close() {
        if (OWNERS.remove(name, this)) {
            try {
                ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
            } catch (JMException failure) {
                LOG.debug("The metrics {} were gone already", name, failure);
            }
        }
    }

    static ObjectName name(String connector, String task) {
        String plain = PLAIN.matcher(connector).matches() ? connector : ObjectName.quote(connector);
        try {
            return new ObjectName("dev.mskpipeline.connect:type=DynamoDbSink,connector=" + plain + ",task=" + task);
        } catch (JMException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public long getRecordsReceived() {
        return received.sum();
    }

    @Override
    public long getItemsWritten() {
        return written.sum();
    }

    @Override
    public long getItemsDeleted() {
        return deleted.sum();
    }

    @Override
    public long getRecordsDeduplicated() {
        return deduplicated.sum();
    }

    @Override
    public long getRecordsReported() {
        return reported.sum();
    }

    @Override
    public long getRecordsIgnored() {
        return ignored.sum();
    }

    @Override
    public long getUnprocessedItemsResent() {
        return unprocessed.sum();
    }

    @Override
    public long getRequestsRetried() {
        return retried.sum();
    }

    @Override
    public long getBatchesHandedBack() {
        return handedBack.sum();
    }

    @Override
    public long getLastBatchLatencyMs() {
        return lastBatchLatencyMs;
    }
}
