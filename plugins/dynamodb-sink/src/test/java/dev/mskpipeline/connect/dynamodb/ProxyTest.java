package dev.mskpipeline.connect.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpsServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way to DynamoDB's TLS through a proxy that asks who is there. */
class ProxyTest {
    private static final byte[] TABLE = ("{\"Table\":{\"TableStatus\":\"ACTIVE\",\"KeySchema\":[{\"AttributeName\":"
        + "\"id\",\"KeyType\":\"HASH\"}],\"AttributeDefinitions\":[{\"AttributeName\":\"id\",\"AttributeType\":"
        + "\"N\"}]}}").getBytes(StandardCharsets.UTF_8);

    private final SystemProperties properties = new SystemProperties();
    @TempDir
    private Path folder;
    private HttpsServer dynamoDb;
    private ConnectProxy proxy;

    @BeforeEach
    void start() throws Exception {
        dynamoDb = SelfSigned.server(folder);
        dynamoDb.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
            exchange.sendResponseHeaders(200, TABLE.length);
            exchange.getResponseBody().write(TABLE);
            exchange.close();
        });
        dynamoDb.start();
        properties.set("javax.net.ssl.trustStore", SelfSigned.keyStore(folder).toString());
        properties.set("javax.net.ssl.trustStorePassword", SelfSigned.PASSWORD);
        proxy = new ConnectProxy("me", "p@ss:word");
    }

    @AfterEach
    void stop() throws Exception {
        properties.close();
        proxy.close();
        dynamoDb.stop(0);
    }

    @Test
    void tunnelsWithUserAndPassword() {
        connect("p@ss:word").check("orders");
        assertEquals(List.of("localhost:" + dynamoDb.getAddress().getPort()), proxy.tunnels);
    }

    @Test
    void saysThatTheProxyDoesNotTakeThePassword() {
        ConnectException failure = assertThrows(ConnectException.class, () -> connect("wrong").check("orders"));
        assertEquals("DescribeTable failed on the DynamoDB table orders: HTTP status 407. Check "
            + "aws.dynamodb.proxy.user and aws.dynamodb.proxy.password.", failure.getMessage());
        assertEquals(List.of(), proxy.tunnels);
    }

    private TableCatalog connect(String password) {
        SinkConfig config = new SinkConfig(Sink.settings(URI.create("https://localhost:"
            + dynamoDb.getAddress().getPort()), "orders", SinkConfig.PROXY_URL, proxy.url().toString(),
            SinkConfig.PROXY_USER, "me", SinkConfig.PROXY_PASSWORD, password));
        return new TableCatalog(DynamoDbClients.create(config), config.hashKey(), config.sortKey());
    }
}
