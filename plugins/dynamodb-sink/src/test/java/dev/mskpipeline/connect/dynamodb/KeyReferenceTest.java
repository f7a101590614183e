package dev.mskpipeline.connect.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyReferenceTest {
    @ParameterizedTest
    @CsvSource({
        "partition, PARTITION, '', partition",
        "offset, OFFSET, '', offset",
        "partition:shard, PARTITION, '', shard",
        "key, KEY, '', key",
        "key:id, KEY, '', id",
        "key.customerId, KEY, customerId, customerId",
        "value, VALUE, '', value",
        "value.userId:user, VALUE, userId, user",
        "value.address.city, VALUE, address/city, city",
        "value.address.city:town, VALUE, address/city, town",
        "value.partition, VALUE, partition, partition",
        "' value.orderid ', VALUE, orderid, orderid",
    })
    void readsTheGrammar(String text, KeyReference.Source source, String path, String attribute) {
        KeyReference reference = KeyReference.parse(text);
        assertEquals(source, reference.source);
        assertEquals(path.isEmpty() ? List.of() : Arrays.asList(path.split("/")), reference.path);
        assertEquals(attribute, reference.attribute);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "orderid", "values.id", "Value.id", "partition.x", "offset.x", "value.", "value..id",
        "value.id:", "value.id:a:b", ":a", "value id", "keys", "valueid"})
    void refusesAnythingElse(String text) {
        IllegalArgumentException bad = assertThrows(IllegalArgumentException.class, () -> KeyReference.parse(text));
        assertEquals("must be 'partition', 'offset', 'key[.path]' or 'value[.path]', with ':alias' after it to name "
            + "the attribute differently", bad.getMessage());
    }

    @Test
    void onlyPartitionAndOffsetAreNumbersWhateverTheRecord() {
        assertEquals(List.of(true, true, false, false), List.of(KeyReference.parse("partition").isNumber(),
            KeyReference.parse("offset:o").isNumber(), KeyReference.parse("key").isNumber(),
            KeyReference.parse("value.offset").isNumber()));
    }
}
