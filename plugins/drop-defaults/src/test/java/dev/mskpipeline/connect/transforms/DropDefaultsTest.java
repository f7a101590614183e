package dev.mskpipeline.connect.transforms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.junit.jupiter.api.Test;

class DropDefaultsTest {
    private static final Schema ROW = SchemaBuilder.struct().name("row").version(3).optional()
        .field("id", Schema.INT64_SCHEMA)
        .field("mode", SchemaBuilder.string().optional().defaultValue("TRUCK").parameter("length", "32").build())
        .field("amount", Decimal.builder(2).optional().defaultValue(new java.math.BigDecimal("1.00")).build())
        .field("tags", SchemaBuilder.array(Schema.STRING_SCHEMA).optional().defaultValue(List.of("a")).build())
        .field("state", SchemaBuilder.string().defaultValue("new").build())
        .build();

    private final DropDefaults<SourceRecord> transform = new DropDefaults<>();

    @Test
    void aNullStaysNullInTheJsonOfTheOldestWorker() {
        SourceRecord record = record(new Struct(ROW).put("id", 1L));
        assertEquals("{\"id\":1,\"mode\":\"TRUCK\",\"amount\":\"ZA==\",\"tags\":[\"a\"],\"state\":\"new\"}", json(record));
        assertEquals("{\"id\":1,\"mode\":null,\"amount\":null,\"tags\":null,\"state\":\"new\"}",
            json(transform.apply(record)));
    }

    @Test
    void everythingElseStaysAsItIs() {
        SourceRecord record = record(new Struct(ROW).put("id", 1L).put("mode", "AIR").put("state", "old"));
        SourceRecord applied = transform.apply(record);
        assertEquals("{\"id\":1,\"mode\":\"AIR\",\"amount\":null,\"tags\":null,\"state\":\"old\"}", json(applied));
        Schema schema = applied.valueSchema();
        assertEquals(List.of("row", 3, true), List.of(schema.name(), schema.version(), schema.isOptional()));
        assertEquals(Map.of("length", "32"), schema.field("mode").schema().parameters());
        assertEquals(List.of(record.topic(), record.key(), record.keySchema(), record.timestamp(),
            record.sourceOffset()), List.of(applied.topic(), applied.key(), applied.keySchema(), applied.timestamp(),
            applied.sourceOffset()));
    }

    @Test
    void recordsOfOneSchemaShareTheNewOne() {
        Schema first = transform.apply(record(new Struct(ROW).put("id", 1L))).valueSchema();
        assertSame(first, transform.apply(record(new Struct(ROW).put("id", 2L))).valueSchema());
    }

    @Test
    void leavesTombstonesAndValuesWithoutSuchFieldsAlone() {
        Schema plain = SchemaBuilder.struct().field("id", Schema.INT64_SCHEMA).build();
        for (SourceRecord record : List.of(record(new Struct(plain).put("id", 1L)),
            new SourceRecord(Map.of(), Map.of(), "t", Schema.INT64_SCHEMA, 1L, null, null),
            new SourceRecord(Map.of(), Map.of(), "t", null, null, null, Map.of("a", 1)))) {
            assertSame(record, transform.apply(record));
        }
    }

    @Test
    @SuppressWarnings("rawtypes")
    void isListedForTheServiceLoader() {
        assertTrue(ServiceLoader.load(Transformation.class).stream()
            .anyMatch(found -> found.type().equals(DropDefaults.class)));
    }

    private static SourceRecord record(Struct value) {
        return new SourceRecord(Map.of("p", 1), Map.of("o", 2), "t", 0, Schema.INT64_SCHEMA, 1L, value.schema(), value,
            99L);
    }

    private static String json(SourceRecord record) {
        JsonConverter converter = new JsonConverter();
        converter.configure(Map.of("schemas.enable", "false"), false);
        return new String(converter.fromConnectData("t", record.valueSchema(), record.value()),
            StandardCharsets.UTF_8);
    }
}
