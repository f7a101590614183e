package dev.mskpipeline.connect.s3;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;

/** The configuration of the sink, besides what Kafka Connect itself reads. */
final class SinkConfig extends AbstractConfig {
    static final String REGION = "aws.s3.region";
    static final String BUCKET = "aws.s3.bucket.name";
    static final String ENDPOINT = "aws.s3.endpoint";

    /** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
    private static final Pattern BUCKET_NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern REGION_NAME = Pattern.compile("[a-z]{2,4}(-[a-z]+)+-\\d{1,2}");

    SinkConfig(Map<String, String> values) {
        super(definition(), values, false);
    }

    static ConfigDef definition() {
        return new ConfigDef()
            .define(BUCKET, Type.STRING, ConfigDef.NO_DEFAULT_VALUE, SinkConfig::bucketName, Importance.HIGH,
                "Name of the bucket, which is there already.")
            .define(REGION, Type.STRING, ConfigDef.NO_DEFAULT_VALUE, SinkConfig::regionName, Importance.HIGH,
                "AWS region of the bucket.")
            .define(ENDPOINT, Type.STRING, "", SinkConfig::url, Importance.LOW,
                "URL of S3 instead of the region's, for what stands in for it.");
    }

    String region() {
        return getString(REGION);
    }

    String bucket() {
        return getString(BUCKET);
    }

    Optional<URI> endpoint() {
        return Optional.of(getString(ENDPOINT)).filter(text -> !text.isBlank()).map(URI::create);
    }

    private static void bucketName(String key, Object value) {
        matches(BUCKET_NAME, key, value, "must be the name of a bucket: 3 to 63 lower-case letters, digits, . and -");
    }

    private static void regionName(String key, Object value) {
        matches(REGION_NAME, key, value, "must be an AWS region, such as us-east-1");
    }

    private static void matches(Pattern pattern, String key, Object value, String allowed) {
        if (value instanceof String && !pattern.matcher((String) value).matches()) {
            throw new ConfigException(key, value, allowed);
        }
    }

    private static void url(String key, Object value) {
        String text = String.valueOf(value);
        if (!text.isBlank() && !text.matches("https?://[^\\s/]+/?")) {
            throw new ConfigException(key, value, "must be a URL without a path, such as http://127.0.0.1:9000");
        }
    }
}
