package dev.mskpipeline.deadletters;

import static dev.mskpipeline.deadletters.FakeCluster.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class TableKeyTest {
    private static Optional<String> key(String reference, String key, String value) {
        return new TableKey(List.of(reference.split(","))).of(bytes(key), bytes(value),
            new Place(new TopicPartition("orders", 3), 12));
    }

    @Test
    void isTheSameForANumberHoweverItIsWritten() {
        Optional<String> five = key("value.id", null, "{\"id\":50}");
        assertTrue(five.isPresent());
        assertEquals(five, key("value.id:name", null, "{\"id\":50.0}"));
        assertEquals(five, key("value.id", null, "{\"id\":5e1}"));
        assertEquals(five, key("value.id", null, "{\"id\":\"50\"}"));
        assertNotEquals(five, key("value.id", null, "{\"id\":5}"));
    }

    @Test
    void isReadOutOfTheKey() {
        assertEquals(key("key.ID", "{\"ID\":7}", "{}"), key("key.ID", "{\"ID\":7,\"x\":1}", null));
        assertEquals(key("key", "7", "{}"), key("key", "\"7\"", "{}"));
        assertTrue(key("key", "order seven", "{}").isPresent());
        assertEquals(Optional.empty(), key("key.ID", "order seven", "{}"));
    }

    @Test
    void isReadOutOfTheKeyForARecordWithoutAValue() {
        assertEquals(key("value.ID", null, "{\"ID\":7}"), key("value.ID", "{\"ID\":7}", null));
        assertEquals(Optional.empty(), key("value.ID", "7", null));
        assertEquals(Optional.empty(), key("value", "7", null));
    }

    @Test
    void findsNestedFieldsByTheNamesThatTheSinkGivesThem() {
        assertEquals(key("value.id", null, "{\"id\":7}"), key("value.a_b_id", null, "{\"a\":{\"b\":{\"id\":7}}}"));
        assertEquals(key("value.a_id", null, "{\"a_id\":7}"), key("value.a_id", null, "{\"a\":{\"id\":7}}"));
    }

    @Test
    void isOfAllItsParts() {
        assertNotEquals(key("value.a,value.b", null, "{\"a\":\"1\",\"b\":\"23\"}"),
            key("value.a,value.b", null, "{\"a\":\"12\",\"b\":\"3\"}"));
        assertEquals(Optional.empty(), key("value.a,value.b", null, "{\"a\":1}"));
        assertNotEquals(key("partition,offset", null, null), key("offset,partition", null, null));
    }

    @Test
    void isNothingWhereItCannotBeRead() {
        for (String value : List.of("no JSON", "{}", "{\"id\":null}", "{\"id\":true}", "{\"id\":{}}", "[]", "{\"id\":1} x")) {
            assertEquals(Optional.empty(), key("value.id", "1", value), value);
        }
        assertEquals(Optional.empty(), new TableKey(List.of()).of(bytes("1"), bytes("{}"),
            new Place(new TopicPartition("orders", 0), 0)));
    }

    @Test
    void doesNotWriteOutAHugeNumber() {
        assertTrue(key("value.id", null, "{\"id\":1e999999999}").orElseThrow().length() < 50);
    }

    @Test
    void refusesAnotherReference() {
        String message = assertThrows(IllegalArgumentException.class, () -> new TableKey(List.of("header.id"))).getMessage();
        assertTrue(message.contains("header.id must be partition, offset, key"), message);
    }
}
