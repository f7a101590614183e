package dev.mskpipeline.connect.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ItemSizeTest {
    @Test
    void countsNamesAndValuesInUtf8() {
        assertEquals(2 + 5, ItemSize.stored(Map.of("id", AttributeValue.fromS("Item1"))));
        assertEquals(3 + 2, ItemSize.stored(Map.of("né", AttributeValue.fromS("é"))));
        for (String text : List.of("", "a", "é", "€", "\uD83D\uDE00", "a€\uD83D\uDE00é")) {
            assertEquals(text.getBytes(StandardCharsets.UTF_8).length, ItemSize.utf8(text), text);
        }
    }

    @Test
    void countsEveryType() {
        assertEquals(1 + 1, ItemSize.stored(Map.of("a", AttributeValue.fromBool(true))));
        assertEquals(1 + 1, ItemSize.stored(Map.of("a", AttributeValue.fromNul(true))));
        assertEquals(1 + 3, ItemSize.stored(Map.of("a", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[3])))));
        assertEquals(1 + 3, ItemSize.stored(Map.of("a", AttributeValue.fromL(List.of()))));
        // List: 3, and 1 for each element beside its own size.
        assertEquals(1 + 3 + 2 * (1 + 1), ItemSize.stored(Map.of("a",
            AttributeValue.fromL(List.of(AttributeValue.fromBool(true), AttributeValue.fromNul(true))))));
        assertEquals(1 + 3 + 1 + (1 + 2), ItemSize.stored(Map.of("a",
            AttributeValue.fromM(Map.of("b", AttributeValue.fromS("xy"))))));
    }

    @Test
    void numbersAreNeverCountedBelowDynamoDbsRule() {
        // AWS: one byte for two significant digits and one more; one more when negative; at most 21.
        for (String number : List.of("0", "7", "-7", "12", "123", "-12345", "0.1", "1519273364600", "9.87654321E-100",
            "-9.9999999999999999999999999999999999999E+125")) {
            long digits = Numbers.canonical(number).precision();
            long least = Math.min(21, (digits + 1) / 2 + 1 + (number.startsWith("-") ? 1 : 0));
            int counted = ItemSize.stored(AttributeValue.fromN(number));
            assertTrue(counted >= least && counted <= 21, number + ": " + counted + " < " + least);
        }
    }

    @Test
    void neverCountsARequestBelowItsJson() throws Exception {
        String text = "quote \" backslash \\ control \u0001 line \n é € \uD83D\uDE00";
        Map<String, AttributeValue> item = Map.of(
            "text", AttributeValue.fromS(text), "\"name", AttributeValue.fromN("-1.5E+100"),
            "bytes", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[1000])),
            "list", AttributeValue.fromL(List.of(AttributeValue.fromNul(true), AttributeValue.fromBool(false))),
            "map", AttributeValue.fromM(Map.of("x", AttributeValue.fromM(Map.of()))));
        String json = new ObjectMapper().writeValueAsString(Map.of(
            "text", Map.of("S", text), "\"name", Map.of("N", "-1.5E+100"), "bytes", Map.of("B", new byte[1000]),
            "list", Map.of("L", List.of(Map.of("NULL", true), Map.of("BOOL", false))),
            "map", Map.of("M", Map.of("x", Map.of("M", Map.of())))));
        int bytes = json.getBytes(StandardCharsets.UTF_8).length;
        int counted = ItemSize.wire(item);
        assertTrue(counted >= bytes && counted < bytes * 1.1, counted + " for " + bytes);
    }
}
