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

/** Hands refused records to Kafka Connect's reporter, which sends them to the dead-letter queue. */
final class DeadLetters {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

    /** Null when the connector's errors.tolerance is none. */
    private final ErrantRecordReporter reporter;

    DeadLetters(ErrantRecordReporter reporter) {
        this.reporter = reporter;
    }

    static DeadLetters of(SinkTaskContext context) {
        try {
            return new DeadLetters(context.errantRecordReporter());
        } catch (NoSuchMethodError | NoClassDefFoundError olderThan26) {
            LOG.warn("This worker has no reporter for refused records: the first one stops the task");
            return new DeadLetters(null);
        }
    }

    /**
     * Returns when every record is in the dead-letter queue.
     *
     * @throws ConnectException naming the first record when there is no reporter
     */
    void report(List<Refusals.Refusal> refusals) {
        if (refusals.isEmpty()) {
            return;
        }
        Refusals.Refusal first = refusals.get(0);
        if (reporter == null) {
            throw new ConnectException("The record " + first.position() + " cannot be written to DynamoDB: "
                + first.reason + ". To go on past such records set errors.tolerance=all, and "
                + "errors.deadletterqueue.topic.name to keep them.");
        }
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
