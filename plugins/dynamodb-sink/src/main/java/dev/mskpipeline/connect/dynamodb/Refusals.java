package dev.mskpipeline.connect.dynamodb;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.sink.SinkRecord;

/** The records of one batch that are not written, with the reason; safe for the writing threads. */
final class Refusals {
    private final List<Refusal> refusals = new ArrayList<>();

    /**
     * @param reason what is wrong, without any value of the record: it is logged
     * @param cause  all that is known, for the dead-letter queue
     */
    synchronized void add(SinkRecord record, String reason, Exception cause) {
        refusals.add(new Refusal(record, reason, cause));
    }

    synchronized List<Refusal> all() {
        return List.copyOf(refusals);
    }

    /** One record and why. */
    static final class Refusal {
        final SinkRecord record;
        final String reason;
        final Exception cause;

        private Refusal(SinkRecord record, String reason, Exception cause) {
            this.record = record;
            this.reason = reason;
            this.cause = cause;
        }

        /** Such as {@code orders-0@42}. */
        String position() {
            return record.topic() + "-" + record.kafkaPartition() + "@" + record.kafkaOffset();
        }
    }
}
