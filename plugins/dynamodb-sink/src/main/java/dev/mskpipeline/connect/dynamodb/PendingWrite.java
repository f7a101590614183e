package dev.mskpipeline.connect.dynamodb;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.connect.sink.SinkRecord;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteRequest;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** One put or delete of one item, on its way to a table. */
final class PendingWrite {
    final String table;
    final SinkRecord record;
    final WriteRequest request;
    /** Equal for equal keys, whatever their spelling. */
    final List<Object> key;
    /** Bytes in the request. */
    final int wireSize;
    /** The write of the same key that this one replaces; it is made after all if DynamoDB refuses this one. */
    PendingWrite superseded;
    /** The span that this write's record is counted in. */
    OffsetTracker.Span span;

    private PendingWrite(String table, SinkRecord record, WriteRequest request, List<Object> key, int wireSize) {
        this.table = table;
        this.record = record;
        this.request = request;
        this.key = key;
        this.wireSize = wireSize;
    }

    static PendingWrite put(TableSchema table, SinkRecord record, Map<String, AttributeValue> item) {
        WriteRequest request = WriteRequest.builder().putRequest(PutRequest.builder().item(item).build()).build();
        return new PendingWrite(table.table, record, request, keyOf(request, table), ItemSize.wire(item) + 32);
    }

    static PendingWrite delete(TableSchema table, SinkRecord record, Map<String, AttributeValue> key) {
        WriteRequest request = WriteRequest.builder().deleteRequest(DeleteRequest.builder().key(key).build()).build();
        return new PendingWrite(table.table, record, request, keyOf(request, table), ItemSize.wire(key) + 32);
    }

    /** Has this write replace one of the same key that is older than all that it replaces already. */
    void replaces(PendingWrite older) {
        PendingWrite oldest = this;
        while (oldest.superseded != null) {
            oldest = oldest.superseded;
        }
        oldest.superseded = older;
    }

    boolean isDelete() {
        return request.deleteRequest() != null;
    }

    /** The key of a request, also of one that DynamoDB hands back unprocessed. */
    static List<Object> keyOf(WriteRequest request, TableSchema table) {
        Map<String, AttributeValue> attributes =
            request.deleteRequest() != null ? request.deleteRequest().key() : request.putRequest().item();
        return table.keyNames().stream().map(name -> canonical(attributes.get(name))).collect(Collectors.toList());
    }

    private static Object canonical(AttributeValue value) {
        switch (value.type()) {
            case N:
                return Numbers.canonical(value.n());
            case B:
                return value.b();
            default:
                return value.s();
        }
    }
}
