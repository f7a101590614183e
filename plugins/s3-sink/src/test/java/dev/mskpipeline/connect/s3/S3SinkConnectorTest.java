package dev.mskpipeline.connect.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class S3SinkConnectorTest {
    private static final Map<String, String> VALID = Map.of(
        "topics", "orders", "aws.s3.region", "us-east-1", "aws.s3.bucket.name", "lake-1234567");

    private final S3SinkConnector connector = new S3SinkConnector();

    /** What validation refuses, by key. */
    private Map<String, List<String>> refused(Map<String, String> changes) {
        Map<String, String> config = new HashMap<>(VALID);
        config.putAll(changes);
        config.values().removeIf(String::isEmpty);
        Map<String, List<String>> errors = new TreeMap<>();
        connector.validate(config).configValues().stream()
            .filter(value -> !value.errorMessages().isEmpty())
            .forEach(value -> errors.put(value.name(), value.errorMessages()));
        return errors;
    }

    @Test
    void takesBucketAndRegionAlone() {
        assertEquals(Map.of(), refused(Map.of()));
        assertEquals(Map.of(), refused(Map.of("aws.s3.endpoint", "http://127.0.0.1:9000")));
    }

    @Test
    void refusesWhatIsMissingOrWrong() {
        assertEquals(List.of("aws.s3.bucket.name", "aws.s3.region"),
            List.copyOf(refused(Map.of("aws.s3.bucket.name", "", "aws.s3.region", "")).keySet()));
        assertEquals(List.of("Invalid value Lake for configuration aws.s3.bucket.name: must be the name of a bucket: "
            + "3 to 63 lower-case letters, digits, . and -"),
            refused(Map.of("aws.s3.bucket.name", "Lake")).get("aws.s3.bucket.name"));
        assertEquals(List.of("Invalid value Virginia for configuration aws.s3.region: must be an AWS region, such as "
            + "us-east-1"), refused(Map.of("aws.s3.region", "Virginia")).get("aws.s3.region"));
        assertEquals(List.of("aws.s3.endpoint"),
            List.copyOf(refused(Map.of("aws.s3.endpoint", "127.0.0.1")).keySet()));
    }

    @Test
    void namesAKeyThatNobodyReads() {
        assertEquals(List.of("Unknown configuration 'aws.s3.bucket': this connector has no such key. Remove it, or "
            + "correct its name."), refused(Map.of("aws.s3.bucket", "lake")).get("aws.s3.bucket"));
    }

    @Test
    void givesEveryTaskItsConfiguration() {
        connector.start(VALID);
        assertEquals(List.of(VALID, VALID), connector.taskConfigs(2));
        assertEquals(S3SinkTask.class, connector.taskClass());
    }
}
