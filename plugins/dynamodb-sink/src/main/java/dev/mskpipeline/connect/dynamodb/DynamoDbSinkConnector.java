package dev.mskpipeline.connect.dynamodb;

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
import org.apache.kafka.connect.sink.SinkConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the records of topics to DynamoDB tables that exist. Takes the configuration keys of Confluent's DynamoDB
 * sink, so that a pipeline can change from one to the other.
 */
public final class DynamoDbSinkConnector extends SinkConnector {
    private static final Logger LOG = LoggerFactory.getLogger(DynamoDbSinkConnector.class);

    private static final List<String> OWN_PREFIXES = List.of("aws.", "ddb.", "table.name.", "behavior.on.");
    private static final String LICENSE = "confluent.license";
    private static final String LICENSE_TOPIC = "confluent.topic";

    private Map<String, String> config;

    @Override
    public String version() {
        return PluginVersion.of(getClass());
    }

    @Override
    public ConfigDef config() {
        return SinkConfig.definition();
    }

    @Override
    public Config validate(Map<String, String> connectorConfig) {
        List<ConfigValue> values = new ArrayList<>(super.validate(connectorConfig).configValues());
        CrossChecks.apply(values, connectorConfig);
        values.addAll(new UnknownKeys(config().names(), OWN_PREFIXES, otherKeys(connectorConfig))
            .find(connectorConfig));
        return new Config(values);
    }

    /** Prefixes of keys that are ignored, or read by a credentials provider of the user's. */
    private static List<String> otherKeys(Map<String, String> config) {
        String provider = config.get(SinkConfig.PROVIDER_CLASS);
        boolean own = provider != null && !provider.isBlank() && !provider.equals(Credentials.CONFLUENT_ASSUME_ROLE);
        return own ? List.of(LICENSE, LICENSE_TOPIC, SinkConfig.PROVIDER_PREFIX) : List.of(LICENSE, LICENSE_TOPIC);
    }

    @Override
    public void start(Map<String, String> connectorConfig) {
        config = new HashMap<>(connectorConfig);
        if (config.keySet().stream().anyMatch(key -> key.startsWith(LICENSE) || key.startsWith(LICENSE_TOPIC))) {
            LOG.info("This sink needs no licence: {} and {}.* are ignored", LICENSE, LICENSE_TOPIC);
        }
    }

    @Override
    public Class<? extends Task> taskClass() {
        return DynamoDbSinkTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        List<Map<String, String>> configs = new ArrayList<>(maxTasks);
        for (int task = 0; task < maxTasks; task++) {
            Map<String, String> taskConfig = new HashMap<>(config);
            taskConfig.put(SinkConfig.TASK_ID, Integer.toString(task));
            configs.add(taskConfig);
        }
        return configs;
    }

    @Override
    public void stop() {
        // Nothing is held here: the tasks do the work.
    }
}
