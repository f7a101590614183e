package dev.mskpipeline.connect.secrets;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigData;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.provider.ConfigProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * Puts fields of a secret of AWS Secrets Manager into configurations: {@code ${secretsManager:sales/debezium:password}}
 * is the field {@code password} of the JSON object in the secret {@code sales/debezium}, where {@code secretsManager}
 * is the name that the worker's {@code config.providers} gives to this class.
 *
 * <p>Every configuration that is resolved reads the secret anew: a restarted connector has the rotated password. No
 * time to live is given, since Kafka Connect would restart the connector at its end.
 */
public final class SecretsManagerConfigProvider implements ConfigProvider {
    private SecretsManagerClient client;
    private String region;

    /** Takes what the worker has under {@code config.providers.<name>.param.}. */
    @Override
    public void configure(Map<String, ?> params) {
        ProviderConfig config = ProviderConfig.of(params);
        region = config.region;
        client = SecretsClients.create(config);
    }

    /** All fields of a secret. */
    @Override
    public ConfigData get(String path) {
        return new ConfigData(read(path).all());
    }

    /** Some fields of a secret. */
    @Override
    public ConfigData get(String path, Set<String> keys) {
        return new ConfigData(read(path).only(keys));
    }

    @Override
    public void close() {
        if (client != null) {
            client.close();
        }
    }

    private SecretFields read(String name) {
        checkName(name);
        try {
            return SecretFields.parse(name, region, client.getSecretValue(request -> request.secretId(name)));
        } catch (SdkException failure) {
            throw Failures.describe(name, region, failure);
        }
    }

    /** Kafka ends a path at its first colon, which leaves of an ARN the word "arn". */
    private static void checkName(String name) {
        if (name == null || name.isBlank() || name.equals("arn")) {
            throw new ConfigException("A reference to a secret names the secret and one of its fields, such as "
                + "${secretsManager:sales/debezium:password}; this one has "
                + ("arn".equals(name) ? "the secret's ARN in the place of its name" : "no name"));
        }
    }
}
