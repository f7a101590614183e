package dev.mskpipeline.connect.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

class RecordMapperTest {
    private static final TableSchema BY_N = table("id", ScalarAttributeType.N);
    private static final TableSchema BY_S = table("id", ScalarAttributeType.S);

    @Test
    void writesTheValuesFieldsAndTheKeyAttributes() {
        SinkRecord record = Sink.record(7, Map.of("customer", 12), Map.of("name", "x", "id", "not the key"));
        assertEquals(Map.of("name", s("x"), "id", n("12")),
            item(mapper("key.customer:id", "", NullValues.UPSERT).map(record, BY_N)));
    }

    @Test
    void findsNestedFieldsOfStructsAndMaps() {
        Schema address = SchemaBuilder.struct().field("zip", Schema.INT64_SCHEMA).build();
        Schema order = SchemaBuilder.struct().field("address", address).build();
        Struct value = new Struct(order).put("address", new Struct(address).put("zip", 12345L));
        Map<String, AttributeValue> expected =
            Map.of("address", AttributeValue.fromM(Map.of("zip", n("12345"))), "id", n("12345"));
        RecordMapper mapper = mapper("value.address.zip:id", "", NullValues.UPSERT);
        assertEquals(expected,
            item(mapper.map(new SinkRecord("orders", 0, null, null, order, value, 0), BY_N)));
        assertEquals(expected,
            item(mapper.map(Sink.record(0, null, Map.of("address", Map.of("zip", 12345))), BY_N)));
    }

    @Test
    void takesPartitionAndOffset() {
        SinkRecord record = new SinkRecord("orders", 3, null, null, null, Map.of("a", 1), 42);
        TableSchema table = new TableSchema("t", attribute("partition", ScalarAttributeType.N),
            Optional.of(attribute("offset", ScalarAttributeType.N)));
        assertEquals(Map.of("a", n("1"), "partition", n("3"), "offset", n("42")),
            item(mapper("partition", "offset", NullValues.UPSERT).map(record, table)));
    }

    @Test
    void storesAPrimitiveValueUnderItsOwnName() {
        assertEquals(Map.of("id", s("k"), "value", n("5")),
            item(mapper("key:id", "", NullValues.UPSERT).map(Sink.record(0, "k", 5), BY_S)));
        assertEquals(Map.of("id", s("v"), "value", s("v")),
            item(mapper("value:id", "", NullValues.UPSERT).map(Sink.record(0, null, "v"), BY_S)));
    }

    @Test
    void refusesABadKeyWithItsReason() {
        RecordMapper mapper = mapper("value.id", "", NullValues.UPSERT);
        assertRefused("the key attribute value.id is null", mapper, Map.of("x", 1), BY_N);
        assertRefused("the key attribute value.id is null", mapper, Collections.singletonMap("id", null), BY_N);
        assertRefused("the key attribute value.id is of type S, the table's key id is of type N", mapper,
            Map.of("id", "5"), BY_N);
        assertRefused("the key attribute value.id is of type N, the table's key id is of type S", mapper,
            Map.of("id", 5), BY_S);
        assertRefused("the key attribute value.id is of type BOOL, the table's key id is of type N", mapper,
            Map.of("id", true), BY_N);
        assertRefused("the key attribute value.id is empty; DynamoDB takes no empty key", mapper, Map.of("id", ""),
            BY_S);
        assertRefused("the key attribute value.id is empty; DynamoDB takes no empty key", mapper,
            Map.of("id", new byte[0]), table("id", ScalarAttributeType.B));
        assertRefused("the key attribute value.id is missing: 'id' is looked for in String", mapper, "text", BY_N);
        Schema schema = SchemaBuilder.struct().field("other", Schema.INT32_SCHEMA).build();
        assertRefused("the key attribute value.id is missing: there is no field 'id'", mapper,
            new Struct(schema).put("other", 1), BY_N);
    }

    @Test
    void refusesAKeyThatIsTooLong() {
        RecordMapper mapper = mapper("value.id", "value.sort", NullValues.UPSERT);
        TableSchema table = new TableSchema("t", attribute("id", ScalarAttributeType.S),
            Optional.of(attribute("sort", ScalarAttributeType.S)));
        assertTrue(mapper.map(Sink.record(0, null, Map.of("id", "x".repeat(2048), "sort", "y".repeat(1024))), table)
            .isPresent());
        assertRefused("the key attribute value.id has 2049 bytes; DynamoDB takes 2048 here", mapper,
            Map.of("id", "x".repeat(2049), "sort", "y"), table);
        assertRefused("the key attribute value.sort has 1026 bytes; DynamoDB takes 1024 here", mapper,
            Map.of("id", "x", "sort", "é".repeat(513)), table);
    }

    @Test
    void refusesAnItemOver400Kilobytes() {
        RecordMapper mapper = mapper("value.id", "", NullValues.UPSERT);
        int room = 409_600 - "id".length() - 2 - "text".length();
        assertTrue(mapper.map(Sink.record(0, null, Map.of("id", 1, "text", "x".repeat(room))), BY_N).isPresent());
        assertRefused("the item has at least 409601 bytes; DynamoDB takes 409600", mapper,
            Map.of("id", 1, "text", "x".repeat(room + 1)), BY_N);
    }

    @Test
    void aNullKeyIsNotTheFieldsDefault() {
        Schema schema = SchemaBuilder.struct()
            .field("id", SchemaBuilder.int32().optional().defaultValue(7).build()).build();
        assertRefused("the key attribute value.id is null", mapper("value.id", "", NullValues.UPSERT),
            new Struct(schema), BY_N);
    }

