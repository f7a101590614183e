package dev.mskpipeline.connect.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class AttributeConverterTest {
    private static final java.util.Date DAY_2 = new java.util.Date(2 * 24 * 3600 * 1000L);

    static Stream<Arguments> values() {
        byte[] bytes = {1, 2, 3};
        return Stream.of(
            arguments(Schema.INT8_SCHEMA, (byte) -8, n("-8")),
            arguments(Schema.INT16_SCHEMA, (short) 300, n("300")),
            arguments(Schema.INT32_SCHEMA, Integer.MIN_VALUE, n("-2147483648")),
            arguments(Schema.INT64_SCHEMA, Long.MAX_VALUE, n("9223372036854775807")),
            arguments(Schema.FLOAT32_SCHEMA, 0.1f, n("0.1")),
            arguments(Schema.FLOAT64_SCHEMA, 0.1, n("0.1")),
            arguments(Schema.FLOAT64_SCHEMA, 1.2345678901234567, n("1.2345678901234567")),
            arguments(Schema.FLOAT64_SCHEMA, -0.0, n("0")),
            arguments(Schema.FLOAT64_SCHEMA, 1e120, n("1E+120")),
            arguments(Schema.BOOLEAN_SCHEMA, true, AttributeValue.fromBool(true)),
            arguments(Schema.BOOLEAN_SCHEMA, false, AttributeValue.fromBool(false)),
            arguments(Schema.STRING_SCHEMA, "Zürich \uD83D\uDE00", AttributeValue.fromS("Zürich \uD83D\uDE00")),
            arguments(Schema.STRING_SCHEMA, "", AttributeValue.fromS("")),
            arguments(Schema.BYTES_SCHEMA, bytes, AttributeValue.fromB(SdkBytes.fromByteArray(bytes))),
            arguments(Schema.BYTES_SCHEMA, ByteBuffer.wrap(bytes),
                AttributeValue.fromB(SdkBytes.fromByteArray(bytes))),
            arguments(Decimal.schema(3), new BigDecimal("12345678901234567890.125"),
                n("12345678901234567890.125")),
            arguments(Decimal.schema(2), new BigDecimal("5.00"), n("5")),
            arguments(Date.SCHEMA, DAY_2, n("2")),
            arguments(Time.SCHEMA, new java.util.Date(61_001), n("61001")),
            arguments(Timestamp.SCHEMA, new java.util.Date(1_519_273_364_600L), n("1519273364600")),
            arguments(null, DAY_2, n("172800000")),
            arguments(null, new BigInteger("99999999999999999999"), n("99999999999999999999")),
            arguments(null, List.of(), AttributeValue.fromL(List.of())),
            arguments(null, Map.of(), AttributeValue.fromM(Map.of())),
            arguments(null, Arrays.asList(1, null, "x"), AttributeValue.fromL(
                List.of(n("1"), AttributeValue.fromNul(true), AttributeValue.fromS("x")))),
            arguments(SchemaBuilder.array(Date.SCHEMA).build(), List.of(DAY_2), AttributeValue.fromL(List.of(n("2")))),
            arguments(SchemaBuilder.map(Schema.INT32_SCHEMA, Date.SCHEMA).build(), Map.of(7, DAY_2),
                AttributeValue.fromM(Map.of("7", n("2")))),
            arguments(null, Map.of(true, Map.of("deep", List.of(1L))), AttributeValue.fromM(Map.of("true",
                AttributeValue.fromM(Map.of("deep", AttributeValue.fromL(List.of(n("1")))))))));
    }

    @ParameterizedTest
    @MethodSource("values")
    void convertsEveryType(Schema schema, Object value, AttributeValue expected) {
        assertEquals(expected, AttributeConverter.convert(schema, value));
    }

    @Test
    void leavesNullsOutOfStructsAndMaps() {
        Schema inner = SchemaBuilder.struct().optional().field("x", Schema.OPTIONAL_INT32_SCHEMA).build();
        Schema outer = SchemaBuilder.struct().field("gone", Schema.OPTIONAL_STRING_SCHEMA).field("inner", inner)
            .field("none", inner).field("null", SchemaBuilder.int32().optional().defaultValue(5).build())
            .field("unset", SchemaBuilder.int32().defaultValue(5).build()).build();
        Struct struct = new Struct(outer).put("inner", new Struct(inner));
        assertEquals(Map.of("inner", AttributeValue.fromM(Map.of()), "unset", n("5")),
            AttributeConverter.attributes(outer, struct));

        Map<String, Object> map = new LinkedHashMap<>();
        map.put("gone", null);
        map.put("inner", Collections.singletonMap("x", null));
        assertEquals(Map.of("inner", AttributeValue.fromM(Map.of())), AttributeConverter.attributes(null, map));
        assertNull(AttributeConverter.convert(Schema.OPTIONAL_STRING_SCHEMA, null));
    }

    static Stream<Arguments> refused() {
        return Stream.of(
            arguments(Double.NaN, "field 'f': DynamoDB has no NaN or Infinity"),
            arguments(Float.NEGATIVE_INFINITY, "field 'f': DynamoDB has no NaN or Infinity"),
            arguments(new BigDecimal("1.00000000000000000000000000000000000001"),
                "field 'f': a number has 39 significant digits; DynamoDB keeps 38"),
            arguments(1e126, "field 'f': a number has the exponent 126; DynamoDB's are -130 to 125"),
            arguments(Double.MIN_VALUE, "field 'f': a number has the exponent -324; DynamoDB's are -130 to 125"),
            arguments(Map.of("g", Double.NaN), "field 'f': field 'g': DynamoDB has no NaN or Infinity"),
            arguments(Collections.singletonMap(null, 1),
                "field 'f': a map key of the type null cannot name an attribute"),
            arguments(new StringBuilder("x"), "field 'f': the type java.lang.StringBuilder has no DynamoDB type"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesWhatDynamoDbCannotHold(Object value, String message) {
        RecordRefusedException refused = assertThrows(RecordRefusedException.class,
            () -> AttributeConverter.attributes(null, Map.of("f", value)));
        assertEquals(message, refused.getMessage());
    }

    @Test
    void keepsNumbersAtTheLimits() {
        assertEquals("9.9999999999999999999999999999999999999E+125",
            Numbers.text(new BigDecimal("9.9999999999999999999999999999999999999E+125")));
        assertEquals("1E-130", Numbers.text(new BigDecimal("1E-130")));
        assertEquals("1E+37", Numbers.text(BigInteger.TEN.pow(37)));
    }

    @Test
    void equalNumbersAreOneKey() {
        assertEquals(Numbers.canonical("100"), Numbers.canonical("1E+2"));
        assertEquals(Numbers.canonical("1.50"), Numbers.canonical("1.5"));
        assertEquals(Numbers.canonical("0.000"), Numbers.canonical("-0"));
    }

    private static AttributeValue n(String number) {
        return AttributeValue.fromN(number);
    }
}
