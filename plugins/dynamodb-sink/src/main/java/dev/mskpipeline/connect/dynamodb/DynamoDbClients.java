package dev.mskpipeline.connect.dynamodb;

import java.time.Duration;
import software.amazon.awssdk.awscore.endpoints.AccountIdEndpointMode;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/** Builds the DynamoDB client of a task. */
final class DynamoDbClients {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    /** Time without a byte; DynamoDB answers a batch in milliseconds. */
    private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(10);

    private DynamoDbClients() {
    }

    static DynamoDbClient create(SinkConfig config) {
        DynamoDbClientBuilder builder = DynamoDbClient.builder()
            .region(Region.of(config.region()))
            .credentialsProvider(Credentials.of(config, http(config)))
            .httpClientBuilder(http(config))
            // One host name, the region's: the one that gateway endpoints, firewalls and proxies are set up for.
            .accountIdEndpointMode(AccountIdEndpointMode.DISABLED)
            // The budget of retries is ours: the SDK's would multiply with it.
            .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()));
        config.endpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }

    /** A connection for each request in flight, and one to ask for a table meanwhile. */
    private static Apache5HttpClient.Builder http(SinkConfig config) {
        return Apache5HttpClient.builder()
            .maxConnections(config.parallelism() + 1)
            .connectionTimeout(CONNECT_TIMEOUT)
            .socketTimeout(SOCKET_TIMEOUT)
            .proxyConfiguration(proxy(config));
    }

    /** Without a proxy of its own the client takes the worker's https.proxyHost or HTTPS_PROXY, if any. */
    private static ProxyConfiguration proxy(SinkConfig config) {
        ProxyConfiguration.Builder builder = ProxyConfiguration.builder();
        config.proxy().ifPresent(url -> {
            builder.endpoint(url);
            config.text(SinkConfig.PROXY_USER).ifPresent(builder::username);
            config.secret(SinkConfig.PROXY_PASSWORD).ifPresent(builder::password);
        });
        return builder.build();
    }
}
