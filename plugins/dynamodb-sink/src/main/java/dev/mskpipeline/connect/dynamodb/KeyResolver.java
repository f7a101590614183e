package dev.mskpipeline.connect.dynamodb;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Finds the key attributes of a record and checks them against the table. */
final class KeyResolver {
    /** DynamoDB's limits of a key attribute's value in bytes. */
    static final int MAX_HASH = 2048;
    static final int MAX_SORT = 1024;

    private final KeyReference hash;
    private final Optional<KeyReference> sort;
    private final boolean scalarKeys;

    /** @param scalarKeys whether a tombstone's key that is a single value is the field of the table's key */
    KeyResolver(KeyReference hash, Optional<KeyReference> sort, boolean scalarKeys) {
        this.hash = hash;
        this.sort = sort;
        this.scalarKeys = scalarKeys;
    }

    /** Hash and, where the table has one, sort attribute, in this order. */
    List<AttributeValue> resolve(SinkRecord record, TableSchema table) {
        List<AttributeValue> values = new ArrayList<>(2);
        values.add(checked(hash, record, table.hash, MAX_HASH));
        sort.ifPresent(reference -> values.add(checked(reference, record, table.sort.orElseThrow(), MAX_SORT)));
        return values;
    }

    private AttributeValue checked(KeyReference reference, SinkRecord record, TableSchema.KeyAttribute attribute,
                                   int maxBytes) {
        AttributeValue value = find(reference, record);
        if (value == null) {
            throw refused(reference, "is null");
        }
        if (!attribute.takes(value)) {
            throw refused(reference, "is of type " + value.type() + ", the table's key " + attribute.name
                + " is of type " + attribute.type);
        }
        int bytes = ItemSize.stored(value);
        if (value.n() == null && bytes == 0) {
            throw refused(reference, "is empty; DynamoDB takes no empty key");
        }
        if (value.n() == null && bytes > maxBytes) {
            throw refused(reference, "has " + bytes + " bytes; DynamoDB takes " + maxBytes + " here");
        }
        return value;
    }

    /** The attribute that a reference finds in a record, null for null. */
    AttributeValue find(KeyReference reference, SinkRecord record) {
        switch (reference.source) {
            case PARTITION:
                return AttributeValue.fromN(Integer.toString(record.kafkaPartition()));
            case OFFSET:
                return AttributeValue.fromN(Long.toString(record.kafkaOffset()));
            case KEY:
                return walk(reference, record.keySchema(), record.key());
            default:
                return record.value() == null ? fromKey(reference, record)
                    : walk(reference, record.valueSchema(), record.value());
        }
    }

    /**
     * A tombstone has no value: the field of the same name in the key stands in. A key that is a single value has no
     * name, and may be of another entity, as in orders by customer.
     */
    private AttributeValue fromKey(KeyReference reference, SinkRecord record) {
        Object key = record.key();
        if (key instanceof Struct || key instanceof Map || key == null) {
            return walk(reference, record.keySchema(), key);
        }
        if (!scalarKeys) {
            throw refused(reference, "cannot be told for a tombstone: the record's key is a single value without a "
                + "name; set " + SinkConfig.SCALAR_KEYS + "=true if it is this field of the value");
        }
        boolean onlyOne = sort.isEmpty() || hash.source != sort.get().source;
        if (!onlyOne) {
            throw refused(reference, "cannot be told for a tombstone: the record's key is one value, "
                + "the table's key needs two");
        }
        return convert(reference, record.keySchema(), key);
    }

    private static AttributeValue walk(KeyReference reference, Schema schema, Object root) {
        Schema currentSchema = schema;
        Object current = root;
        for (String name : reference.path) {
            if (current instanceof Struct) {
                Field field = ((Struct) current).schema().field(name);
                if (field == null) {
                    throw refused(reference, "is missing: there is no field '" + name + "'");
                }
                currentSchema = field.schema();
                current = AttributeConverter.value((Struct) current, field);
            } else if (current instanceof Map) {
                currentSchema = currentSchema == null ? null : currentSchema.valueSchema();
                current = ((Map<?, ?>) current).get(name);
            } else {
                throw refused(reference, "is missing: '" + name + "' is looked for in "
                    + (current == null ? "null" : current.getClass().getSimpleName()));
            }
        }
        return convert(reference, currentSchema, current);
    }

    private static AttributeValue convert(KeyReference reference, Schema schema, Object value) {
        try {
            return AttributeConverter.convert(schema, value);
        } catch (DataException bad) {
            throw new RecordRefusedException("the key attribute " + reference + ": " + bad.getMessage(), bad);
        }
    }

    private static RecordRefusedException refused(KeyReference reference, String reason) {
        return new RecordRefusedException("the key attribute " + reference + " " + reason);
    }
}
