package dev.mskpipeline.connect.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

class TableQueueTest {
    private static final TableSchema TABLE = new TableSchema("t",
        new TableSchema.KeyAttribute("id", ScalarAttributeType.N), Optional.empty());

    private final TableQueue queue = new TableQueue();

    @Test
    void handsOutWritesInTheirOrder() {
        for (int id = 0; id < 5; id++) {
            queue.add(put(id, "" + id, 0));
        }
        assertEquals(List.of(0L, 1L, 2L), offsets(queue.take(3)));
        assertEquals(List.of(3L, 4L), offsets(queue.take(3)));
        assertFalse(queue.hasReady());
    }

    @Test
    void cutsRequestsAt16Megabytes() {
        // Control characters: 390 KB stored are 2.3 MB of JSON, so seven of them do not fit one request.
        for (int id = 0; id < 7; id++) {
            queue.add(put(id, "" + id, 390_000));
        }
        List<PendingWrite> request = queue.take(25);
        assertEquals(6, request.size());
        assertTrue(request.stream().mapToLong(write -> write.wireSize).sum() <= 16_000_000);
        assertEquals(1, queue.take(25).size());
    }

    @Test
    void keepsTheLastWriteOfAKeyAndRemembersTheEarlierOnes() {
        PendingWrite first = put(0, "1", 0);
        PendingWrite second = put(1, "1.0", 0);
        PendingWrite third = put(2, "1E0", 0);
        assertFalse(queue.add(first));
        queue.add(put(3, "2", 0));
        assertTrue(queue.add(second));
        assertTrue(queue.add(third));
        List<PendingWrite> taken = queue.take(25);
        assertEquals(List.of(2L, 3L), offsets(taken));
        assertSame(second, taken.get(0).superseded);
        assertSame(first, second.superseded);
        assertNull(first.superseded);
    }

    @Test
    void aDeleteAndAPutOfOneKeyAreOneWrite() {
        queue.add(put(0, "1", 0));
        queue.add(PendingWrite.delete(TABLE, Sink.record(1, 1, null), Map.of("id", AttributeValue.fromN("1"))));
        List<PendingWrite> taken = queue.take(25);
        assertEquals(1, taken.size());
        assertTrue(taken.get(0).isDelete());
    }

    @Test
    void holdsAKeyBackThatIsInFlight() {
        queue.add(put(0, "1", 0));
        PendingWrite first = queue.take(25).get(0);
        queue.add(put(1, "1", 0));
        queue.add(put(2, "2", 0));
        assertEquals(List.of(2L), offsets(queue.take(25)));
        assertFalse(queue.hasReady());
        queue.release(first.key);
        assertEquals(List.of(1L), offsets(queue.take(25)));
    }

    @Test
    void aWriteThatComesBackIsNextUnlessALaterOneReplacesIt() {
        queue.add(put(0, "1", 0));
        queue.add(put(1, "2", 0));
        List<PendingWrite> taken = queue.take(25);
        queue.add(put(2, "3", 0));
        PendingWrite later = put(3, "1", 0);
        queue.add(later);
        assertFalse(queue.giveBack(taken.get(1)));
        assertTrue(queue.giveBack(taken.get(0)));
        assertEquals(List.of(3L, 1L, 2L), offsets(queue.take(25)));
        assertSame(taken.get(0), later.superseded);
    }

    @Test
    void whatComesBackIsOlderThanAllThatReplacesIt() {
        queue.add(put(0, "1", 0));
        PendingWrite first = queue.take(25).get(0);
        PendingWrite second = put(1, "1", 0);
        queue.add(second);
        queue.add(put(2, "1", 0));
        queue.giveBack(first);
        PendingWrite third = queue.take(25).get(0);
        assertSame(second, third.superseded);
        assertSame(first, second.superseded);
    }

    @Test
    void forgetsWhatWaitsButNotWhichKeysAreInFlight() {
        queue.add(put(0, "1", 0));
        PendingWrite inFlight = queue.take(25).get(0);
        queue.add(put(1, "1", 0));
        queue.add(put(2, "2", 0));
        queue.clear();
        assertFalse(queue.hasReady());
        queue.add(put(3, "1", 0));
        assertFalse(queue.hasReady());
        queue.release(inFlight.key);
        assertEquals(List.of(3L), offsets(queue.take(25)));
    }

    private static List<Long> offsets(List<PendingWrite> writes) {
        return writes.stream().map(write -> write.record.kafkaOffset()).collect(Collectors.toList());
    }

    private static PendingWrite put(long offset, String id, int filler) {
        return PendingWrite.put(TABLE, Sink.record(offset, id, null),
            Map.of("id", AttributeValue.fromN(id), "filler", AttributeValue.fromS("\u0001".repeat(filler))));
    }
}
