package dev.mskpipeline.connect.dynamodb;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * A table with key {@code id} that answers late, in part, with failures before and after it has written, and refuses
 * items with the attribute {@code poison}. Fails the test when a key is in two requests at once, or goes back to an
 * older version.
 */
final class FaultyTable implements DynamoDbClient {
    private final Random random;
    private final Map<String, Long> versions = new HashMap<>();
    private final Map<String, Long> latest = new HashMap<>();
    private final Set<String> inFlight = new HashSet<>();
    private final List<String> violations = new ArrayList<>();

    FaultyTable(long seed) {
        random = new Random(seed);
    }

    @Override
    public BatchWriteItemResponse batchWriteItem(BatchWriteItemRequest request) {
        String table = request.requestItems().keySet().iterator().next();
        List<WriteRequest> writes = request.requestItems().get(table);
        Set<String> ids = writes.stream().map(FaultyTable::id).collect(Collectors.toSet());
        int fault = begin(ids);
        try {
            Thread.sleep(fault % 4);
            return answer(table, writes, fault);
        } catch (InterruptedException aborted) {
            Thread.currentThread().interrupt();
            throw failure(500, "Aborted");
        } finally {
            end(ids);
        }
    }

    @Override
    public DescribeTableResponse describeTable(Consumer<DescribeTableRequest.Builder> request) {
        return DescribeTableResponse.builder().table(TableDescription.builder().tableStatus(TableStatus.ACTIVE)
            .keySchema(KeySchemaElement.builder().attributeName("id").keyType(KeyType.HASH).build())
            .attributeDefinitions(AttributeDefinition.builder().attributeName("id").attributeType("N").build())
            .build()).build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // Holds nothing.
    }

    /** The version of each key that is stored. */
    synchronized Map<String, Long> versions() {
        return Map.copyOf(versions);
    }

    synchronized List<String> violations() {
        return List.copyOf(violations);
    }

    /** Allows older versions from now: the sink reads again what it may have written. */
    synchronized void readAgain() {
        latest.clear();
    }

    private synchronized int begin(Set<String> ids) {
        ids.stream().filter(id -> !inFlight.add(id)).forEach(id -> violations.add(id + " is in two requests"));
        return random.nextInt(100);
    }

    private synchronized void end(Set<String> ids) {
        inFlight.removeAll(ids);
    }

    private synchronized BatchWriteItemResponse answer(String table, List<WriteRequest> writes, int fault) {
        if (fault < 3) {
            throw failure(400, "ProvisionedThroughputExceededException");
        }
        if (fault < 6) {
            throw failure(500, "InternalServerError");
        }
        if (writes.stream().anyMatch(write -> item(write).containsKey("poison"))) {
            throw failure(400, "ValidationException");
        }
        List<WriteRequest> left =
            writes.stream().filter(write -> fault < 15 && random.nextBoolean()).collect(Collectors.toList());
        writes.stream().filter(write -> !left.contains(write)).forEach(this::store);
        if (fault >= 15 && fault < 18) {
            throw failure(500, "WrittenAndFailed");
        }
        return BatchWriteItemResponse.builder().unprocessedItems(left.isEmpty() ? Map.of() : Map.of(table, left))
            .build();
    }

    private void store(WriteRequest write) {
        long version = Long.parseLong(item(write).get("version").n());
        Long before = latest.put(id(write), version);
        if (before != null && before > version) {
            violations.add(id(write) + " goes back from " + before + " to " + version);
        }
        versions.put(id(write), version);
    }

    private static Map<String, AttributeValue> item(WriteRequest write) {
        return write.putRequest().item();
    }

    private static String id(WriteRequest write) {
        return item(write).get("id").n();
    }

    private static DynamoDbException failure(int status, String code) {
        return (DynamoDbException) DynamoDbException.builder().statusCode(status)
            .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build()).message(code).build();
    }
}
