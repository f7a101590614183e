package dev.mskpipeline.connect.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderIdsTest {
    private final Offsets offsets = new Offsets();

    @Test
    void oneTaskCountsFromZero() throws Exception {
        OrdersSourceTask task = start(1, "orders.batch.max.records", "50").get(0);
        assertEquals(range(0, 150), ids(Tasks.poll(task, 3)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 8, 10, 12, 120})
    void tasksTogetherLeaveNoGapWhenTheirNumberDividesTheStripes(int count) throws Exception {
        List<Integer> ids = new ArrayList<>();
        for (OrdersSourceTask task : start(count, "iterations", "240")) {
            ids.addAll(ids(Tasks.poll(task, 1)));
        }
        assertEquals(range(0, 240 * count), ids.stream().sorted().collect(Collectors.toList()));
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 9, 11, 64, 119})
    void noIdIsGivenTwiceByAnyNumberOfTasks(int count) throws Exception {
        List<Integer> ids = new ArrayList<>();
        for (OrdersSourceTask task : start(count)) {
            ids.addAll(ids(Tasks.poll(task, 2)));
        }
        assertEquals(1000 * count, ids.size());
        assertEquals(ids.size(), new HashSet<>(ids).size());
    }

    @Test
    void thereAreNoMoreTasksThanStripes() {
        assertEquals(120, start(500).size());
    }

    @Test
    void aChangedNumberOfTasksGivesNoIdTwiceAndFillsTheGaps() throws Exception {
        List<Integer> ids = new ArrayList<>();
        for (int count : new int[] {1, 3, 2, 7, 120, 5, 1}) {
            int number = 0;
            for (OrdersSourceTask task : start(count, "orders.batch.max.records", "37")) {
                // Uneven on purpose: tasks are never equally fast.
                List<SourceRecord> records = Tasks.poll(task, 1 + number++ % 3);
                offsets.commit(records);
                ids.addAll(ids(records));
            }
        }
        assertEquals(ids.size(), new HashSet<>(ids).size());
        OrdersSourceTask last = start(1, "iterations", "100000").get(0);
        while (ids.size() < 100_000) {
            ids.addAll(ids(last.poll()));
        }
        assertEquals(range(0, 100_000), ids.stream().sorted().collect(Collectors.toList()));
    }

    @Test
    void aCrashWithAChangedNumberOfTasksRepeatsOnlyTheSameOrders() throws Exception {
        Map<Integer, Object> sent = new HashMap<>();
        for (OrdersSourceTask task : start(2)) {
            List<SourceRecord> records = Tasks.poll(task, 2);
            offsets.commit(records.subList(0, 300));
            records.forEach(record -> sent.put(Tasks.id(record), record.value()));
        }
        int repeated = 0;
        Set<Integer> again = new HashSet<>();
        for (OrdersSourceTask task : start(3)) {
            for (SourceRecord record : Tasks.poll(task, 2)) {
                assertTrue(again.add(Tasks.id(record)), () -> "twice: " + record.key());
                Object before = sent.put(Tasks.id(record), record.value());
                if (before != null) {
                    repeated++;
                    assertEquals(before, record.value());
                }
            }
        }
        assertEquals(2 * 700, repeated);
    }

    @Test
    void iterationsCountForEachTaskAlsoWhenTheirNumberChanges() throws Exception {
        for (OrdersSourceTask task : start(2, "iterations", "60")) {
            offsets.commit(Tasks.poll(task, 1));
        }
        List<Integer> more = new ArrayList<>();
        for (OrdersSourceTask task : start(4, "iterations", "60")) {
            more.addAll(ids(Tasks.poll(task, 1)));
        }
        assertEquals(range(120, 240), more.stream().sorted().collect(Collectors.toList()));
    }

    @Test
    void aPartitionHasOneKeySoThatItsJsonIsTheSameInEachJvm() throws Exception {
        for (SourceRecord record : Tasks.poll(start(1).get(0), 1)) {
            assertEquals(1, record.sourcePartition().size(), record.sourcePartition().toString());
        }
    }

    @Test
    void endsWhenNoIdIsLeft() throws Exception {
        offsets.commit(Tasks.poll(start(1).get(0), 1));
        Map<String, Object> end = Map.of("next", (long) Integer.MAX_VALUE / 120 + 1);
        for (int stripe = 0; stripe < 120; stripe++) {
            offsets.commit(List.of(new SourceRecord(Map.of("stripe", stripe), end, "orders", null, null)));
        }
        assertNull(start(1).get(0).poll());
    }

    private List<OrdersSourceTask> start(int count, String... settings) {
        return Tasks.start(offsets, count, Tasks.settings(settings));
    }

    private static List<Integer> ids(List<SourceRecord> records) {
        return records.stream().map(Tasks::id).collect(Collectors.toList());
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().collect(Collectors.toList());
    }
}
