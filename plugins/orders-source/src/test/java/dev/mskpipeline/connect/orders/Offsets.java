package dev.mskpipeline.connect.orders;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/** Source offsets as Kafka Connect stores them. */
final class Offsets implements OffsetStorageReader, SourceTaskContext {
    private final Map<Map<String, ?>, Map<String, Object>> stored = new HashMap<>();

    /** Commits the offsets of records, in their order. */
    void commit(List<SourceRecord> records) {
        for (SourceRecord record : records) {
            stored.put(new HashMap<>(record.sourcePartition()), new HashMap<>(record.sourceOffset()));
        }
    }

    @Override
    public <T> Map<String, Object> offset(Map<String, T> partition) {
        return stored.get(partition);
    }

    @Override
    public <T> Map<Map<String, T>, Map<String, Object>> offsets(Collection<Map<String, T>> partitions) {
        Map<Map<String, T>, Map<String, Object>> found = new HashMap<>();
        partitions.forEach(partition -> found.put(partition, stored.get(partition)));
        return found;
    }

    @Override
    public Map<String, String> configs() {
        return Map.of();
    }

    @Override
    public OffsetStorageReader offsetStorageReader() {
        return this;
    }
}
