package dev.mskpipeline.connect.dynamodb;

import java.util.Optional;
import org.apache.kafka.common.Configurable;
import org.apache.kafka.common.config.ConfigException;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * The credentials of a task: an access key, else those of a provider's class, else the SDK's default chain; with a role
 * to assume, that role's by these.
 */
final class Credentials implements AwsCredentialsProvider, SdkAutoCloseable {
    /** What Confluent's sink calls its provider that assumes a role. */
    static final String CONFLUENT_ASSUME_ROLE =
        "io.confluent.connect.aws.dynamodb.auth.AwsAssumeRoleCredentialsProvider";

    private final AwsCredentialsProvider provider;
    private final Optional<StsClient> sts;

    private Credentials(AwsCredentialsProvider provider, Optional<StsClient> sts) {
        this.provider = provider;
        this.sts = sts;
    }

    /** @param http builds the client by which a role is assumed */
    static Credentials of(SinkConfig config, SdkHttpClient.Builder<?> http) {
        AwsCredentialsProvider base = base(config);
        Optional<String> role = config.text(SinkConfig.ROLE_ARN);
        if (role.isEmpty()) {
            return new Credentials(base, Optional.empty());
        }
        StsClient sts = StsClient.builder().region(Region.of(config.region())).credentialsProvider(base)
            .httpClientBuilder(http).build();
        return new Credentials(StsAssumeRoleCredentialsProvider.builder().stsClient(sts)
            .refreshRequest(request -> request.roleArn(role.get())
                .roleSessionName(config.getString(SinkConfig.ROLE_SESSION_NAME))
                .externalId(config.text(SinkConfig.ROLE_EXTERNAL_ID).orElse(null)))
            .build(), Optional.of(sts));
    }

    @Override
    public AwsCredentials resolveCredentials() {
        try {
            return provider.resolveCredentials();
        } catch (SdkException failure) {
            throw new NoCredentialsException(failure);
        }
    }

    @Override
    public void close() {
        if (provider instanceof SdkAutoCloseable) {
            ((SdkAutoCloseable) provider).close();
        }
        sts.ifPresent(StsClient::close);
    }

    private static AwsCredentialsProvider base(SinkConfig config) {
        Optional<String> id = config.secret(SinkConfig.ACCESS_KEY_ID);
        Optional<String> secret = config.secret(SinkConfig.SECRET_ACCESS_KEY);
        if (id.isPresent() && secret.isPresent()) {
            return StaticCredentialsProvider.create(config.secret(SinkConfig.SESSION_TOKEN)
                .<AwsCredentials>map(token -> AwsSessionCredentials.create(id.get(), secret.get(), token))
                .orElseGet(() -> AwsBasicCredentials.create(id.get(), secret.get())));
        }
        return config.providerClass().map(name -> instance(name, config))
            .orElseGet(() -> DefaultCredentialsProvider.builder().build());
    }

    private static AwsCredentialsProvider instance(String name, SinkConfig config) {
        try {
            AwsCredentialsProvider provider = create(providerClass(name));
            if (provider instanceof Configurable) {
                ((Configurable) provider).configure(config.originalsWithPrefix(SinkConfig.PROVIDER_PREFIX));
            }
            return provider;
        } catch (ReflectiveOperationException failure) {
            throw new ConfigException(SinkConfig.PROVIDER_CLASS, name, "cannot be created: " + failure);
        }
    }

    /** Finds the class of a provider, which must be in the plugin's folder. */
    static Class<? extends AwsCredentialsProvider> providerClass(String name) throws ClassNotFoundException {
        Class<?> found = Class.forName(name, false, Credentials.class.getClassLoader());
        if (!AwsCredentialsProvider.class.isAssignableFrom(found)) {
            throw new ClassNotFoundException(name + " is no " + AwsCredentialsProvider.class.getName());
        }
        return found.asSubclass(AwsCredentialsProvider.class);
    }

    /** The SDK's own providers have a static create(), others a constructor. */
    private static AwsCredentialsProvider create(Class<? extends AwsCredentialsProvider> type)
            throws ReflectiveOperationException {
        try {
            return type.cast(type.getMethod("create").invoke(null));
        } catch (NoSuchMethodException noFactory) {
            return type.getConstructor().newInstance();
        }
    }
}
