package dev.mskpipeline.connect.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the records, the faults and the moments of commits and rebalances: order, offsets and dead letters hold. */
class DeliveryPropertyTest {
    private static final int RECORDS = 400;

    private final Map<Long, Integer> deliveries = new TreeMap<>();

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void keepsOrderAndCommitsOnlyWhatIsDone(long seed) {
        Random random = new Random(seed);
        List<SinkRecord> topic = topic(random);
        FaultyTable table = new FaultyTable(seed);
        try (Sink sink = Sink.startOn(table, "t" + seed)) {
            int position = 0;
            int rebalances = 0;
            while (position < RECORDS) {
                int end = Math.min(RECORDS, position + 1 + random.nextInt(60));
                deliver(sink, topic.subList(position, end));
                position = end;
                int event = random.nextInt(10);
                if (event < 3) {
                    assertDone(sink.commit(), topic, table, sink);
                } else if (event == 3 && rebalances++ < 3) {
                    position = (int) sink.rebalance();
                    assertDone(position, topic, table, sink);
                    table.readAgain();
                }
            }
            sink.settle();
            assertEquals(RECORDS, sink.commit());
            assertDone(RECORDS, topic, table, sink);
        }
        assertEquals(List.of(), table.violations());
    }

    /** Few keys, so that they repeat; some records that the sink refuses, and some that only DynamoDB does. */
    private static List<SinkRecord> topic(Random random) {
        List<SinkRecord> records = new ArrayList<>();
        for (long offset = 0; offset < RECORDS; offset++) {
            int id = random.nextInt(1 + random.nextInt(200));
            Map<String, Object> value = new HashMap<>(Map.of("id", id, "version", offset));
            int kind = random.nextInt(100);
            if (kind == 0) {
                value.put("poison", true);
            } else if (kind == 1) {
                value.remove("id");
            }
            records.add(Sink.record(offset, id, value));
        }
        return records;
    }

    private void deliver(Sink sink, List<SinkRecord> records) {
        records.forEach(record -> deliveries.merge(record.kafkaOffset(), 1, Integer::sum));
        sink.deliver(records);
    }

    /** All before an offset is in the table, replaced there by something later, or reported. */
    private void assertDone(long offset, List<SinkRecord> topic, FaultyTable table, Sink sink) {
        Map<String, Long> stored = table.versions();
        Map<Long, Long> reports = sink.reported.stream()
            .collect(Collectors.groupingBy(SinkRecord::kafkaOffset, Collectors.counting()));
        for (SinkRecord record : topic.subList(0, (int) Math.max(0, offset))) {
            Map<?, ?> value = (Map<?, ?>) record.value();
            long version = stored.getOrDefault(String.valueOf(value.get("id")), -1L);
            // What a later record replaces is not sent, and so not refused by DynamoDB.
            assertTrue(reports.containsKey(record.kafkaOffset()) || version >= record.kafkaOffset(),
                () -> record + " is committed, not reported, and stored is " + version);
        }
        reports.forEach((each, count) -> assertTrue(count <= deliveries.get(each), () -> each + " is reported twice"));
        assertTrue(refused(topic).containsAll(reports.keySet()), "a good record is reported");
    }

    private static TreeSet<Long> refused(List<SinkRecord> topic) {
        return topic.stream().filter(record -> {
            Map<?, ?> value = (Map<?, ?>) record.value();
            return value.containsKey("poison") || !value.containsKey("id");
        }).map(SinkRecord::kafkaOffset).collect(Collectors.toCollection(TreeSet::new));
    }
}
