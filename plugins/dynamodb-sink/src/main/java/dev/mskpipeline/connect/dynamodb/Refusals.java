package dev.mskpipeline.connect.dynamodb;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.sink.SinkRecord;

/** Records that are not written and not reported yet, with the reason; safe for the writing threads. */
final class Refusals {
    private final List<Refusal> refusals = new ArrayList<>();

    /**
     * @param span   where the record is counted until it is reported
     * @param reason what is wrong, without any value of the record: it is logged
     * @param cause  all that is known, for the dead-letter queue
     */
    synchronized void add(SinkRecord record, OffsetTracker.Span span, String reason, Exception cause) {
        refusals.add(new Refusal(record, span, reason, cause));
    }

    /** Takes them out. */
    synchronized List<Refusal> drain() {
        List<Refusal> drained = new ArrayList<>(refusals);
        refusals.clear();
        return drained;
    }

    synchronized boolean isEmpty() {
        return refusals.isEmpty();
    }

    /** One record and why. */
    static final class Refusal {
        final SinkRecord record;
        final OffsetTracker.Span span;
        final String reason;
        final Exception cause;

        private Refusal(SinkRecord record, OffsetTracker.Span span, String reason, Exception cause) {
            this.record = record;
            this.span = span;
            this.reason = reason;
            this.cause = cause;
        }

        /** Such as {@code orders-0@42}. */
        String position() {
            return record.topic() + "-" + record.kafkaPartition() + "@" + record.kafkaOffset();
        }
    }
}
