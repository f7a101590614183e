package dev.mskpipeline.connect.dynamodb;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Knows which offsets may be committed: those up to which every record is written, or refused and reported.
 *
 * <p>It does not count by the records' own positions: a transform may rename a record's topic, filtered records are
 * never seen, and a record tells its original position from Kafka Connect 3.6 on only. Instead each call of
 * {@code preCommit}, which names the offsets of all records delivered so far, ends a span of records. The offsets of a
 * span are good as soon as its records, and those of all spans before it, are done.
 *
 * <p>Belongs to the task's thread; a span's counter to all.
 */
final class OffsetTracker {
    private final Deque<Span> spans = new ArrayDeque<>();

    OffsetTracker() {
        spans.add(new Span());
    }

    /** The span of the records that are delivered now. */
    Span current() {
        return spans.getLast();
    }

    /** Ends the current span. */
    void mark(Map<TopicPartition, OffsetAndMetadata> delivered) {
        current().offsets = Map.copyOf(delivered);
        spans.add(new Span());
    }

    /** The offsets that may be committed now; empty when nothing more is done than at the last call. */
    Map<TopicPartition, OffsetAndMetadata> committable() {
        Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();
        while (spans.size() > 1 && spans.getFirst().open.get() == 0) {
            done.putAll(spans.removeFirst().offsets);
        }
        return done;
    }

    /** Forgets everything: what is not done will be delivered again, here or to another task. */
    void drop() {
        spans.forEach(span -> span.dropped = true);
        spans.clear();
        spans.add(new Span());
    }

    /** The records between two calls of {@code preCommit}. */
    static final class Span {
        private final AtomicInteger open = new AtomicInteger();
        private volatile boolean dropped;
        private Map<TopicPartition, OffsetAndMetadata> offsets;

        void begin() {
            open.incrementAndGet();
        }

        /** Counts a record that is written or reported, for good. */
        void done() {
            open.decrementAndGet();
        }

        /** Whether its writes are not wanted any more. */
        boolean isDropped() {
            return dropped;
        }
    }
}
