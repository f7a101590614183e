package dev.mskpipeline.connect.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mskpipeline.connect.dynamodb.FaultProxy.Answer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class RefusedRecordsTest extends ProxiedTable {
    @Test
    void reportsOnlyThePoisonRecordOfABatchThatDynamoDbRefuses() {
        refuseIds("17", "61");
        try (Sink sink = Sink.start(proxy.endpoint(), table)) {
            sink.put(Sink.records(100));
            Set<String> expected = new TreeSet<>(ids(100));
            expected.removeAll(Set.of("17", "61"));
            assertEquals(expected, storedIds());
            assertEquals(Set.of(17L, 61L),
                sink.reported.stream().map(SinkRecord::kafkaOffset).collect(Collectors.toSet()));
            assertEquals(2, sink.reported.size());
            assertEquals(2, metrics(sink).getRecordsReported());
            assertEquals(98, metrics(sink).getItemsWritten());
        }
    }

    @Test
    void writesTheEarlierVersionWhenDynamoDbRefusesTheLaterOne() {
        proxy.fault = call -> call.isWrite() && call.body.toString().contains("poison")
            ? Answer.error(400, "ValidationException") : call.forward();
        try (Sink sink = Sink.start(proxy.endpoint(), table)) {
            sink.put(Sink.record(0, 1, Sink.value(1, 1)), Sink.record(1, 1, Sink.value(1, 2)),
                Sink.record(2, 1, Map.of("id", 1, "poison", true)), Sink.record(3, 2, Sink.value(2, 1)));
            assertEquals(Map.of("1", "2", "2", "1"), versions());
            assertEquals(List.of(2L),
                sink.reported.stream().map(SinkRecord::kafkaOffset).collect(Collectors.toList()));
        }
    }

    @Test
    void reportsAPoisonRecordOnceWhenItsBatchIsDeliveredAgain() {
        List<SinkRecord> records = new ArrayList<>(Sink.records(5));
        records.add(Sink.record(5, "x", Map.of("noId", 1)));
        proxy.fault = call -> Answer.error(500, "InternalServerError");
        try (Sink sink = Sink.start(proxy.endpoint(), table)) {
            assertThrows(RetriableException.class, () -> sink.put(records));
            assertEquals(0, sink.reported.size());
            proxy.fault = FaultProxy.Call::forward;
            sink.put(records);
            assertEquals(1, sink.reported.size());
            assertEquals(ids(5), storedIds());
        }
    }

    @Test
    void reportsARecordThatIsRefusedAfterAFailureOnce() {
        AtomicInteger requests = new AtomicInteger();
        proxy.fault = call -> call.isWrite() && call.body.toString().contains("poison")
            ? Answer.error(call.size() == 1 && requests.getAndIncrement() == 0 ? 500 : 400, "ValidationException")
            : call.forward();
        List<SinkRecord> records = new ArrayList<>(Sink.records(5));
        records.add(Sink.record(5, 9, Map.of("id", 9, "poison", true)));
        try (Sink sink = Sink.start(proxy.endpoint(), table)) {
            sink.put(records);
            assertEquals(List.of(5L),
                sink.reported.stream().map(SinkRecord::kafkaOffset).collect(Collectors.toList()));
            assertEquals(ids(5), storedIds());
            assertEquals(6, sink.commit());
        }
    }

    @Test
    void namesTheRecordWhenThereIsNoDeadLetterQueue() {
        refuseIds("3");
        try (Sink sink = Sink.startWithoutDeadLetters(proxy.endpoint(), table)) {
            ConnectException failure = assertThrows(ConnectException.class, () -> sink.put(Sink.records(5)));
            assertEquals("The record orders-0@3 cannot be written to DynamoDB: DynamoDB refuses it "
                + "(ValidationException). To go on past such records set errors.tolerance=all, and "
                + "errors.deadletterqueue.topic.name to keep them.", failure.getMessage());
        }
    }

    @Test
    void skipsTheRecordWithoutADeadLetterQueueWhenErrorsAreTolerated() {
        refuseIds("3");
        try (Sink sink = Sink.startWithoutDeadLetters(proxy.endpoint(), table, "errors.tolerance", "all")) {
            sink.put(Sink.records(5));
            assertEquals(Set.of("0", "1", "2", "4"), storedIds());
        }
    }

    @Test
    void reportsARecordWhoseDateHasATimeOfDay() {
        Schema schema = SchemaBuilder.struct().field("id", Schema.INT32_SCHEMA).field("day", Date.SCHEMA)
            .field("at", Time.SCHEMA).build();
        java.util.Date midnight = new java.util.Date(0);
        java.util.Date later = new java.util.Date(TimeUnit.HOURS.toMillis(30));
        try (Sink sink = Sink.start(proxy.endpoint(), table)) {
            sink.put(struct(0, schema, midnight, midnight), struct(1, schema, later, midnight),
                struct(2, schema, midnight, later));
            assertEquals(Set.of("0"), storedIds());
            assertEquals(List.of(
                "field 'day': Kafka Connect Date type should not have any time fields set to non-zero values.",
                "field 'at': Kafka Connect Time type should not have any date fields set to non-zero values."),
                sink.reasons.stream().map(Throwable::getMessage).collect(Collectors.toList()));
        }
    }

    private static SinkRecord struct(int id, Schema schema, java.util.Date day, java.util.Date at) {
        return new SinkRecord(Sink.TOPIC, 0, null, id, schema,
            new Struct(schema).put("id", id).put("day", day).put("at", at), id);
    }

    @Test
    void stopsAtOnceWhenPermissionIsMissing() {
        try (Sink sink = Sink.start(proxy.endpoint(), table)) {
            proxy.fault = call -> Answer.error(400, "AccessDeniedException");
            ConnectException failure = assertThrows(ConnectException.class, () -> sink.put(Sink.records(3)));
            assertEquals("BatchWriteItem failed on the DynamoDB table " + table + ": AccessDeniedException. "
                + "Allow dynamodb:BatchWriteItem on the table to the connector's role.", failure.getMessage());
            assertEquals(List.of(3), proxy.writeSizes);
        }
    }

    @Test
    void stopsWhenTheTableIsMadeAnewWithAnotherKey() {
        try (Sink sink = Sink.start(db.endpoint, table)) {
            sink.put(Sink.records(1));
            db.client.deleteTable(request -> request.tableName(table));
            db.createTableNamed(table, "other:N");
            ConfigException failure = assertThrows(ConfigException.class, () -> sink.put(Sink.records(30)));
            assertTrue(failure.getMessage().contains("writes the key attribute 'id', but the table " + table
                + " has hash key other (N), no sort key"), failure.getMessage());
            assertEquals(0, sink.reported.size());
        }
    }

    private void refuseIds(String... ids) {
        Set<String> poison = Set.of(ids);
        proxy.fault = call -> {
            if (call.isWrite()) {
                Set<String> sent = ConcurrentHashMap.newKeySet();
                call.writes().forEach(write -> sent.add(write.at("/PutRequest/Item/id/N").asText()));
                if (!Collections.disjoint(sent, poison)) {
                    return Answer.error(400, "ValidationException");
                }
            }
            return call.forward();
        };
    }
}
