package dev.mskpipeline.connect.secrets;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigData;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.provider.ConfigProvider;

/**
 * Puts secrets of AWS Secrets Manager into configurations: {@code ${secretsManager:sales/debezium:password}} is the
 * field {@code password} of the JSON object in the secret {@code sales/debezium}, and {@code ${secretsManager:api-key}}
 * the whole text of the secret {@code api-key}, where {@code secretsManager} is the name that the worker's
 * {@code config.providers} gives to this class.
 *
 * <p>Unless a time to live is configured, every configuration that is resolved reads the secret anew: a restarted
 * connector has the rotated password. Kafka Connect is told no time to live, since it would restart the connector at
 * its end.
 */
public final class SecretsManagerConfigProvider implements ConfigProvider {
    /**
     * Far less than the 60 seconds of rebalance.timeout.ms, after which the group goes on without a worker whose
     * herder is held up, and the 90 seconds in which its requests end.
     */
    private static final Duration LIMIT = Duration.ofSeconds(15);

    private final Duration limit;
    private SecretReader secrets;
    private String region;

    public SecretsManagerConfigProvider() {
        this(LIMIT);
    }

    SecretsManagerConfigProvider(Duration limit) {
        this.limit = limit;
    }

    /** Takes what the worker has under {@code config.providers.<name>.param.}. */
    @Override
    public void configure(Map<String, ?> params) {
        ProviderConfig config = ProviderConfig.of(params);
        region = config.region;
        secrets = new SecretReader(SecretsClients.create(config), config, limit, System::nanoTime);
    }

    /** All fields of a secret. */
    @Override
    public ConfigData get(String path) {
        checkName(path);
        return new ConfigData(SecretFields.parse(path, region, secrets.read(path)).all());
    }

    /** Some fields of a secret; without a path the keys are names of secrets, each taken as a whole. */
    @Override
    public ConfigData get(String path, Set<String> keys) {
        if (path == null || path.isEmpty()) {
            return new ConfigData(keys.stream().collect(Collectors.toMap(name -> name, this::whole)));
        }
        checkName(path);
        return new ConfigData(SecretFields.parse(path, region, secrets.read(path)).only(keys));
    }

    @Override
    public void close() {
        if (secrets != null) {
            secrets.close();
        }
    }

    private String whole(String name) {
        checkName(name);
        return SecretFields.text(name, region, secrets.read(name));
    }

    /** Kafka ends a path at its first colon, which leaves of an ARN the word "arn". */
    private static void checkName(String name) {
        if (name == null || name.isBlank() || name.equals("arn")) {
            throw new ConfigException("A reference to a secret has its name, and one of its fields unless the whole "
                + "secret is meant, such as ${secretsManager:sales/debezium:password}; this one has "
                + ("arn".equals(name) ? "the secret's ARN in the place of its name" : "no name"));
        }
    }
}
