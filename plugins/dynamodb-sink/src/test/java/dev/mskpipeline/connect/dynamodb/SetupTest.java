package dev.mskpipeline.connect.dynamodb;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsServer;
import java.net.URI;
import java.nio.file.Path;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps a sink from ever reaching DynamoDB stops its start, with the cause. */
class SetupTest {
    private final SystemProperties properties = new SystemProperties();

    @AfterEach
    void restoreProperties() {
        properties.close();
    }

    @Test
    void saysThatTheHostIsNotKnown() {
        assertStops(URI.create("http://dynamodb.invalid:8000"),
            "DescribeTable failed on the DynamoDB table orders: java.net.UnknownHostException: dynamodb.invalid",
            "Correct aws.dynamodb.endpoint or aws.dynamodb.region, or have the worker resolve the name.");
    }

    @Test
    void saysThatTheCertificateIsNotTrusted(@TempDir Path folder) throws Exception {
        HttpsServer server = SelfSigned.server(folder);
        server.start();
        try {
            assertStops(URI.create("https://localhost:" + server.getAddress().getPort()),
                "unable to find valid certification path to requested target",
                "Have the worker's JVM trust the certificate's authority, or correct aws.dynamodb.endpoint.");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void saysThatThereAreNoCredentials() {
        properties.set("aws.ec2MetadataDisabled", "true");
        properties.set("aws.sharedCredentialsFile", "/nonexistent");
        properties.set("aws.configFile", "/nonexistent");
        assertStops(URI.create("http://127.0.0.1:1"), "no credentials, Unable to load credentials from any of the "
            + "providers in the chain", "Give the connector a role, or set aws.access.key.id and "
            + "aws.secret.access.key", SinkConfig.ACCESS_KEY_ID, "", SinkConfig.SECRET_ACCESS_KEY, "");
    }

    @Test
    void startsWhileDynamoDbDoesNotAnswer() {
        try (Sink sink = Sink.start(URI.create("http://127.0.0.1:1"), "orders")) {
            RetriableException failure = assertThrows(RetriableException.class, () -> sink.put(Sink.records(1)));
            assertTrue(failure.getMessage().contains("Connect to http://127.0.0.1:1"), failure.getMessage());
        }
    }

    private static void assertStops(URI endpoint, String cause, String remedy, String... settings) {
        ConnectException failure =
            assertThrows(ConnectException.class, () -> Sink.start(endpoint, "orders", settings).close());
        assertTrue(failure.getMessage().contains(cause), failure.getMessage());
        assertTrue(failure.getMessage().contains(remedy), failure.getMessage());
    }
}
