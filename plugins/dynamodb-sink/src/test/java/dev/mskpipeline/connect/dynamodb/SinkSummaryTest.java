package dev.mskpipeline.connect.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

class SinkSummaryTest {
    private final SinkMetrics metrics = new SinkMetrics("orders-sink", "1");
    private final SinkSummary summary = new SinkSummary("orders-sink", "1", metrics, 1_000);

    @Test
    void tellsEachMinuteWhatWasDoneInIt() {
        metrics.received.add(120);
        metrics.written.add(100);
        metrics.deleted.add(3);
        metrics.bytes.add(25_000);
        metrics.retried.add(4);
        metrics.unprocessed.add(17);
        metrics.reported.add(2);
        metrics.lagMs = 350;
        assertEquals(Optional.empty(), summary.at(60_999, 5));
        assertEquals(Optional.of("sink-summary connector orders-sink task 1 seconds 60 records 120 items 100 deletes 3 "
            + "bytes 25000 retries 4 throttles 17 dead_letters 2 queued 5 lag_ms 350"), summary.at(61_000, 5));
        metrics.received.add(1);
        assertEquals(Optional.empty(), summary.at(120_999, 0));
        assertEquals(Optional.of("sink-summary connector orders-sink task 1 seconds 61 records 1 items 0 deletes 0 "
            + "bytes 0 retries 0 throttles 0 dead_letters 0 queued 0 lag_ms 0"), summary.at(122_000, 0));
    }

    @Test
    void theLagIsTheAgeOfTheNewestRecordWritten() {
        long now = System.currentTimeMillis();
        metrics.made(List.of(written(now - 90_000), written(now - 30_000)), 12);
        assertTrue(metrics.lagMs >= 30_000 && metrics.lagMs < 60_000, () -> "" + metrics.lagMs);
        assertEquals(12, metrics.getLastBatchLatencyMs());
        assertEquals(2, metrics.getItemsWritten());
    }

    private static PendingWrite written(long timestamp) {
        TableSchema table = new TableSchema("t", new TableSchema.KeyAttribute("id", ScalarAttributeType.N),
            Optional.empty());
        return PendingWrite.put(table, new SinkRecord("orders", 0, null, 1, null, null, 0, timestamp,
            TimestampType.CREATE_TIME), Map.of("id", AttributeValue.fromN("1")));
    }
}
