package dev.mskpipeline.connect.dynamodb;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The writes of one batch of records: per table one write a key, the last one in the order of the records, cut into
 * requests. BatchWriteItem refuses two writes of one key, and with unique keys the requests may run in parallel.
 */
final class WritePlan {
    /** Writes in one BatchWriteItem. */
    static final int MAX_WRITES = 25;
    /** 16 MB in one request, less room for its frame and headers. */
    static final int MAX_BYTES = 16 * 1000 * 1000 - 64 * 1000;

    private final Map<String, Map<List<Object>, PendingWrite>> tables = new LinkedHashMap<>();
    private int deduplicated;

    void add(PendingWrite write) {
        Map<List<Object>, PendingWrite> writes = tables.computeIfAbsent(write.table, name -> new LinkedHashMap<>());
        PendingWrite earlier = writes.put(write.key, write);
        if (earlier != null) {
            write.superseded = earlier;
            deduplicated++;
        }
    }

    /** Records that a later one replaces. */
    int deduplicated() {
        return deduplicated;
    }

    /** The requests: each for one table, at most {@value #MAX_WRITES} writes and {@value #MAX_BYTES} bytes. */
    List<List<PendingWrite>> requests() {
        List<List<PendingWrite>> requests = new ArrayList<>();
        for (Map<List<Object>, PendingWrite> writes : tables.values()) {
            List<PendingWrite> request = new ArrayList<>();
            long bytes = 0;
            for (PendingWrite write : writes.values()) {
                if (request.size() == MAX_WRITES || !request.isEmpty() && bytes + write.wireSize > MAX_BYTES) {
                    requests.add(request);
                    request = new ArrayList<>();
                    bytes = 0;
                }
                request.add(write);
                bytes += write.wireSize;
            }
            requests.add(request);
        }
        return requests;
    }
}
