package dev.mskpipeline.connect.secrets;

import java.time.Duration;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClientBuilder;

/** Builds the client of a provider; its credentials come from the SDK's default chain. */
final class SecretsClients {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    /** Time without a byte. */
    private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(10);

    private SecretsClients() {
    }

    static SecretsManagerClient create(ProviderConfig config) {
        SecretsManagerClientBuilder builder = SecretsManagerClient.builder()
            .region(Region.of(config.region))
            .httpClientBuilder(UrlConnectionHttpClient.builder()
                .connectionTimeout(CONNECT_TIMEOUT)
                .socketTimeout(SOCKET_TIMEOUT))
            .overrideConfiguration(override -> override.retryStrategy(RetryMode.STANDARD));
        config.endpoint.ifPresent(builder::endpointOverride);
        return builder.build();
    }
}
