package dev.mskpipeline.connect.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
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

class WritePlanTest {
    private static final TableSchema TABLE = table("t");

    private final WritePlan plan = new WritePlan();

    @Test
    void cutsRequestsAt25Writes() {
        for (int id = 0; id < 60; id++) {
            plan.add(put(TABLE, id, "" + id, 0));
        }
        assertEquals(List.of(25, 25, 10), sizes());
    }

    @Test
    void makesNoRequestOfNothing() {
        assertEquals(List.of(), sizes());
    }

    @Test
    void cutsRequestsAt16Megabytes() {
        // Control characters: 390 KB stored are 2.3 MB of JSON, so seven of them do not fit one request.
        for (int id = 0; id < 7; id++) {
            plan.add(put(TABLE, id, "" + id, 390_000));
        }
        assertEquals(List.of(6, 1), sizes());
        for (List<PendingWrite> request : plan.requests()) {
            assertTrue(request.stream().mapToLong(write -> write.wireSize).sum() <= 16_000_000);
        }
    }

    @Test
    void keepsTheLastWriteOfAKeyAndRemembersTheEarlierOnes() {
        PendingWrite first = put(TABLE, 0, "1", 0);
        PendingWrite second = put(TABLE, 1, "1.0", 0);
        PendingWrite third = put(TABLE, 2, "1E0", 0);
        plan.add(first);
        plan.add(put(TABLE, 3, "2", 0));
        plan.add(second);
        plan.add(third);
        assertEquals(List.of(2), sizes());
        assertEquals(2, plan.deduplicated());
        PendingWrite kept = plan.requests().get(0).get(0);
        assertSame(third, kept);
        assertSame(second, kept.superseded);
        assertSame(first, second.superseded);
        assertNull(first.superseded);
    }

    @Test
    void aDeleteAndAPutOfOneKeyAreOneWrite() {
        plan.add(put(TABLE, 0, "1", 0));
        plan.add(PendingWrite.delete(TABLE, Sink.record(1, 1, null), Map.of("id", AttributeValue.fromN("1"))));
        assertEquals(List.of(1), sizes());
        assertTrue(plan.requests().get(0).get(0).isDelete());
    }

    @Test
    void keepsTablesApart() {
        plan.add(put(TABLE, 0, "1", 0));
        plan.add(put(table("other"), 1, "1", 0));
        assertEquals(List.of(1, 1), sizes());
        assertEquals(0, plan.deduplicated());
    }

    private List<Integer> sizes() {
        return plan.requests().stream().map(List::size).collect(Collectors.toList());
    }

    private static TableSchema table(String name) {
        return new TableSchema(name, new TableSchema.KeyAttribute("id", ScalarAttributeType.N), Optional.empty());
    }

    private static PendingWrite put(TableSchema table, long offset, String id, int filler) {
        return PendingWrite.put(table, Sink.record(offset, id, null),
            Map.of("id", AttributeValue.fromN(id), "filler", AttributeValue.fromS("\u0001".repeat(filler))));
    }
}
