package dev.mskpipeline.connect.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.UUID;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TableCheckTest {
    private LocalDynamoDb db;

    @BeforeEach
    void startDynamoDb() throws Exception {
        db = LocalDynamoDb.get();
    }

    @Test
    void saysThatATableIsMissing() {
        String table = "missing-" + UUID.randomUUID();
        ConnectException failure =
            assertThrows(ConnectException.class, () -> Sink.start(db.endpoint, table).close());
        assertEquals("DescribeTable failed on the DynamoDB table " + table + ": ResourceNotFoundException. Create the "
            + "table in the region of aws.dynamodb.region, or change table.name.format, or have it created by "
            + "ddb.table.create=true.",
            failure.getMessage());
    }

    @Test
    void saysThatTheHashKeyHasAnotherName() {
        String table = db.createTable("orderid:N");
        assertConfigError(table, "Invalid value value.id for configuration aws.dynamodb.pk.hash: writes the key "
            + "attribute 'id', but the table " + table + " has hash key orderid (N), no sort key; refer to another "
            + "field, or add ':orderid' to name the attribute as the table does");
    }

    @Test
    void saysThatTheTableHasNoSortKey() {
        String table = db.createTable("id:N");
        assertConfigError(table, "Invalid value offset for configuration aws.dynamodb.pk.sort: the table " + table
            + " has hash key id (N), no sort key; leave this setting empty", SinkConfig.SORT_KEY, "offset");
    }

    @Test
    void saysThatTheTableHasASortKey() {
        String table = db.createTable("id:N", "at:S");
        assertConfigError(table, "Invalid value  for configuration aws.dynamodb.pk.sort: the table " + table
            + " has hash key id (N), sort key at (S); set this to the field that holds at");
    }

    @Test
    void saysThatTheSortKeyHasAnotherName() {
        String table = db.createTable("id:N", "at:S");
        assertConfigError(table, "Invalid value value.time for configuration aws.dynamodb.pk.sort: writes the key "
            + "attribute 'time', but the table " + table + " has hash key id (N), sort key at (S); refer to another "
            + "field, or add ':at' to name the attribute as the table does", SinkConfig.SORT_KEY, "value.time");
    }

    @Test
    void saysThatPartitionAndOffsetAreNumbers() {
        String table = db.createTable("id:N", "offset:S");
        assertConfigError(table, "Invalid value offset for configuration aws.dynamodb.pk.sort: is a number, but the "
            + "table " + table + " has hash key id (N), sort key offset (S); use a table whose key 'offset' is of "
            + "type N", SinkConfig.SORT_KEY, "offset");
    }

    @Test
    void checksEveryTopicsTable() {
        String table = db.createTable("id:N");
        String prefix = table.substring(0, table.length() - 1);
        String last = table.substring(table.length() - 1);
        Sink.start(db.endpoint, table, SinkConfig.TABLE_NAME_FORMAT, prefix + "${topic}", "topics", last).close();
        ConnectException failure = assertThrows(ConnectException.class, () -> Sink.start(db.endpoint, table,
            SinkConfig.TABLE_NAME_FORMAT, prefix + "${topic}", "topics", last + ", other").close());
        assertEquals(true, failure.getMessage().contains(prefix + "other"));
    }

    @Test
    void leavesTopicsThatATransformRenamesToTheirFirstRecord() {
        String table = db.createTable("id:N");
        try (Sink sink = Sink.start(db.endpoint, table, SinkConfig.TABLE_NAME_FORMAT, "${topic}", "topics", "raw",
            "transforms", "route", "transforms.route.type", "org.apache.kafka.connect.transforms.RegexRouter")) {
            sink.put(Sink.record(0, 1, Sink.value(1, 1)).newRecord(table, 0, null, 1, null, Sink.value(1, 1), null));
            assertEquals(1, db.scan(table).size());
        }
    }

    @Test
    void checksATableOfARegexOnItsFirstRecord() {
        String table = db.createTable("orderid:N");
        try (Sink sink = Sink.start(db.endpoint, table, "topics", "", "topics.regex", ".*")) {
            assertThrows(ConfigException.class, () -> sink.put(Sink.records(1)));
        }
    }

    private void assertConfigError(String table, String message, String... settings) {
        ConfigException failure =
            assertThrows(ConfigException.class, () -> Sink.start(db.endpoint, table, settings).close());
        assertEquals(message, failure.getMessage());
    }
}
