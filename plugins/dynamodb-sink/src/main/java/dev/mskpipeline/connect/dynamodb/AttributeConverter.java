package dev.mskpipeline.connect.dynamodb;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.errors.DataException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Connect data to DynamoDB attribute values, with a schema or without one. The README has the table of types.
 *
 * <p>A null attribute is left out, also in a nested map; in a list it becomes NULL, to keep the positions of the
 * others. Dates become the numbers by which Connect defines them (days, milliseconds), so that a record gives the same
 * item whether its JSON came with a schema or without.
 */
final class AttributeConverter {
    private static final AttributeValue NULL = AttributeValue.fromNul(true);
    private static final AttributeValue TRUE = AttributeValue.fromBool(true);
    private static final AttributeValue FALSE = AttributeValue.fromBool(false);

    private AttributeConverter() {
    }

    /** The attribute of a value, null for null. */
    static AttributeValue convert(Schema schema, Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof String) {
            return AttributeValue.fromS((String) value);
        }
        if (value instanceof Number) {
            return AttributeValue.fromN(Numbers.text((Number) value));
        }
        if (value instanceof Boolean) {
            return (Boolean) value ? TRUE : FALSE;
        }
        if (value instanceof Struct || value instanceof Map) {
            return AttributeValue.fromM(attributes(schema, value));
        }
        if (value instanceof Collection) {
            return AttributeValue.fromL(list(schema, (Collection<?>) value));
        }
        if (value instanceof byte[]) {
            return AttributeValue.fromB(SdkBytes.fromByteArray((byte[]) value));
        }
        if (value instanceof ByteBuffer) {
            return AttributeValue.fromB(SdkBytes.fromByteBuffer(((ByteBuffer) value).duplicate()));
        }
        if (value instanceof java.util.Date) {
            return AttributeValue.fromN(Long.toString(number(schema, (java.util.Date) value)));
        }
        throw new RecordRefusedException("the type " + value.getClass().getName() + " has no DynamoDB type");
    }

    /** The attributes of a Struct or a Map by name; modifiable. */
    static Map<String, AttributeValue> attributes(Schema schema, Object value) {
        return value instanceof Struct ? structAttributes((Struct) value) : mapAttributes(schema, (Map<?, ?>) value);
    }

    /** The value of a field: a null in an optional one is a null, whatever its default; get() would give the default. */
    static Object value(Struct struct, Field field) {
        return field.schema().isOptional() ? struct.getWithoutDefault(field.name()) : struct.get(field);
    }

    private static Map<String, AttributeValue> structAttributes(Struct struct) {
        List<Field> fields = struct.schema().fields();
        Map<String, AttributeValue> attributes = new LinkedHashMap<>(fields.size() * 2);
        for (Field field : fields) {
            put(attributes, field.name(), field.schema(), value(struct, field));
        }
        return attributes;
    }

    private static Map<String, AttributeValue> mapAttributes(Schema schema, Map<?, ?> map) {
        Schema valueSchema = schema == null ? null : schema.valueSchema();
        Map<String, AttributeValue> attributes = new LinkedHashMap<>(map.size() * 2);
        map.forEach((key, value) -> put(attributes, name(key), valueSchema, value));
        return attributes;
    }

    private static void put(Map<String, AttributeValue> attributes, String name, Schema schema, Object value) {
        AttributeValue attribute;
        try {
            attribute = convert(schema, value);
        } catch (DataException bad) {
            throw new RecordRefusedException("field '" + name + "': " + bad.getMessage(), bad);
        }
        if (attribute != null) {
            attributes.put(name, attribute);
        }
    }

    /** DynamoDB's maps have text keys only. */
    private static String name(Object key) {
        if (key instanceof String || key instanceof Number || key instanceof Boolean) {
            return key.toString();
        }
        throw new RecordRefusedException("a map key of the type "
            + (key == null ? "null" : key.getClass().getName()) + " cannot name an attribute");
    }

    private static List<AttributeValue> list(Schema schema, Collection<?> values) {
        Schema valueSchema = schema == null ? null : schema.valueSchema();
        List<AttributeValue> list = new ArrayList<>(values.size());
        for (Object value : values) {
            AttributeValue attribute = convert(valueSchema, value);
            list.add(attribute == null ? NULL : attribute);
        }
        return list;
    }

    /** Days since 1970 for a Date, milliseconds since midnight for a Time, else milliseconds since 1970. */
    private static long number(Schema schema, java.util.Date date) {
        if (schema != null && Date.LOGICAL_NAME.equals(schema.name())) {
            return Date.fromLogical(schema, date);
        }
        if (schema != null && Time.LOGICAL_NAME.equals(schema.name())) {
            return Time.fromLogical(schema, date);
        }
        return date.getTime();
    }
}
