package dev.mskpipeline.connect.dynamodb;

import java.util.Optional;

/**
 * What a task did in each minute, as a line for its log: MSK Connect shows no MBeans, but delivers logs, of which a
 * CloudWatch metric filter makes metrics. Such a filter takes a value only where spaces stand around it, so a name and
 * its value are two words; words are added at the end only.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntaxForMetricFilters.html">
 *     Filter pattern syntax for metric filters</a>
 */
final class SinkSummary {
    static final long INTERVAL_MS = 60_000;

    private final String task;
    private final SinkMetrics metrics;
    private long begin;
    private Counts before;

    SinkSummary(String connector, String task, SinkMetrics metrics, long now) {
        this.task = "sink-summary connector " + connector + " task " + task;
        this.metrics = metrics;
        begin = now;
        before = new Counts(metrics);
    }

    /** The line of the time since the last one, if that is a minute. */
    Optional<String> at(long now, int queued) {
        if (now - begin < INTERVAL_MS) {
            return Optional.empty();
        }
        Counts counts = new Counts(metrics);
        long items = counts.written - before.written;
        long deletes = counts.deleted - before.deleted;
        String line = task
            + " seconds " + (now - begin) / 1000
            + " records " + (counts.received - before.received)
            + " items " + items
            + " deletes " + deletes
            + " bytes " + (counts.bytes - before.bytes)
            + " retries " + (counts.retried - before.retried)
            + " throttles " + (counts.throttled - before.throttled)
            + " dead_letters " + (counts.reported - before.reported)
            + " queued " + queued
            // Of a minute in which nothing was written the lag is not known, and there is none to speak of.
            + " lag_ms " + (items + deletes == 0 ? 0 : metrics.lagMs);
        begin = now;
        before = counts;
        return Optional.of(line);
    }

    private static final class Counts {
        private final long received;
        private final long written;
        private final long deleted;
        private final long bytes;
        private final long retried;
        private final long throttled;
        private final long reported;

        private Counts(SinkMetrics metrics) {
            received = metrics.received.sum();
            written = metrics.written.sum();
            deleted = metrics.deleted.sum();
            bytes = metrics.bytes.sum();
            retried = metrics.retried.sum();
            throttled = metrics.unprocessed.sum();
            reported = metrics.reported.sum();
        }
    }
}
