package dev.mskpipeline.connect.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

class OrdersSourceTaskTest {
    private final Offsets offsets = new Offsets();

    @Test
    void recordsHaveDatagensShape() throws Exception {
        OrdersSourceTask task = start(2).get(1);
        SourceRecord record = Tasks.poll(task, 1).get(2);
        assertEquals("orders", record.topic());
        assertNull(record.kafkaPartition());
        assertEquals(Schema.INT32_SCHEMA, record.keySchema());
        assertEquals(5, record.key());
        assertEquals(OrderSchema.ORDER, record.valueSchema());
        Map<String, Object> headers = new HashMap<>();
        record.headers().forEach(header -> {
            assertEquals(Schema.INT64_SCHEMA, header.schema());
            headers.put(header.key(), header.value());
        });
        assertEquals(Map.of("task.generation", 0L, "task.id", 1L, "current.iteration", 2L), headers);
    }

    @Test
    void theKeyIsTheFieldThatIsAskedFor() throws Exception {
        SourceRecord record = Tasks.poll(start(1, "schema.keyfield", "itemid").get(0), 1).get(0);
        assertEquals(Schema.STRING_SCHEMA, record.keySchema());
        assertTrue(((String) record.key()).startsWith("Item_"));
    }

    @Test
    void goesOnWhereTheCommittedOffsetsEnd() throws Exception {
        List<SourceRecord> first = Tasks.poll(start(1, "random.seed", "5").get(0), 1);
        offsets.commit(first);
        OrdersSourceTask restarted = start(1, "random.seed", "5").get(0);
        List<SourceRecord> second = Tasks.poll(restarted, 1);
        assertEquals(range(500, 1000), ids(second));
        assertEquals(1L, second.get(0).headers().lastWithName("task.generation").value());
        assertEquals(500L, second.get(0).headers().lastWithName("current.iteration").value());
    }

    @Test
    void sendsTheSameOrdersAgainAfterACrash() throws Exception {
        List<SourceRecord> before = Tasks.poll(start(1).get(0), 1);
        offsets.commit(before.subList(0, 123));
        List<SourceRecord> after = Tasks.poll(start(1).get(0), 1);
        assertEquals(123, Tasks.id(after.get(0)));
        for (int i = 123; i < 500; i++) {
            assertEquals(before.get(i).value(), after.get(i - 123).value());
        }
    }

    @Test
    void keepsTheSeedItBeganWith() throws Exception {
        offsets.commit(Tasks.poll(start(1, "random.seed", "5").get(0), 1));
        SourceRecord record = Tasks.poll(start(1, "random.seed", "6").get(0), 1).get(0);
        assertEquals(OrderGenerator.order(5, Tasks.id(record)), record.value());
    }

    @Test
    void theSameSeedGivesTheSameDataInTwoConnectors() throws Exception {
        assertEquals(values(Tasks.poll(start(1, "random.seed", "5", "name", "a").get(0), 1)),
            values(Tasks.poll(start(1, "random.seed", "5", "name", "b").get(0), 1)));
    }

    @Test
    void endsAfterItsIterationsWithoutFailing() throws Exception {
        OrdersSourceTask task = start(1, "iterations", "501").get(0);
        List<SourceRecord> records = Tasks.poll(task, 2);
        assertEquals(range(0, 501), ids(records));
        long begin = System.nanoTime();
        assertNull(task.poll());
        assertTrue(System.nanoTime() - begin >= TimeUnit.MILLISECONDS.toNanos(Pace.SLICE_MS / 2), "spins");
        offsets.commit(records);
        assertNull(start(1, "iterations", "501").get(0).poll());
    }

    @Test
    void givesOneRecordAfterEachPause() throws Exception {
        OrdersSourceTask task = start(1, "max.interval", "20", "random.seed", "1").get(0);
        long begin = System.nanoTime();
        List<SourceRecord> records = new ArrayList<>();
        while (records.size() < 60) {
            List<SourceRecord> polled = task.poll();
            assertTrue(polled == null || polled.size() == 1);
            records.addAll(polled == null ? List.of() : polled);
        }
        double meanMs = (System.nanoTime() - begin) / 1e6 / 60;
        // Uniform in [0, 20): a mean of 10, whose standard error over 60 pauses is 0.75.
        assertTrue(meanMs > 6, () -> meanMs + " ms");
        assertEquals(range(0, 60), ids(records));
    }

    @Test
    void noPollWaitsForTheWholeOfALongPause() {
        OrdersSourceTask task = start(1, "max.interval", Long.toString(TimeUnit.DAYS.toMillis(30))).get(0);
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> assertNull(task.poll()));
    }

    @Test
    void stopWakesAWaitingPollAtOnce() throws Exception {
        for (String[] waiting : new String[][] {{"max.interval", "2000000000"}, {"iterations", "1"}}) {
            OrdersSourceTask task = start(1, waiting).get(0);
            Tasks.poll(task, waiting[0].equals("iterations") ? 1 : 0);
            task.stop();
            // The shortest of several: a busy machine may delay one.
            long shortest = Long.MAX_VALUE;
            for (int i = 0; i < 5; i++) {
                long begin = System.nanoTime();
                assertNull(task.poll());
                shortest = Math.min(shortest, System.nanoTime() - begin);
            }
            assertTrue(shortest < TimeUnit.MILLISECONDS.toNanos(Pace.SLICE_MS / 2), waiting[0]);
        }
    }

    @Test
    void stopFromAnotherThreadEndsThePolls() throws Exception {
        OrdersSourceTask task = start(1, "max.interval", "2000000000").get(0);
        CountDownLatch polling = new CountDownLatch(1);
        CompletableFuture<Object> poll = CompletableFuture.supplyAsync(() -> {
            polling.countDown();
            try {
                return task.poll() == null;
            } catch (InterruptedException failure) {
                throw new IllegalStateException(failure);
            }
        });
        assertTrue(polling.await(10, TimeUnit.SECONDS));
        task.stop();
        assertEquals(true, poll.get(10, TimeUnit.SECONDS));
    }

    @Test
    void stopBeforeStartIsHarmless() {
        new OrdersSourceTask().stop();
        assertEquals("0.1.0", new OrdersSourceTask().version());
    }

    private List<OrdersSourceTask> start(int count, String... settings) {
        return Tasks.start(offsets, count, Tasks.settings(settings));
    }

    private static List<Integer> ids(List<SourceRecord> records) {
        return records.stream().map(Tasks::id).collect(Collectors.toList());
    }

    private static List<Object> values(List<SourceRecord> records) {
        return records.stream().map(SourceRecord::value).collect(Collectors.toList());
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().collect(Collectors.toList());
    }
}
