package dev.mskpipeline.connect.dynamodb;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.connect.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Sends requests. What DynamoDB leaves unprocessed or cannot take now goes back to the queue; a request that it refuses
 * is cut in halves until the bad write stands alone. Several threads may send.
 */
final class BatchWriter {
    private static final Logger LOG = LoggerFactory.getLogger(BatchWriter.class);

    private final DynamoDbClient client;
    private final TableCatalog tables;
    private final WriteQueue queue;
    private final SinkMetrics metrics;
    private final Refusals refusals;

    BatchWriter(DynamoDbClient client, TableCatalog tables, WriteQueue queue, SinkMetrics metrics,
                Refusals refusals) {
        this.client = client;
        this.tables = tables;
        this.queue = queue;
        this.metrics = metrics;
        this.refusals = refusals;
    }

    /** Sends a request; afterwards each of its writes is made, refused or in the queue again. */
    void write(WriteQueue.Request request) {
        send(request, request.writes, false);
    }

    private void send(WriteQueue.Request request, List<PendingWrite> writes, boolean part) {
        try {
            BatchWriteItemResponse response = client.batchWriteItem(BatchWriteItemRequest.builder()
                .requestItems(Map.of(request.table,
                    writes.stream().map(write -> write.request).collect(Collectors.toList())))
                .build());
            // There is one table, which may be called by its name where it was asked for by its ARN.
            settle(request, writes, response.unprocessedItems().values().stream().flatMap(List::stream)
                .collect(Collectors.toList()));
        } catch (SdkException failure) {
            switch (AwsFailure.of(failure)) {
                case REFUSED:
                    isolate(request, writes, part, failure);
                    break;
                case FATAL:
                    throw AwsFailure.fatal("BatchWriteItem", request.table, failure);
                default:
                    tryLater(request, writes, failure);
            }
        }
    }

    private void settle(WriteQueue.Request request, List<PendingWrite> writes, List<WriteRequest> unprocessed) {
        if (unprocessed.isEmpty()) {
            finish(request, writes);
            return;
        }
        Map<List<Object>, PendingWrite> byKey = new HashMap<>();
        writes.forEach(write -> byKey.put(write.key, write));
        TableSchema schema = tables.get(request.table);
        List<PendingWrite> left = unprocessed.stream()
            .map(each -> byKey.remove(PendingWrite.keyOf(each, schema))).collect(Collectors.toList());
        if (!byKey.isEmpty()) {
            finish(request, List.copyOf(byKey.values()));
        }
        throttled(request, left);
    }

    private void finish(WriteQueue.Request request, List<PendingWrite> made) {
        metrics.made(made, request.age());
        queue.made(request, made);
    }

    private void throttled(WriteQueue.Request request, List<PendingWrite> left) {
        metrics.unprocessed.add(left.size());
        metrics.deduplicated.add(queue.throttled(request, left));
    }

    private void tryLater(WriteQueue.Request request, List<PendingWrite> writes, SdkException failure) {
        metrics.retried.increment();
        if (failure instanceof AwsServiceException && ((AwsServiceException) failure).isThrottlingException()) {
            throttled(request, writes);
            return;
        }
        long pause = queue.failed(request, writes);
        if (pause > 0) {
            LOG.warn("BatchWriteItem failed on the DynamoDB table {}: {}; it is tried again in {} ms", request.table,
                AwsFailure.code(failure), pause);
        }
    }

    private void isolate(WriteQueue.Request request, List<PendingWrite> writes, boolean part, SdkException failure) {
        if (!part && !sameTable(request, writes)) {
            return;
        }
        if (writes.size() > 1) {
            send(request, writes.subList(0, writes.size() / 2), true);
            send(request, writes.subList(writes.size() / 2, writes.size()), true);
            return;
        }
        PendingWrite refused = writes.get(0);
        String code = AwsFailure.code(failure);
        LOG.debug("DynamoDB refuses {}", code, failure);
        refusals.add(refused.record, refused.span, "DynamoDB refuses it (" + code + ")", failure);
        queue.refused(refused);
    }

    /** A table made anew with another key would refuse every record; that is no fault of the records. */
    private boolean sameTable(WriteQueue.Request request, List<PendingWrite> writes) {
        try {
            tables.check(request.table);
            return true;
        } catch (RetriableException outOfReach) {
            LOG.warn("{}", outOfReach.getMessage());
            queue.failed(request, writes);
            return false;
        }
    }
}
