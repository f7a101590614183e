package dev.mskpipeline.connect.orders;

import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;

/** The configuration of the orders source: Datagen's keys, and our own under {@code orders.}. */
final class OrdersSourceConfig extends AbstractConfig {
    static final String TOPIC = "kafka.topic";
    static final String QUICKSTART = "quickstart";
    static final String MAX_INTERVAL = "max.interval";
    static final String ITERATIONS = "iterations";
    static final String KEY_FIELD = "schema.keyfield";
    static final String SEED = "random.seed";
    static final String BATCH_MAX_RECORDS = "orders.batch.max.records";

    /** Set by the connector for its tasks, not by a user. */
    static final String TASK_ID = "task.id";
    static final String TASK_COUNT = "task.count";

    OrdersSourceConfig(Map<String, String> values) {
        super(definition(), values, false);
    }

    static ConfigDef definition() {
        return new ConfigDef()
            .define(TOPIC, Type.STRING, ConfigDef.NO_DEFAULT_VALUE, new ConfigDef.NonEmptyString(), Importance.HIGH,
                "Topic to write the orders to.")
            .define(QUICKSTART, Type.STRING, "orders", OrdersSourceConfig::checkQuickstart, Importance.HIGH,
                "The data to generate. Only 'orders' is offered.")
            .define(MAX_INTERVAL, Type.LONG, 500L, Importance.HIGH,
                "Upper bound of the pause before each order in milliseconds: each pause is drawn from 0 to this. "
                    + "0 or less: no pause, and many orders at once.")
            .define(ITERATIONS, Type.INT, -1, Importance.HIGH,
                "Orders that each task makes before it ends, restarts included. Less than 1: no end.")
            .define(KEY_FIELD, Type.STRING, OrderSchema.ORDER_ID, OrdersSourceConfig::checkKeyField,
                Importance.HIGH, "Field of the order that becomes the record's key.")
            .define(SEED, Type.LONG, null, Importance.LOW,
                "Seed of the data: the same seed and id give the same order. Default: made from the connector's name.")
            .define(BATCH_MAX_RECORDS, Type.INT, 500, ConfigDef.Range.between(1, 10_000), Importance.LOW,
                "Orders given to the worker at once when there is no pause.");
    }

    String topic() {
        return getString(TOPIC);
    }

    long maxIntervalMs() {
        return getLong(MAX_INTERVAL);
    }

    /** How many orders a task makes in its life, {@code Long.MAX_VALUE} for no end. */
    long iterations() {
        int iterations = getInt(ITERATIONS);
        return iterations < 1 ? Long.MAX_VALUE : iterations;
    }

    String keyField() {
        return getString(KEY_FIELD);
    }

    /**
     * The seed of the data. Without one it follows from the connector's name: a random one would be lost with a crash
     * before the first commit of offsets, and the orders sent again would have the same ids and another content.
     */
    long seed() {
        Long seed = getLong(SEED);
        return seed != null ? seed : originalsStrings().getOrDefault("name", "").hashCode();
    }

    /** Orders in one poll: one after each pause, many when there is none. */
    int batchSize() {
        return maxIntervalMs() > 0 ? 1 : getInt(BATCH_MAX_RECORDS);
    }

    int taskId() {
        return Integer.parseInt(originalsStrings().getOrDefault(TASK_ID, "0"));
    }

    int taskCount() {
        return Integer.parseInt(originalsStrings().getOrDefault(TASK_COUNT, "1"));
    }

    private static void checkQuickstart(String key, Object value) {
        if (!"orders".equalsIgnoreCase((String) value)) {
            throw new ConfigException(key, value, "the only quickstart of this connector is 'orders'");
        }
    }

    private static void checkKeyField(String key, Object value) {
        if (OrderSchema.ORDER.field((String) value) == null) {
            throw new ConfigException(key, value, "must be a field of the order: "
                + String.join(", ", OrderSchema.fieldNames()));
        }
    }
}
