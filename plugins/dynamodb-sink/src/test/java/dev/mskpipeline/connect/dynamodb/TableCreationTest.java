package dev.mskpipeline.connect.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mskpipeline.connect.dynamodb.FaultProxy.Answer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

class TableCreationTest extends ProxiedTable {
    private static final String[] CREATE = {SinkConfig.CREATE_TABLES, "true"};

    private String missing;

    @BeforeEach
    void nameATable() {
        missing = "created-" + UUID.randomUUID();
    }

    @Test
    void createsTheTableOnDemandWithTheTypesOfItsFirstRecord() {
        try (Sink sink = Sink.start(db.endpoint, missing, SinkConfig.CREATE_TABLES, "true",
            SinkConfig.SORT_KEY, "offset")) {
            sink.put(Sink.record(3, null, Sink.value("a", 1)));
        }
        TableDescription created = db.client.describeTable(request -> request.tableName(missing)).table();
        assertEquals("hash key id (S), sort key offset (N)", TableSchema.of(missing, created).toString());
        assertEquals(BillingMode.PAY_PER_REQUEST, created.billingModeSummary().billingMode());
        assertEquals(List.of("3"),
            db.scan(missing).stream().map(item -> item.get("offset").n()).collect(Collectors.toList()));
    }

    @Test
    void createsNoneUnlessItIsTold() {
        ConnectException failure =
            assertThrows(ConnectException.class, () -> Sink.start(db.endpoint, missing).close());
        assertTrue(failure.getMessage().endsWith("or have it created by ddb.table.create=true."), failure.getMessage());
        assertThrows(ResourceNotFoundException.class,
            () -> db.client.describeTable(request -> request.tableName(missing)));
    }

    @Test
    void aRecordWithoutAKeyIsRefusedAndTheNextOneDecides() {
        try (Sink sink = Sink.start(db.endpoint, missing, CREATE)) {
            sink.put(Sink.record(0, null, Map.of("other", 1)), Sink.record(1, null, Sink.value(true, 1)),
                Sink.record(2, null, Sink.value(7, 1)));
            assertEquals(List.of("the key attribute value.id is null", "the key attribute value.id is of type BOOL, the "
                + "table's key id is of type N"), reasons(sink));
        }
        assertEquals(1, db.scan(missing).size());
    }

    @Test
    void refusesEveryRecordUntilOneHasAKey() {
        try (Sink sink = Sink.start(db.endpoint, missing, CREATE)) {
            sink.put(Sink.record(0, null, Map.of("other", 1)), Sink.record(1, null, Sink.value(true, 1)));
            String end = "; the key of a table that is to be created is text, a number or bytes";
            assertEquals(List.of("the key attribute value.id is of type null" + end,
                "the key attribute value.id is of type BOOL" + end), reasons(sink));
            sink.put(Sink.record(2, null, Sink.value(7, 1)));
        }
        assertEquals(1, db.scan(missing).size());
    }

    @Test
    void waitsForATableThatAnotherTaskCreates() {
        proxy.fault = call -> call.operation.equals("CreateTable") ? Answer.error(400, "ResourceInUseException")
            : call.forward();
        try (Sink sink = Sink.start(proxy.endpoint(), missing, CREATE)) {
            assertThrows(RetriableException.class, () -> sink.put(Sink.records(1)));
            db.createTableNamed(missing, "id:N");
            sink.put(Sink.records(1));
        }
        assertEquals(1, db.scan(missing).size());
    }

    @Test
    void triesAgainWhileTooManyTablesAreBeingCreated() {
        proxy.fault = call -> call.operation.equals("CreateTable") ? Answer.error(400, "LimitExceededException")
            : call.forward();
        try (Sink sink = Sink.start(proxy.endpoint(), missing, CREATE)) {
            assertThrows(RetriableException.class, () -> sink.put(Sink.records(1)));
            proxy.fault = FaultProxy.Call::forward;
            sink.put(Sink.records(1));
        }
        assertEquals(1, db.scan(missing).size());
    }

    @Test
    void saysWhichActionIsDenied() {
        proxy.fault = call -> call.operation.equals("CreateTable") ? Answer.error(400, "AccessDeniedException")
            : call.forward();
        try (Sink sink = Sink.start(proxy.endpoint(), missing, CREATE)) {
            ConnectException failure = assertThrows(ConnectException.class, () -> sink.put(Sink.records(1)));
            assertTrue(failure.getMessage().endsWith("Allow dynamodb:CreateTable on the table to the connector's "
                + "role."), failure.getMessage());
        }
    }

    private static List<String> reasons(Sink sink) {
        return sink.reasons.stream().map(Throwable::getMessage).collect(Collectors.toList());
    }
}
