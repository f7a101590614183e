package dev.mskpipeline.connect.dynamodb;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** Makes writes of delivered records; what cannot be one is refused. */
final class RecordIntake {
    private static final long DESCRIBE_AGAIN_MS = 1_000;

    private final SinkTaskContext context;
    private final TableCreator creator;
    private final RecordMapper mapper;
    private final OffsetTracker offsets;
    private final Refusals refusals;
    private final SinkMetrics metrics;

    RecordIntake(SinkTaskContext context, TableCreator creator, RecordMapper mapper, OffsetTracker offsets,
                 Refusals refusals, SinkMetrics metrics) {
        this.context = context;
        this.creator = creator;
        this.mapper = mapper;
        this.offsets = offsets;
        this.refusals = refusals;
        this.metrics = metrics;
    }

    /**
     * Takes the records, all or none: every table is looked up before the first record is mapped.
     *
     * @throws RetriableException when the table of a record cannot be looked up now
     */
    List<PendingWrite> take(Collection<SinkRecord> records) {
        Map<String, TableSchema> schemas = schemas(records);
        metrics.received.add(records.size());
        OffsetTracker.Span span = offsets.current();
        List<PendingWrite> writes = new ArrayList<>(records.size());
        for (SinkRecord record : records) {
            try {
                TableSchema schema = schemas.get(record.topic());
                if (schema == null && !mapper.ignores(record)) {
                    // Throws what is wrong with the key, for which there is no table.
                    creator.attributes(record);
                }
                mapper.map(record, schema).ifPresentOrElse(write -> {
                    span.begin();
                    write.span = span;
                    writes.add(write);
                }, metrics.ignored::increment);
            } catch (RecordRefusedException refused) {
                span.begin();
                refusals.add(record, span, refused.getMessage(), refused);
            }
        }
        return writes;
    }

    private Map<String, TableSchema> schemas(Collection<SinkRecord> records) {
        Map<String, TableSchema> schemas = new HashMap<>();
        try {
            for (SinkRecord record : records) {
                if (!schemas.containsKey(record.topic()) && !mapper.ignores(record)) {
                    creator.schema(record).ifPresent(schema -> schemas.put(record.topic(), schema));
                }
            }
            return schemas;
        } catch (RetriableException outOfReach) {
            metrics.handedBack.increment();
            context.timeout(DESCRIBE_AGAIN_MS);
            throw outOfReach;
        }
    }
}