    @Test
    void takesALongListOfDoublesThatIsUnder400Kilobytes() {
        List<Double> doubles = Collections.nCopies(38_000, 0.6046602879796196);
        assertTrue(mapper("value.id", "", NullValues.UPSERT)
            .map(Sink.record(0, null, Map.of("id", 1, "list", doubles)), BY_N).isPresent());
    }

    @Test
    void noReasonShowsAValue() {
        RecordRefusedException refused = assertThrows(RecordRefusedException.class,
            () -> mapper("value.id", "", NullValues.UPSERT)
                .map(Sink.record(0, "secret", Map.of("id", "secret")), BY_N));
        assertEquals("the key attribute value.id is of type S, the table's key id is of type N", refused.getMessage());
    }

    @Test
    void aTombstoneIsWrittenIgnoredOrDeleted() {
        SinkRecord tombstone = Sink.record(0, Map.of("id", 5, "more", 1), null);
        assertEquals(Map.of("id", n("5")), item(mapper("key.id", "", NullValues.UPSERT).map(tombstone, BY_N)));
        assertEquals(Optional.empty(), mapper("key.id", "", NullValues.IGNORE).map(tombstone, BY_N));
        WriteRequest delete = mapper("key.id", "", NullValues.DELETE).map(tombstone, BY_N).orElseThrow().request;
        assertEquals(Map.of("id", n("5")), delete.deleteRequest().key());
    }

    @Test
    void aTombstoneFindsItsValueReferenceInTheKey() {
        RecordMapper mapper = mapper("value.id", "", NullValues.DELETE);
        assertEquals(Map.of("id", n("5")), key(mapper.map(Sink.record(0, Map.of("id", 5), null), BY_N)));
        assertRefused("the key attribute value.id is null", mapper, Sink.record(0, Map.of("other", 5), null), BY_N);
        assertRefused("the key attribute value.id is missing: 'id' is looked for in null", mapper,
            Sink.record(0, null, null), BY_N);
    }

    @Test
    void aPrimitiveKeyStandsForAFieldOfTheValueOnlyWhenTheSettingSaysSo() {
        SinkRecord tombstone = Sink.record(0, 6, null);
        assertRefused("the key attribute value.id cannot be told for a tombstone: the record's key is a single value "
            + "without a name; set ddb.tombstone.scalar.key=true if it is this field of the value",
            mapper("value.id", "", NullValues.DELETE), tombstone, BY_N);
        assertEquals(Map.of("id", n("6")), key(scalarKeys("value.id", "").map(tombstone, BY_N)));
        assertEquals(Map.of("id", n("6")), key(mapper("key:id", "", NullValues.DELETE).map(tombstone, BY_N)));
    }

    @Test
    void refusesWhatConnectCannotConvertWithTheFieldsName() {
        java.util.Date later = new java.util.Date(1);
        String reason = "Kafka Connect Date type should not have any time fields set to non-zero values.";
        RecordMapper mapper = mapper("key:id", "", NullValues.UPSERT);
        assertRefused(reason, mapper, new SinkRecord("orders", 0, null, 1, Date.SCHEMA, later, 0), BY_N);
        assertRefused("the key attribute key:id: " + reason, mapper,
            new SinkRecord("orders", 0, Date.SCHEMA, later, null, "x", 0), BY_N);
    }

    @Test
    void aPrimitiveKeyDoesNotStandForTwoFields() {
        TableSchema table = new TableSchema("t", attribute("id", ScalarAttributeType.N),
            Optional.of(attribute("sort", ScalarAttributeType.N)));
        assertRefused("the key attribute value.id cannot be told for a tombstone: the record's key is one value, "
            + "the table's key needs two", scalarKeys("value.id", "value.sort"),
            Sink.record(0, 6, null), table);
        assertEquals(Map.of("id", n("6"), "sort", n("0")),
            key(scalarKeys("value.id", "partition:sort").map(Sink.record(0, 6, null), table)));
    }

    private static void assertRefused(String reason, RecordMapper mapper, Object value, TableSchema table) {
        assertRefused(reason, mapper, Sink.record(0, "key", value), table);
    }

    private static void assertRefused(String reason, RecordMapper mapper, SinkRecord record, TableSchema table) {
        RecordRefusedException refused =
            assertThrows(RecordRefusedException.class, () -> mapper.map(record, table));
        assertEquals(reason, refused.getMessage());
    }

    private static RecordMapper mapper(String hash, String sort, NullValues nullValues) {
        return new RecordMapper(keys(hash, sort, false), nullValues);
    }

    /** Deletes by keys that are single values. */
    private static RecordMapper scalarKeys(String hash, String sort) {
        return new RecordMapper(keys(hash, sort, true), NullValues.DELETE);
    }

    private static KeyResolver keys(String hash, String sort, boolean scalarKeys) {
        return new KeyResolver(KeyReference.parse(hash),
            Optional.of(sort).filter(text -> !text.isEmpty()).map(KeyReference::parse), scalarKeys);
    }

    private static Map<String, AttributeValue> item(Optional<PendingWrite> write) {
        return write.orElseThrow().request.putRequest().item();
    }

    private static Map<String, AttributeValue> key(Optional<PendingWrite> write) {
        return write.orElseThrow().request.deleteRequest().key();
    }

    private static TableSchema table(String hash, ScalarAttributeType type) {
        return new TableSchema("t", attribute(hash, type), Optional.empty());
    }

    private static TableSchema.KeyAttribute attribute(String name, ScalarAttributeType type) {
        return new TableSchema.KeyAttribute(name, type);
    }

    private static AttributeValue n(String number) {
        return AttributeValue.fromN(number);
    }

    private static AttributeValue s(String text) {
        return AttributeValue.fromS(text);
    }
}
