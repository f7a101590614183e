package dev.mskpipeline.connect.dynamodb;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A table in DynamoDB Local behind a {@link FaultProxy}. */
abstract class ProxiedTable {
    LocalDynamoDb db;
    FaultProxy proxy;
    String table;

    @BeforeEach
    void startProxy() throws Exception {
        db = LocalDynamoDb.get();
        proxy = new FaultProxy(db.endpoint);
        table = db.createTable("id:N");
    }

    @AfterEach
    void stopProxy() {
        proxy.close();
    }

    static SinkMetricsMXBean metrics(Sink sink) {
        return sink.task.metrics();
    }

    Set<String> storedIds() {
        return db.scan(table).stream().map(item -> item.get("id").n())
            .collect(Collectors.toCollection(TreeSet::new));
    }

    Map<String, String> versions() {
        return db.scan(table).stream().collect(Collectors.toMap(item -> item.get("id").n(),
            item -> item.getOrDefault("version", AttributeValue.fromN("-1")).n()));
    }

    static Set<String> ids(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString)
            .collect(Collectors.toCollection(TreeSet::new));
    }
}
