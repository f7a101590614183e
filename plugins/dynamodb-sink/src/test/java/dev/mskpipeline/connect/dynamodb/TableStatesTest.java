package dev.mskpipeline.connect.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mskpipeline.connect.dynamodb.FaultProxy.Answer;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.junit.jupiter.api.Test;

class TableStatesTest extends ProxiedTable {
    @Test
    void startsWhileDynamoDbIsOutOfReachAndChecksTheTableLater() {
        String other = db.createTable("otherKey:N");
        proxy.fault = call -> Answer.error(500, "InternalServerError");
        try (Sink sink = Sink.start(proxy.endpoint(), other)) {
            assertThrows(RetriableException.class, () -> sink.put(Sink.records(1)));
            proxy.fault = FaultProxy.Call::forward;
            ConfigException failure = assertThrows(ConfigException.class, () -> sink.put(Sink.records(1)));
            assertTrue(failure.getMessage().contains("but the table " + other), failure.getMessage());
        }
    }

    @Test
    void waitsForATableThatIsBeingCreated() {
        AtomicInteger described = new AtomicInteger();
        proxy.fault = call -> {
            Answer answer = call.forward();
            return call.operation.equals("DescribeTable") && described.incrementAndGet() < 4
                ? new Answer(200, answer.body.replace("\"ACTIVE\"", "\"CREATING\"")) : answer;
        };
        try (Sink sink = Sink.start(proxy.endpoint(), table)) {
            assertEquals(1, described.get());
            for (int delivery = 1; delivery <= 2; delivery++) {
                RetriableException creating =
                    assertThrows(RetriableException.class, () -> sink.put(Sink.records(2)));
                assertEquals("The DynamoDB table " + table + " is still CREATING", creating.getMessage());
                assertEquals(1_000, sink.timeout);
                assertEquals(delivery, metrics(sink).getBatchesHandedBack());
            }
            sink.put(Sink.records(2));
            assertEquals(ids(2), storedIds());
        }
    }

    @Test
    void refusesATableThatIsBeingDeleted() {
        proxy.fault = call -> new Answer(200, call.forward().body.replace("\"ACTIVE\"", "\"DELETING\""));
        ConnectException failure =
            assertThrows(ConnectException.class, () -> Sink.start(proxy.endpoint(), table).close());
        assertEquals("The DynamoDB table " + table + " is DELETING, not ACTIVE: it takes no writes. Restart the task "
            + "when it is, or change table.name.format.", failure.getMessage());
    }
}
