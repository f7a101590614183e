package dev.mskpipeline.connect.orders;

import dev.mskpipeline.connect.common.PluginVersion;
import dev.mskpipeline.connect.common.UnknownKeys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;

/**
 * Generates orders into one topic, for demonstrations and tests. Takes the configuration keys of Confluent's Datagen
 * connector and makes the record of its {@code orders} quickstart.
 *
 * <p>Unlike Datagen it gives every order an id of its own however many tasks there are, ends without failing, and
 * makes the same order for the same id after a crash.
 */
public final class OrdersSourceConnector extends SourceConnector {
    private Map<String, String> config;

    @Override
    public String version() {
        return PluginVersion.of(getClass());
    }

    @Override
    public ConfigDef config() {
        return OrdersSourceConfig.definition();
    }

    @Override
    public Config validate(Map<String, String> connectorConfig) {
        Config validated = super.validate(connectorConfig);
        // A list of our own: the one of the framework may refuse additions.
        List<ConfigValue> values = new ArrayList<>(validated.configValues());
        values.addAll(new UnknownKeys(config().names(), List.of("orders.", "schema.", "random."), List.of())
            .find(connectorConfig));
        return new Config(values);
    }

    @Override
    public void start(Map<String, String> connectorConfig) {
        config = new HashMap<>(connectorConfig);
    }

    @Override
    public Class<? extends Task> taskClass() {
        return OrdersSourceTask.class;
    }

    /** One configuration a task, at most one task a stripe. */
    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        int tasks = Math.min(maxTasks, Stripes.COUNT);
        List<Map<String, String>> configs = new ArrayList<>(tasks);
        for (int task = 0; task < tasks; task++) {
            Map<String, String> taskConfig = new HashMap<>(config);
            taskConfig.put(OrdersSourceConfig.TASK_ID, Integer.toString(task));
            taskConfig.put(OrdersSourceConfig.TASK_COUNT, Integer.toString(tasks));
            configs.add(taskConfig);
        }
        return configs;
    }

    /**
     * Every order carries its offset, and nothing else decides which come next. Asked by Kafka Connect 3.3 or later
     * (KIP-618); what is older does not know the type and does not look for the method.
     */
    @Override
    public ExactlyOnceSupport exactlyOnceSupport(Map<String, String> connectorConfig) {
        return ExactlyOnceSupport.SUPPORTED;
    }

    /** Asked by Kafka Connect 3.6 or later (KIP-875), which stores the offsets. */
    @Override
    public boolean alterOffsets(Map<String, String> connectorConfig, Map<Map<String, ?>, Map<String, ?>> offsets) {
        OffsetChanges.check(offsets);
        return true;
    }

    @Override
    public void stop() {
        // Nothing is held here: the tasks do the work.
    }
}
