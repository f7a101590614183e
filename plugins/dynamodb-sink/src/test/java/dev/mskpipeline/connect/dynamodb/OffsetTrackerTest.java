package dev.mskpipeline.connect.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class OffsetTrackerTest {
    private static final TopicPartition ONE = new TopicPartition("t", 0);
    private static final TopicPartition TWO = new TopicPartition("t", 1);

    private final OffsetTracker tracker = new OffsetTracker();

    @Test
    void givesNothingWhileARecordOfTheSpanIsOpen() {
        OffsetTracker.Span span = tracker.current();
        span.begin();
        span.begin();
        tracker.mark(at(ONE, 2));
        span.done();
        assertEquals(Map.of(), tracker.committable());
        span.done();
        assertEquals(at(ONE, 2), tracker.committable());
        assertEquals(Map.of(), tracker.committable());
    }

    @Test
    void aLaterSpanWaitsForAllBeforeIt() {
        OffsetTracker.Span first = tracker.current();
        first.begin();
        tracker.mark(at(ONE, 1));
        OffsetTracker.Span second = tracker.current();
        second.begin();
        tracker.mark(at(ONE, 2));
        second.done();
        assertEquals(Map.of(), tracker.committable());
        first.done();
        assertEquals(at(ONE, 2), tracker.committable());
    }

    @Test
    void aSpanWithoutRecordsIsDoneAtOnce() {
        tracker.mark(at(ONE, 5));
        assertEquals(at(ONE, 5), tracker.committable());
    }

    @Test
    void joinsSpansOfSomePartitionsEach() {
        OffsetTracker.Span span = tracker.current();
        span.begin();
        tracker.mark(at(ONE, 1));
        tracker.mark(at(TWO, 7));
        span.done();
        assertEquals(Map.of(ONE, new OffsetAndMetadata(1), TWO, new OffsetAndMetadata(7)), tracker.committable());
    }

    @Test
    void whatIsDroppedIsNeverCommitted() {
        OffsetTracker.Span span = tracker.current();
        span.begin();
        tracker.mark(at(ONE, 1));
        tracker.drop();
        assertTrue(span.isDropped());
        span.done();
        assertEquals(Map.of(), tracker.committable());
    }

    private static Map<TopicPartition, OffsetAndMetadata> at(TopicPartition partition, long offset) {
        return Map.of(partition, new OffsetAndMetadata(offset));
    }
}
