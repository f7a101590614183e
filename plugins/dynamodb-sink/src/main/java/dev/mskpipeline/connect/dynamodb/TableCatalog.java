package dev.mskpipeline.connect.dynamodb;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** The tables that the sink writes to, each described and checked against the configured key on first sight. */
final class TableCatalog {
    /** The task's thread asks, and must be back with Kafka's consumer before anybody misses it. */
    static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final DynamoDbClient client;
    private final KeyReference hash;
    private final Optional<KeyReference> sort;
    private final Map<String, TableSchema> tables = new ConcurrentHashMap<>();

    TableCatalog(DynamoDbClient client, KeyReference hash, Optional<KeyReference> sort) {
        this.client = client;
        this.hash = hash;
        this.sort = sort;
    }

    /**
     * Finds the key of a table.
     *
     * @throws RetriableException when DynamoDB cannot tell now, or the table is being created
     * @throws TableMissingException when the table is not there
     * @throws ConnectException when the table has another key
     */
    TableSchema get(String table) {
        TableSchema known = tables.get(table);
        return known != null ? known : check(table);
    }

    /** Describes the table afresh. */
    TableSchema check(String table) {
        TableSchema schema = TableSchema.of(table, describeReady(table));
        checkAttribute(SinkConfig.HASH_KEY, hash, schema.hash, schema);
        if (sort.isPresent() != schema.sort.isPresent()) {
            throw new ConfigException(SinkConfig.SORT_KEY, sort.map(KeyReference::toString).orElse(""),
                "the table " + schema.table + " has " + schema + "; " + (sort.isPresent()
                    ? "leave this setting empty"
                    : "set this to the field that holds " + schema.sort.orElseThrow().name));
        }
        sort.ifPresent(key -> checkAttribute(SinkConfig.SORT_KEY, key, schema.sort.orElseThrow(), schema));
        tables.put(table, schema);
        return schema;
    }

    private static void checkAttribute(String setting, KeyReference reference, TableSchema.KeyAttribute attribute,
                                       TableSchema schema) {
        if (!reference.attribute.equals(attribute.name)) {
            throw new ConfigException(setting, reference.toString(), "writes the key attribute '" + reference.attribute
                + "', but the table " + schema.table + " has " + schema + "; refer to another field, or add ':"
                + attribute.name + "' to name the attribute as the table does");
        }
        if (reference.isNumber() && attribute.type != ScalarAttributeType.N) {
            throw new ConfigException(setting, reference.toString(), "is a number, but the table " + schema.table
                + " has " + schema + "; use a table whose key '" + attribute.name + "' is of type N");
        }
    }

    private TableDescription describeReady(String table) {
        TableDescription description = describe(table);
        switch (description.tableStatus()) {
            // A table that is UPDATING takes writes.
            case ACTIVE:
            case UPDATING:
                return description;
            case CREATING:
                throw new RetriableException("The DynamoDB table " + table + " is still CREATING");
            default:
                throw new ConnectException("The DynamoDB table " + table + " is "
                    + description.tableStatusAsString() + ", not ACTIVE: it takes no writes. Restart the task when "
                    + "it is, or change " + SinkConfig.TABLE_NAME_FORMAT + ".");
        }
    }

    private TableDescription describe(String table) {
        try {
            return client.describeTable(request -> request.tableName(table)
                .overrideConfiguration(override -> override.apiCallTimeout(TIMEOUT))).table();
        } catch (ResourceNotFoundException missing) {
            throw new TableMissingException(AwsFailure.fatal("DescribeTable", table, missing));
        } catch (SdkException failure) {
            boolean neverReached = tables.isEmpty();
            if (AwsFailure.of(failure) != AwsFailure.TRANSIENT || neverReached && AwsFailure.isSetup(failure)) {
                throw AwsFailure.fatal("DescribeTable", table, failure);
            }
            throw new RetriableException("DescribeTable failed on the DynamoDB table " + table + ": "
                + AwsFailure.code(failure), failure);
        }
    }
}
