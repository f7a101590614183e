package dev.mskpipeline.connect.dynamodb;

import com.amazonaws.services.dynamodbv2.local.server.DynamoDBProxyServer;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBRequestHandler;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBServerHandler;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;

/** DynamoDB Local inside the test's JVM, in memory, on a free port; each test makes tables of its own. */
final class LocalDynamoDb {
    /** Kept here: a logger that nobody holds is collected with its level. */
    private static final Logger SQLITE_LOG = Logger.getLogger("com.almworks.sqlite4java");

    private static LocalDynamoDb running;

    final URI endpoint;
    final DynamoDbClient client;

    private LocalDynamoDb(int port) {
        endpoint = URI.create("http://127.0.0.1:" + port);
        client = DynamoDbClients.create(new SinkConfig(settings(endpoint, Map.of())));
    }

    /** Started by the first test that asks, stopped with the JVM. */
    static synchronized LocalDynamoDb get() throws Exception {
        SQLITE_LOG.setLevel(Level.WARNING);
        for (int attempt = 0; running == null; attempt++) {
            int port = freePort();
            try {
                // Not through its main class, which sets up telemetry clients.
                new DynamoDBProxyServer(port, new LocalDynamoDBServerHandler(
                    new LocalDynamoDBRequestHandler(0, true, null, true, false), null)).start();
                running = new LocalDynamoDb(port);
            } catch (IOException portTaken) {
                if (attempt == 5) {
                    throw portTaken;
                }
            }
        }
        return running;
    }

    /** Settings of a sink on an endpoint, the given ones added. */
    static Map<String, String> settings(URI endpoint, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
            SinkConfig.ENDPOINT, endpoint.toString(),
            SinkConfig.ACCESS_KEY_ID, "test",
            SinkConfig.SECRET_ACCESS_KEY, "test"));
        settings.putAll(more);
        return settings;
    }

    /**
     * Makes a table with a new name.
     *
     * @param keys hash and perhaps sort attribute with the type, such as {@code "id:N"}
     */
    String createTable(String... keys) {
        String table = "t-" + UUID.randomUUID();
        createTableNamed(table, keys);
        return table;
    }

    void createTableNamed(String table, String... keys) {
        List<KeySchemaElement> schema = new ArrayList<>();
        List<AttributeDefinition> definitions = new ArrayList<>();
        for (String key : keys) {
            String[] parts = key.split(":");
            schema.add(KeySchemaElement.builder().attributeName(parts[0])
                .keyType(schema.isEmpty() ? KeyType.HASH : KeyType.RANGE).build());
            definitions.add(AttributeDefinition.builder().attributeName(parts[0]).attributeType(parts[1]).build());
        }
        client.createTable(request -> request.tableName(table).keySchema(schema).attributeDefinitions(definitions)
            .billingMode(BillingMode.PAY_PER_REQUEST));
    }

    List<Map<String, AttributeValue>> scan(String table) {
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        client.scanPaginator(request -> request.tableName(table).consistentRead(true)).items().forEach(items::add);
        return items;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
