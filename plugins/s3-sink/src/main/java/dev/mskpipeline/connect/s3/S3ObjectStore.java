package dev.mskpipeline.connect.s3;

import java.time.Duration;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** A bucket of Amazon S3, with the credentials of the AWS SDK's default chain: on MSK Connect the connector's role. */
final class S3ObjectStore implements ObjectStore {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    /** Time without a byte. */
    private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(30);
    private static final int REQUEST_TIMEOUT = 408;
    private static final int SERVER_ERROR = 500;

    private final S3Client client;
    private final String bucket;

    S3ObjectStore(SinkConfig config) {
        S3ClientBuilder builder = S3Client.builder()
            .region(Region.of(config.region()))
            .httpClientBuilder(Apache5HttpClient.builder()
                .connectionTimeout(CONNECT_TIMEOUT)
                .socketTimeout(SOCKET_TIMEOUT));
        // What stands in for S3 has no host name for each bucket.
        config.endpoint().ifPresent(endpoint -> builder.endpointOverride(endpoint).forcePathStyle(true));
        client = builder.build();
        bucket = config.bucket();
    }

    @Override
    public void put(String name, byte[] content) {
        try {
            client.putObject(request -> request.bucket(bucket).key(name).contentType("application/gzip"),
                RequestBody.fromBytes(content));
        } catch (AwsServiceException answer) {
            if (mayPass(answer)) {
                throw new RetriableException(failed(name), answer);
            }
            throw new ConnectException(failed(name) + ". S3 says: " + answer.getMessage(), answer);
        } catch (SdkException noAnswer) {
            throw new RetriableException(failed(name), noAnswer);
        }
    }

    private static boolean mayPass(AwsServiceException answer) {
        return answer.statusCode() >= SERVER_ERROR || answer.statusCode() == REQUEST_TIMEOUT
            || answer.isThrottlingException() || answer.isClockSkewException();
    }

    private String failed(String name) {
        return "The object " + name + " could not be stored in the bucket " + bucket;
    }

    @Override
    public void close() {
        client.close();
    }
}
