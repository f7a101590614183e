package dev.mskpipeline.tryout;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;

/** A record as JSON, for people: what is in it, and of which type each field is. */
final class Shown {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Shown() {
    }

    static ObjectNode record(SinkRecord record) {
        ObjectNode shown = JSON.createObjectNode().put("topic", record.topic());
        put(shown, "key", record.keySchema(), record.key());
        put(shown, "value", record.valueSchema(), record.value());
        ArrayNode headers = shown.putArray("headers");
        for (Header header : record.headers()) {
            put(headers.addObject().put("name", header.key()), "value", header.schema(), header.value());
        }
        return shown;
    }

    private static void put(ObjectNode shown, String name, Schema schema, Object value) {
        shown.set(name, JSON.valueToTree(plain(value)));
        shown.put(name + "Type", schema == null ? null : type(schema));
    }

    /** What JSON can hold; the rest as text. */
    private static Object plain(Object value) {
        if (value instanceof Struct) {
            Struct struct = (Struct) value;
            Map<String, Object> fields = new LinkedHashMap<>();
            struct.schema().fields().forEach(field -> fields.put(field.name(), plain(struct.getWithoutDefault(field.name()))));
            return fields;
        }
        if (value instanceof Map) {
            // Kafka Connect's own have no order, and a reader looks for the same field in two steps.
            Map<String, Object> entries = new TreeMap<>();
            ((Map<?, ?>) value).forEach((key, each) -> entries.put(String.valueOf(key), plain(each)));
            return entries;
        }
        if (value instanceof List) {
            return ((List<?>) value).stream().map(Shown::plain).collect(Collectors.toList());
        }
        if (value instanceof ByteBuffer) {
            return bytes((ByteBuffer) value);
        }
        return value instanceof Date ? ((Date) value).toInstant().toString() : value;
    }

    /** Which Jackson shows as base64. */
    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    /** Such as {@code struct{orderid: int64, itemid: string?}}. */
    private static String type(Schema schema) {
        return kind(schema) + (schema.isOptional() ? "?" : "");
    }

    private static String kind(Schema schema) {
        if (schema.name() != null && schema.type() != Schema.Type.STRUCT) {
            return schema.name();
        }
        switch (schema.type()) {
            case STRUCT:
                return schema.fields().stream().map(Shown::field).collect(Collectors.joining(", ", "struct{", "}"));
            case ARRAY:
                return "array<" + type(schema.valueSchema()) + ">";
            case MAP:
                return "map<" + type(schema.keySchema()) + ", " + type(schema.valueSchema()) + ">";
            default:
                return schema.type().getName();
        }
    }

    private static String field(Field field) {
        return field.name() + ": " + type(field.schema());
    }
}
