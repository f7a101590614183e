package dev.mskpipeline.connect.dynamodb;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** Finds the tables of records, and creates one that is missing for its first record: on demand, with the key of the configuration and the types of the record. */
final class TableCreator {
    private static final Logger LOG = LoggerFactory.getLogger(TableCreator.class);

    private final DynamoDbClient client;
    private final SinkConfig config;
    private final TableCatalog tables;
    private final KeyReference hash;
    private final Optional<KeyReference> sort;
    private final KeyResolver keys;

    TableCreator(DynamoDbClient client, SinkConfig config, TableCatalog tables) {
        this.client = client;
        this.config = config;
        this.tables = tables;
        this.hash = config.hashKey();
        this.sort = config.sortKey();
        this.keys = config.keyResolver();
    }

    /**
     * Finds the key of a record's table, and has the table created if it is missing and the configuration says so.
     * Nothing for a record by which it could not be created.
     *
     * @throws RetriableException while it is being created
     */
    Optional<TableSchema> schema(SinkRecord record) {
        String table = config.tableOf(record.topic());
        try {
            return Optional.of(tables.get(table));
        } catch (TableMissingException missing) {
            if (!config.createsTables()) {
                throw missing;
            }
        }
        try {
            create(table, record);
            return Optional.of(tables.get(table));
        } catch (RecordRefusedException keyless) {
            return Optional.empty();
        } catch (TableMissingException notYet) {
            // DescribeTable may not know a table at once that was just created.
            throw new RetriableException("The DynamoDB table " + table + " is being created", notYet);
        }
    }

    /**
     * Has DynamoDB create the table, which takes some seconds.
     *
     * @throws RecordRefusedException when the record lacks an attribute of the key
     */
    private void create(String table, SinkRecord first) {
        List<AttributeDefinition> attributes = attributes(first);
        try {
            client.createTable(request -> request.tableName(table).billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(attributes).keySchema(keySchema())
                .overrideConfiguration(override -> override.apiCallTimeout(TableCatalog.TIMEOUT)));
            LOG.info("Created the DynamoDB table {} with the key {}", table, attributes);
        } catch (ResourceInUseException exists) {
            LOG.info("Another task creates the DynamoDB table {}", table);
        } catch (SdkException failure) {
            throw failure(table, failure);
        }
    }

    /** The key's attributes of a record, hash before sort. */
    List<AttributeDefinition> attributes(SinkRecord record) {
        List<AttributeDefinition> attributes = new ArrayList<>(2);
        attributes.add(attribute(hash, record));
        sort.ifPresent(reference -> attributes.add(attribute(reference, record)));
        return attributes;
    }

    private AttributeDefinition attribute(KeyReference reference, SinkRecord record) {
        AttributeValue value = keys.find(reference, record);
        String type = value == null ? "null" : value.type().name();
        ScalarAttributeType known = ScalarAttributeType.fromValue(type);
        if (known == ScalarAttributeType.UNKNOWN_TO_SDK_VERSION) {
            throw new RecordRefusedException("the key attribute " + reference + " is of type " + type
                + "; the key of a table that is to be created is text, a number or bytes");
        }
        return AttributeDefinition.builder().attributeName(reference.attribute).attributeType(known).build();
    }

    private List<KeySchemaElement> keySchema() {
        List<KeySchemaElement> schema = new ArrayList<>(2);
        schema.add(KeySchemaElement.builder().attributeName(hash.attribute).keyType(KeyType.HASH).build());
        sort.ifPresent(key -> schema.add(
            KeySchemaElement.builder().attributeName(key.attribute).keyType(KeyType.RANGE).build()));
        return schema;
    }

    private static ConnectException failure(String table, SdkException failure) {
        return AwsFailure.of(failure) == AwsFailure.TRANSIENT
            ? new RetriableException("CreateTable failed on the DynamoDB table " + table + ": "
                + AwsFailure.code(failure), failure)
            : AwsFailure.fatal("CreateTable", table, failure);
    }
}
