package dev.mskpipeline.connect.secrets;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.apache.kafka.common.config.ConfigException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

/**
 * Reads secrets, and keeps them for as long as the provider is told to.
 *
 * <p>Kafka Connect's herder waits for a secret, and with it every connector of the worker. The SDK's own time limits do
 * not end the search for credentials, a look-up of a name, or an answer that trickles; so a thread of its own asks.
 */
final class SecretReader implements AutoCloseable {
    private final SecretsManagerClient client;
    private final ProviderConfig config;
    private final Duration limit;
    private final LongSupplier nanoTime;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "secrets-provider");
        thread.setDaemon(true);
        return thread;
    });

    /** @param limit how long a secret may take, retries included */
    SecretReader(SecretsManagerClient client, ProviderConfig config, Duration limit, LongSupplier nanoTime) {
        this.client = client;
        this.config = config;
        this.limit = limit;
        this.nanoTime = nanoTime;
    }

    /** @throws ConfigException when the secret cannot be read in time */
    GetSecretValueResponse read(String name) {
        Kept earlier = kept.get(name);
        if (earlier != null && nanoTime.getAsLong() - earlier.since < config.cacheTtl.toNanos()) {
            return earlier.secret;
        }
        GetSecretValueResponse secret = ask(name);
        if (!config.cacheTtl.isZero()) {
            kept.put(name, new Kept(secret, nanoTime.getAsLong()));
        }
        return secret;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        client.close();
    }

    private GetSecretValueResponse ask(String name) {
        Future<GetSecretValueResponse> answer = threads.submit(() -> client.getSecretValue(request -> request
            .secretId(name).versionStage(config.versionStage.orElse(null))));
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof SdkException) {
                throw Failures.describe(name, config.region, (SdkException) failure.getCause());
            }
            throw new IllegalStateException(failure.getCause());
        } catch (TimeoutException late) {
            answer.cancel(true);
            throw Failures.late(name, config.region, limit);
        } catch (InterruptedException interrupted) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new ConfigException("Interrupted while reading the secret '" + name + "'");
        }
    }

    private static final class Kept {
        private final GetSecretValueResponse secret;
        private final long since;

        private Kept(GetSecretValueResponse secret, long since) {
            this.secret = secret;
            this.since = since;
        }
    }
}
