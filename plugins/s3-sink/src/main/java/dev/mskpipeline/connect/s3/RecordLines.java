package dev.mskpipeline.connect.s3;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.sink.SinkRecord;

/** Renders records as JSON: an object a line, with what tells a record that comes twice. */
final class RecordLines {
    private final JsonConverter keys = converter(true);
    private final JsonConverter values = converter(false);

    /** @throws DataException for a record that JSON has nothing for */
    byte[] of(SinkRecord record) {
        String key = json(keys, record.topic(), record.keySchema(), record.key());
        String value = json(values, record.topic(), record.valueSchema(), record.value());
        String timestamp = record.timestamp() == null ? "null"
            : '"' + Instant.ofEpochMilli(record.timestamp()).toString() + '"';
        String line = "{\"partition\":" + record.kafkaPartition() + ",\"offset\":" + record.kafkaOffset()
            + ",\"timestamp\":" + timestamp + ",\"key\":" + key + ",\"value\":" + value + "}\n";
        return line.getBytes(StandardCharsets.UTF_8);
    }

    private static String json(JsonConverter converter, String topic, Schema schema, Object data) {
        byte[] json = converter.fromConnectData(topic, schema, data);
        return json == null ? "null" : new String(json, StandardCharsets.UTF_8);
    }

    private static JsonConverter converter(boolean isKey) {
        JsonConverter converter = new JsonConverter();
        converter.configure(Map.of("schemas.enable", "false", "decimal.format", "NUMERIC"), isKey);
        return converter;
    }
}
