package dev.mskpipeline.connect.dynamodb;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Writes the requests of one batch of records, each until all of it is done: what DynamoDB leaves unprocessed is sent
 * again, a request that it refuses is cut in halves until the bad write stands alone. Several threads may write.
 */
final class BatchWriter {
    private static final Logger LOG = LoggerFactory.getLogger(BatchWriter.class);

    private final DynamoDbClient client;
    private final TableCatalog tables;
    private final RetryPolicy retries;
    private final SinkMetrics metrics;
    private final Refusals refusals;
    private final Consumer<PendingWrite> done;
    private final long deadline;
    private final Set<String> checkedAgain = ConcurrentHashMap.newKeySet();

    /** @param done told of every finished write, from any thread */
    BatchWriter(DynamoDbClient client, TableCatalog tables, RetryPolicy retries, SinkMetrics metrics,
                Refusals refusals, Consumer<PendingWrite> done) {
        this.client = client;
        this.tables = tables;
        this.retries = retries;
        this.metrics = metrics;
        this.refusals = refusals;
        this.done = done;
        this.deadline = retries.batchDeadline();
    }

    /**
     * Writes the writes of one table, keys unique.
     *
     * @throws RetriesSpentException when DynamoDB does not take them in time
     */
    void write(List<PendingWrite> writes) {
        RetryPolicy.Budget budget = retries.start(deadline);
        budget.checkDeadline();
        String table = writes.get(0).table;
        List<PendingWrite> left = writes;
        while (true) {
            try {
                left = send(table, left);
                if (left.isEmpty()) {
                    return;
                }
            } catch (SdkException failure) {
                switch (AwsFailure.of(failure)) {
                    case REFUSED:
                        isolate(left, failure);
                        return;
                    case FATAL:
                        throw AwsFailure.fatal("BatchWriteItem", table, failure);
                    default:
                        budget.pause("BatchWriteItem failed on the DynamoDB table " + table + ": "
                            + AwsFailure.code(failure), failure);
                        metrics.retried.increment();
                        continue;
                }
            }
            budget.pause("The DynamoDB table " + table + " does not take all items, it is throttled", null);
            metrics.unprocessed.add(left.size());
        }
    }

    /** One request; gives back the writes that DynamoDB did not process. */
    private List<PendingWrite> send(String table, List<PendingWrite> writes) {
        List<WriteRequest> requests = writes.stream().map(write -> write.request).collect(Collectors.toList());
        BatchWriteItemResponse response = client.batchWriteItem(BatchWriteItemRequest.builder()
            .requestItems(Map.of(table, requests))
            .build());
        List<WriteRequest> unprocessed = response.unprocessedItems().getOrDefault(table, List.of());
        if (unprocessed.isEmpty()) {
            writes.forEach(this::finish);
            return List.of();
        }
        Map<List<Object>, PendingWrite> byKey = new HashMap<>();
        writes.forEach(write -> byKey.put(write.key, write));
        TableSchema schema = tables.get(table);
        List<PendingWrite> left = unprocessed.stream()
            .map(request -> byKey.remove(PendingWrite.keyOf(request, schema))).collect(Collectors.toList());
        byKey.values().forEach(this::finish);
        return left;
    }

    private void finish(PendingWrite write) {
        (write.isDelete() ? metrics.deleted : metrics.written).increment();
        done.accept(write);
    }

    private void isolate(List<PendingWrite> writes, SdkException failure) {
        if (writes.size() > 1) {
            write(writes.subList(0, writes.size() / 2));
            write(writes.subList(writes.size() / 2, writes.size()));
            return;
        }
        PendingWrite refused = writes.get(0);
        if (checkedAgain.add(refused.table)) {
            // A table made anew with another key would refuse every record; that is no fault of the records.
            tables.check(refused.table);
        }
        String code = AwsFailure.code(failure);
        LOG.debug("DynamoDB refuses {}", code, failure);
        refusals.add(refused.record, "DynamoDB refuses it (" + code + ")", failure);
        if (refused.superseded != null) {
            write(List.of(refused.superseded));
        }
    }
}
