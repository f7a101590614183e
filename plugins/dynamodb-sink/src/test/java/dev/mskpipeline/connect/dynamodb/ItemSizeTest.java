package dev.mskpipeline.connect.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
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

    @ParameterizedTest
    @CsvSource({"0, 1", "-0.0, 1", "7, 2", "-7, 2", "12, 2", "123, 3", "0.1, 2", "0.0012, 2", "100200, 3", "1.0E10, 2",
        "1519273364600, 7", "0.6046602879796196, 9", "-9.9999999999999999999999999999999999999E+125, 20"})
    void countsAByteForTwoSignificantDigitsAndOneMore(String number, int bytes) {
        assertEquals(bytes, ItemSize.stored(AttributeValue.fromN(number)));
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

    @Test
    void neverCountsARequestBelowWhatTheSdkSends() {
        Map<String, AttributeValue> item = Map.of("smiles", AttributeValue.fromS("\uD83D\uDE00".repeat(1000)),
            "controls", AttributeValue.fromS("\u0001\n\"".repeat(1000)));
        AtomicLong sent = new AtomicLong();
        try (DynamoDbClient client = DynamoDbClient.builder().region(Region.US_EAST_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .overrideConfiguration(override -> override.addExecutionInterceptor(new ExecutionInterceptor() {
                @Override
                public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
                    sent.set(context.requestBody().orElseThrow().optionalContentLength().orElseThrow());
                    throw SdkClientException.create("seen");
                }
            })).build()) {
            assertThrows(SdkClientException.class, () -> client.putItem(put -> put.tableName("t").item(item)));
        }
        int counted = ItemSize.wire(item);
        assertTrue(counted + 32 >= sent.get() && counted < sent.get() * 1.3, counted + " for " + sent.get());
    }
}
