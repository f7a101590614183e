package dev.mskpipeline.connect.dynamodb;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps a sink from ever reaching DynamoDB stops its start, with the cause. */
class SetupTest {
    private final Map<String, String> properties = new HashMap<>();

    @AfterEach
    void restoreProperties() {
        properties.forEach((name, value) -> {
            if (value == null) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
    }

    @Test
    void saysThatTheHostIsNotKnown() {
        assertStops(URI.create("http://dynamodb.invalid:8000"),
            "DescribeTable failed on the DynamoDB table orders: java.net.UnknownHostException: dynamodb.invalid",
            "Correct aws.dynamodb.endpoint or aws.dynamodb.region, or have the worker resolve the name.");
    }

    @Test
    void saysThatTheCertificateIsNotTrusted(@TempDir Path folder) throws Exception {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(selfSigned(folder)));
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
        set("aws.ec2MetadataDisabled", "true");
        set("aws.sharedCredentialsFile", "/nonexistent");
        set("aws.configFile", "/nonexistent");
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

    private void set(String property, String value) {
        properties.put(property, System.getProperty(property));
        System.setProperty(property, value);
    }

    private static SSLContext selfSigned(Path folder) throws Exception {
        Path store = folder.resolve("keys.p12");
        new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair",
            "-alias", "server", "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "SAN=dns:localhost",
            "-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", "changeit")
            .redirectErrorStream(true).start().waitFor();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, "changeit".toCharArray());
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }
}
