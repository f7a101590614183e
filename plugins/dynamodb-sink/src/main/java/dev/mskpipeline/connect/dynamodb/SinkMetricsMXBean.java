package dev.mskpipeline.connect.dynamodb;

/** The counters of one task since its start, over JMX. */
public interface SinkMetricsMXBean {
    /** Records that Kafka Connect handed over; one that is delivered again counts again. */
    long getRecordsReceived();

    /** Items put. */
    long getItemsWritten();

    /** Items deleted. */
    long getItemsDeleted();

    /** Records not written because a later one of the same key came while they waited. */
    long getRecordsDeduplicated();

    /** Records refused and reported to the dead-letter queue. */
    long getRecordsReported();

    /** Tombstones skipped. */
    long getRecordsIgnored();

    /** Items that DynamoDB left unprocessed and that were sent again. */
    long getUnprocessedItemsResent();

    /** Requests that failed as a whole and were tried again. */
    long getRequestsRetried();

    /** Batches handed back to Kafka Connect because their table could not be looked up. */
    long getBatchesHandedBack();

    /** Milliseconds that the last request took. */
    long getLastBatchLatencyMs();
}
