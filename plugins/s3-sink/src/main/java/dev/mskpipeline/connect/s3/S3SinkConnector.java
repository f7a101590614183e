package dev.mskpipeline.connect.s3;

import dev.mskpipeline.connect.common.PluginVersion;
import dev.mskpipeline.connect.common.UnknownKeys;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;

/** Stores the records of topics in objects of an S3 bucket that exists: JSON lines, gzipped, by the hour. */
public final class S3SinkConnector extends SinkConnector {
    private static final List<String> OWN_PREFIXES = List.of("aws.");

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
        values.addAll(new UnknownKeys(config().names(), OWN_PREFIXES, List.of()).find(connectorConfig));
        return new Config(values);
    }

    @Override
    public void start(Map<String, String> connectorConfig) {
        config = Map.copyOf(connectorConfig);
    }

    @Override
    public Class<? extends Task> taskClass() {
        return S3SinkTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return Collections.nCopies(maxTasks, config);
    }

    @Override
    public void stop() {
        // Nothing is held here: the tasks do the work.
    }
}
