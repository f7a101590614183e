package dev.mskpipeline.connect.transforms;

import java.util.Map;
import org.apache.kafka.common.cache.Cache;
import org.apache.kafka.common.cache.LRUCache;
import org.apache.kafka.common.cache.SynchronizedCache;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.ConnectSchema;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.transforms.Transformation;

/**
 * Drops the defaults of those fields of a record's value that may be null, so that a converter writes null for null.
 *
 * <p>JsonConverter writes the default instead, and can be told not to since Kafka 3.5 only, by
 * {@code replace.null.with.default=false}. The fields of the value itself are meant, such as the columns of a row.
 *
 * @see <a href="https://cwiki.apache.org/confluence/display/KAFKA/KIP-581%3A+Value+of+optional+null+field+which+has+default+value">KIP-581</a>
 */
public final class DropDefaults<R extends ConnectRecord<R>> implements Transformation<R> {
    /** A source of rows has a schema a table; its records share the same few objects. */
    private static final int SCHEMAS = 64;

    private final Cache<Schema, Schema> schemas = new SynchronizedCache<>(new LRUCache<>(SCHEMAS));

    @Override
    public void configure(Map<String, ?> configs) {
        // Nothing is to be configured.
    }

    @Override
    public ConfigDef config() {
        return new ConfigDef();
    }

    @Override
    public R apply(R record) {
        if (!(record.value() instanceof Struct)) {
            return record;
        }
        Struct value = (Struct) record.value();
        Schema schema = withoutDefaults(value.schema());
        return schema.equals(value.schema()) ? record
            : record.newRecord(record.topic(), record.kafkaPartition(), record.keySchema(), record.key(), schema,
                copy(value, schema), record.timestamp());
    }

    @Override
    public void close() {
        // Nothing is held.
    }

    private Schema withoutDefaults(Schema schema) {
        Schema known = schemas.get(schema);
        if (known == null) {
            known = rebuilt(schema);
            schemas.put(schema, known);
        }
        return known;
    }

    private static Schema rebuilt(Schema schema) {
        SchemaBuilder builder = SchemaBuilder.struct().name(schema.name()).version(schema.version()).doc(schema.doc());
        if (schema.parameters() != null) {
            builder.parameters(schema.parameters());
        }
        if (schema.isOptional()) {
            builder.optional();
        }
        schema.fields().forEach(field -> builder.field(field.name(), withoutDefault(field.schema())));
        return builder.build();
    }

    /** The default of a field that may not be null stands for a value that is not set, and stays. */
    private static Schema withoutDefault(Schema field) {
        if (!field.isOptional() || field.defaultValue() == null) {
            return field;
        }
        boolean struct = field.type() == Schema.Type.STRUCT;
        boolean map = field.type() == Schema.Type.MAP;
        boolean array = field.type() == Schema.Type.ARRAY;
        return new ConnectSchema(field.type(), true, null, field.name(), field.version(), field.doc(),
            field.parameters(), struct ? field.fields() : null, map ? field.keySchema() : null,
            map || array ? field.valueSchema() : null);
    }

    private static Struct copy(Struct value, Schema schema) {
        Struct copy = new Struct(schema);
        for (Field field : schema.fields()) {
            boolean nullable = field.schema().isOptional();
            copy.put(field, nullable ? value.getWithoutDefault(field.name()) : value.get(field.name()));
        }
        return copy;
    }
}
