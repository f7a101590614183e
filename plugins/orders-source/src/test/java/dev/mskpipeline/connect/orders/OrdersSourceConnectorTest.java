package dev.mskpipeline.connect.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.source.SourceConnector;
import org.junit.jupiter.api.Test;

class OrdersSourceConnectorTest {
    private final OrdersSourceConnector connector = new OrdersSourceConnector();

    @Test
    void acceptsTheTutorialsConfiguration() {
        assertErrors(Map.of(),
            "name", "datagen", "connector.class", "dev.mskpipeline.connect.orders.OrdersSourceConnector",
            "tasks.max", "1", "kafka.topic", "orders", "quickstart", "ORDERS", "max.interval", "1000",
            "iterations", "10000000", "schema.keyfield", "orderid", "random.seed", "-1",
            "topic.creation.default.partitions", "2", "topic.creation.default.replication.factor", "3",
            "key.converter", "org.apache.kafka.connect.storage.StringConverter",
            "value.converter.schemas.enable", "false");
    }

    @Test
    void givesEachBadValueAnErrorOfItsOwn() {
        assertErrors(Map.of(
            "kafka.topic", "Missing required configuration \"kafka.topic\" which has no default value.",
            "quickstart", "Invalid value users for configuration quickstart: the only quickstart of this connector is "
                + "'orders'",
            "schema.keyfield", "Invalid value order_id for configuration schema.keyfield: must be a field of the "
                + "order: ordertime, orderid, itemid, orderunits, address",
            "max.interval", "Invalid value soon for configuration max.interval: Not a number of type LONG",
            "orders.batch.max.records",
            "Invalid value 0 for configuration orders.batch.max.records: Value must be at least 1"),
            "quickstart", "users", "schema.keyfield", "order_id", "max.interval", "soon",
            "orders.batch.max.records", "0");
    }

    @Test
    void namesUnknownKeys() {
        assertErrors(Map.of(
            "quickstrat", "Unknown configuration 'quickstrat': did you mean 'quickstart'?",
            "schema.string", "Unknown configuration 'schema.string': this connector has no such key. Remove it, or "
                + "correct its name.",
            "orders.batch.max.record",
            "Unknown configuration 'orders.batch.max.record': did you mean 'orders.batch.max.records'?"),
            "kafka.topic", "orders", "quickstrat", "orders", "schema.string", "{}", "orders.batch.max.record", "5");
    }

    @Test
    void isFoundByItsManifestAndHasTheBuildsVersion() {
        SourceConnector found = ServiceLoader.load(SourceConnector.class).stream().map(ServiceLoader.Provider::get)
            .filter(OrdersSourceConnector.class::isInstance).findFirst().orElseThrow();
        assertEquals("0.1.0", found.version());
        assertEquals(OrdersSourceTask.class, found.taskClass());
    }

    private void assertErrors(Map<String, String> expected, String... settings) {
        Map<String, String> config = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            config.put(settings[i], settings[i + 1]);
        }
        Map<String, String> errors = new TreeMap<>();
        for (ConfigValue value : connector.validate(config).configValues()) {
            if (!value.errorMessages().isEmpty()) {
                errors.put(value.name(), String.join(" | ", value.errorMessages()));
            }
        }
        assertEquals(new TreeMap<>(expected), errors);
    }
}
