package dev.mskpipeline.connect.dynamodb;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Turns a record into the write of an item, or refuses it. */
final class RecordMapper {
    /** The attribute of a value that is neither a Struct nor a Map. */
    static final String VALUE_ATTRIBUTE = "value";

    private final KeyResolver keys;
    private final NullValues nullValues;

    RecordMapper(KeyResolver keys, NullValues nullValues) {
        this.keys = keys;
        this.nullValues = nullValues;
    }

    /**
     * The write of a record; nothing for a tombstone that is to be ignored.
     *
     * @throws RecordRefusedException when the record cannot become an item of the table
     */
    Optional<PendingWrite> map(SinkRecord record, TableSchema table) {
        try {
            return write(record, table);
        } catch (RecordRefusedException refused) {
            throw refused;
        } catch (DataException bad) {
            // Connect's own: its messages about the values of a Date or a Time name no value.
            throw new RecordRefusedException(bad.getMessage(), bad);
        }
    }

    /** Whether nothing is to be done for a record. */
    boolean ignores(SinkRecord record) {
        return record.value() == null && nullValues == NullValues.IGNORE;
    }

    private Optional<PendingWrite> write(SinkRecord record, TableSchema table) {
        if (ignores(record)) {
            return Optional.empty();
        }
        Map<String, AttributeValue> key = keyAttributes(record, table);
        if (record.value() == null && nullValues == NullValues.DELETE) {
            return Optional.of(PendingWrite.delete(table, record, key));
        }
        Map<String, AttributeValue> item = record.value() == null ? new LinkedHashMap<>() : valueAttributes(record);
        item.putAll(key);
        int size = ItemSize.stored(item);
        if (size > ItemSize.MAX_ITEM) {
            throw new RecordRefusedException("the item has at least " + size + " bytes; DynamoDB takes "
                + ItemSize.MAX_ITEM);
        }
        return Optional.of(PendingWrite.put(table, record, item));
    }

    private Map<String, AttributeValue> keyAttributes(SinkRecord record, TableSchema table) {
        List<AttributeValue> values = keys.resolve(record, table);
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        for (int i = 0; i < values.size(); i++) {
            attributes.put(table.keyNames().get(i), values.get(i));
        }
        return attributes;
    }

    private static Map<String, AttributeValue> valueAttributes(SinkRecord record) {
        if (record.value() instanceof Struct || record.value() instanceof Map) {
            return AttributeConverter.attributes(record.valueSchema(), record.value());
        }
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        attributes.put(VALUE_ATTRIBUTE, AttributeConverter.convert(record.valueSchema(), record.value()));
        return attributes;
    }
}
