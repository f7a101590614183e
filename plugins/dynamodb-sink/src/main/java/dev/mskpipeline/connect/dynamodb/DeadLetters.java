package dev.mskpipeline.connect.dynamodb;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands refused records to Kafka Connect's reporter, which sends them to the dead-letter queue.
 *
 * <p>Kafka Connect gives a reporter only with {@code errors.deadletterqueue.topic.name} or {@code errors.log.enable}
 * (its SinkConnectorConfig). Without one, {@code errors.tolerance=all} skips a record with a line in the log.
 */
final class DeadLetters {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
    private static final String TOLERANCE = "errors.tolerance";
    private static final String TOPIC = "errors.deadletterqueue.topic.name";

    /** Null when the connector has none. */
    private final ErrantRecordReporter reporter;
    private final boolean skips;

    /** @param skips whether records may be lost when there is no reporter */
    DeadLetters(ErrantRecordReporter reporter, boolean skips) {
        this.reporter = reporter;
        this.skips = skips;
    }

    static DeadLetters of(SinkTaskContext context, SinkConfig config) {
        boolean skips = "all".equalsIgnoreCase(config.originalsStrings().getOrDefault(TOLERANCE, "none"));
        try {
            return new DeadLetters(context.errantRecordReporter(), skips);
        } catch (NoSuchMethodError | NoClassDefFoundError olderThan26) {
            LOG.warn("This worker has no reporter for refused records");
            return new DeadLetters(null, skips);
        }
    }

    /**
     * Returns when every record is in the dead-letter queue, or skipped.
     *
     * @throws ConnectException naming the first record when it may not be skipped
     */
    void report(List<Refusals.Refusal> refusals) {
        if (refusals.isEmpty()) {
            return;
        }
        if (reporter != null) {
            send(refusals);
        } else if (skips) {
            refusals.forEach(refusal -> LOG.warn("The record {} is skipped: {}. To keep such records set {}.",
                refusal.position(), refusal.reason, TOPIC));
        } else {
            Refusals.Refusal first = refusals.get(0);
            throw new ConnectException("The record " + first.position() + " cannot be written to DynamoDB: "
                + first.reason + ". To go on past such records set " + TOLERANCE + "=all, and " + TOPIC
                + " to keep them.");
        }
    }

    private void send(List<Refusals.Refusal> refusals) {
        Refusals.Refusal first = refusals.get(0);
        LOG.warn("{} records are reported and not written; the first is {}: {}", refusals.size(), first.position(),
            first.reason);
        List<Future<Void>> sent = new ArrayList<>(refusals.size());
        for (Refusals.Refusal refusal : refusals) {
            sent.add(reporter.report(refusal.record, refusal.cause));
        }
        sent.forEach(DeadLetters::await);
    }

    private static void await(Future<Void> report) {
        try {
            if (report != null) {
                report.get();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ConnectException("Interrupted while reporting a refused record", interrupted);
        } catch (ExecutionException failure) {
            throw new ConnectException("A refused record did not reach the dead-letter queue", failure.getCause());
        }
    }
}
