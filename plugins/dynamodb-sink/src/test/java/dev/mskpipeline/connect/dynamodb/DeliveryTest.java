package dev.mskpipeline.connect.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.ObjectName;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DeliveryTest {
    private LocalDynamoDb db;
    private String table;

    @BeforeEach
    void startDynamoDb() throws Exception {
        db = LocalDynamoDb.get();
        table = db.createTable("id:N");
    }

    @Test
    void writesTheOrderOfTheTutorial() {
        Schema address = SchemaBuilder.struct().field("city", Schema.STRING_SCHEMA)
            .field("zipcode", Schema.INT64_SCHEMA).build();
        Schema order = SchemaBuilder.struct().field("orderid", Schema.INT32_SCHEMA)
            .field("orderunits", Schema.FLOAT64_SCHEMA).field("address", address).build();
        Struct value = new Struct(order).put("orderid", 18).put("orderunits", 7.25)
            .put("address", new Struct(address).put("city", "City_1").put("zipcode", 12345L));
        String orders = db.createTable("orderid:N");
        try (Sink sink = Sink.start(db.endpoint, orders, SinkConfig.HASH_KEY, "value.orderid")) {
            sink.put(new SinkRecord("orders", 0, Schema.STRING_SCHEMA, "18", order, value, 0));
        }
        assertEquals(List.of(Map.of("orderid", n("18"), "orderunits", n("7.25"), "address", AttributeValue.fromM(
            Map.of("city", AttributeValue.fromS("City_1"), "zipcode", n("12345"))))), db.scan(orders));
    }

    @Test
    void writesTheDefaultKeyOfPartitionAndOffset() {
        String byOffset = db.createTable("partition:N", "offset:N");
        try (Sink sink = Sink.start(db.endpoint, byOffset, SinkConfig.HASH_KEY, "partition", SinkConfig.SORT_KEY,
            "offset")) {
            sink.put(Sink.records(40));
            sink.put(Sink.records(40));
        }
        assertEquals(40, db.scan(byOffset).size());
    }

    @Test
    void theLastVersionOfAKeyWinsInABatchAndAcrossBatches() {
        try (Sink sink = Sink.start(db.endpoint, table)) {
            sink.put(Sink.record(0, 1, Sink.value(1, 1)), Sink.record(1, 2, Sink.value(2, 1)),
                Sink.record(2, 1, Sink.value(1, 2)), Sink.record(3, 1, Sink.value(1.0, 3)));
            assertEquals(2, sink.task.metrics().getRecordsDeduplicated());
            assertEquals(2, sink.task.metrics().getItemsWritten());
            sink.put(Sink.record(4, 2, Sink.value(2, 2)));
        }
        assertEquals(Map.of("1", "3", "2", "2"), versions());
    }

    @Test
    void tombstonesDeleteWithTheKeyAttributesOnly() {
        try (Sink sink = Sink.start(db.endpoint, table, SinkConfig.NULL_VALUES, "delete")) {
            sink.put(Sink.records(30));
            sink.put(Sink.record(30, Map.of("id", 3), null), Sink.record(31, Map.of("id", 4), null),
                Sink.record(32, 5, Sink.value(5, 9)), Sink.record(33, Map.of("id", 5), null),
                Sink.record(34, Map.of("id", 6), null), Sink.record(35, 6, Sink.value(6, 9)), Sink.record(36, "?", null));
            assertEquals(Set.of("36"), positions(sink));
        }
        Map<String, String> versions = versions();
        assertEquals(27, versions.size());
        assertFalse(versions.containsKey("3") || versions.containsKey("4") || versions.containsKey("5"));
        assertEquals("9", versions.get("6"));
    }

    @Test
    void tombstonesUpsertTheKeyOrAreIgnored() {
        try (Sink sink = Sink.start(db.endpoint, table)) {
            sink.put(Sink.record(0, 1, Sink.value(1, 1)), Sink.record(1, 2, Sink.value(2, 1)));
            sink.put(Sink.record(2, Map.of("id", 1), null));
        }
        try (Sink sink = Sink.start(db.endpoint, table, SinkConfig.NULL_VALUES, "IGNORE")) {
            sink.put(Sink.record(3, Map.of("id", 2), null));
            assertEquals(1, sink.task.metrics().getRecordsIgnored());
        }
        assertEquals(Set.of(Map.of("id", n("1")), Map.of("id", n("2"), "version", n("1"))),
            new HashSet<>(db.scan(table)));
    }

    @Test
    void reportsExactlyThePoisonRecordsAndStoresTheRest() {
        Map<String, Object> noId = Map.of("other", 1);
        Map<String, Object> huge = Map.of("id", 2000, "text", "x".repeat(410_000));
        Map<String, Object> nullAttribute = new HashMap<>(Map.of("id", 2001));
        nullAttribute.put("note", null);
        List<SinkRecord> records = new ArrayList<>(Sink.records(100));
        records.add(50, Sink.record(900, 1, noId));
        records.add(51, Sink.record(901, 1, Map.of("id", "text")));
        records.add(52, Sink.record(902, 1, huge));
        records.add(53, Sink.record(903, 1, nullAttribute));
        records.add(54, Sink.record(904, 1, Collections.singletonMap("id", null)));
        records.add(55, Sink.record(905, 1, Map.of("id", 2002, "n", Double.NaN)));
        records.add(56, Sink.record(906, 1, "not an order"));
        // The key of a good record: the refused one must not take its place.
        records.add(Sink.record(907, 1, Map.of("id", 7, "text", "x".repeat(410_000))));
        try (Sink sink = Sink.start(db.endpoint, table)) {
            sink.put(records);
            assertEquals(Set.of("900", "901", "902", "904", "905", "906", "907"), positions(sink));
            assertEquals(7, sink.task.metrics().getRecordsReported());
            assertTrue(sink.reasons.stream().allMatch(RecordRefusedException.class::isInstance));
        }
        assertEquals(101, db.scan(table).size());
        assertEquals("1", versions().get("7"));
    }

    @Test
    void reportsWhatOnlyDynamoDbItselfRefuses() {
        Object deep = 1;
        for (int level = 0; level < 40; level++) {
            deep = Map.of("d", deep);
        }
        try (Sink sink = Sink.start(db.endpoint, table)) {
            List<SinkRecord> records = new ArrayList<>(Sink.records(60));
            records.add(Sink.record(60, 60, Map.of("id", 60, "deep", deep)));
            sink.put(records);
            assertEquals(Set.of("60"), positions(sink));
        }
        assertEquals(60, db.scan(table).size());
    }

    @Test
    void writesLargeItemsInRequestsThatFit() {
        List<SinkRecord> records = new ArrayList<>();
        for (int id = 0; id < 12; id++) {
            records.add(Sink.record(id, id, Map.of("id", id, "text", "\u0001".repeat(390_000))));
        }
        try (Sink sink = Sink.start(db.endpoint, table)) {
            sink.put(records);
            assertEquals(List.of(), sink.reported);
        }
        assertEquals(12, db.scan(table).size());
    }

    @Test
    void countsAndUnregistersItsMetrics() throws Exception {
        ObjectName name = SinkMetrics.name("sink-" + table, "0");
        try (Sink sink = Sink.start(db.endpoint, table)) {
            sink.put(Sink.records(30));
            assertEquals(30L, ManagementFactory.getPlatformMBeanServer().getAttribute(name, "RecordsReceived"));
        }
        assertFalse(ManagementFactory.getPlatformMBeanServer().isRegistered(name));
    }

    private Set<String> positions(Sink sink) {
        List<String> offsets = sink.reported.stream().map(record -> "" + record.kafkaOffset())
            .collect(Collectors.toList());
        assertEquals(offsets.size(), new HashSet<>(offsets).size(), "reported twice: " + offsets);
        return new HashSet<>(offsets);
    }

    private Map<String, String> versions() {
        return db.scan(table).stream().collect(Collectors.toMap(item -> item.get("id").n(),
            item -> item.containsKey("version") ? item.get("version").n() : "none"));
    }

    private static AttributeValue n(String number) {
        return AttributeValue.fromN(number);
    }
}
