package dev.mskpipeline.connect.dynamodb;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The writes that wait for one table, one a key: a later one replaces the earlier. A key is in one request at a time,
 * so requests may run side by side and finish in any order, and BatchWriteItem, which refuses two writes of one key,
 * never sees them. Not safe for threads; {@link WriteQueue} is.
 */
final class TableQueue {
    /** Writes in one BatchWriteItem. */
    static final int MAX_WRITES = 25;
    /** 16 MB in one request, less room for its frame and headers. */
    static final int MAX_BYTES = 16 * 1000 * 1000 - 64 * 1000;

    private final Map<List<Object>, Slot> slots = new HashMap<>();
    /** Slots with a write that waits and none in flight. */
    private final Deque<Slot> ready = new ArrayDeque<>();

    /** Returns whether the write replaces one that waited. */
    boolean add(PendingWrite write) {
        Slot slot = slots.computeIfAbsent(write.key, key -> new Slot());
        boolean replaces = slot.waiting != null;
        if (!replaces && !slot.inFlight) {
            ready.addLast(slot);
        }
        write.superseded = slot.waiting;
        slot.waiting = write;
        return replaces;
    }

    boolean hasReady() {
        return !ready.isEmpty();
    }

    /** Takes the writes of one request out: at most so many, and {@value #MAX_BYTES} bytes. */
    List<PendingWrite> take(int most) {
        List<PendingWrite> writes = new ArrayList<>(most);
        long bytes = 0;
        while (writes.size() < most && !ready.isEmpty()) {
            Slot slot = ready.getFirst();
            bytes += slot.waiting.wireSize;
            if (bytes > MAX_BYTES && !writes.isEmpty()) {
                break;
            }
            ready.removeFirst();
            writes.add(slot.waiting);
            slot.waiting = null;
            slot.inFlight = true;
        }
        return writes;
    }

    /** Ends the flight of a key; a later write of it goes next. */
    void release(List<Object> key) {
        Slot slot = slots.get(key);
        slot.inFlight = false;
        if (slot.waiting == null) {
            slots.remove(key);
        } else {
            ready.addFirst(slot);
        }
    }

    /**
     * Ends the flight of a write that is not made, and lets it wait again before all others: a later one of its key
     * that came meanwhile replaces it.
     *
     * @return whether it is replaced
     */
    boolean giveBack(PendingWrite write) {
        Slot slot = slots.get(write.key);
        boolean replaced = slot.waiting != null;
        if (replaced) {
            slot.waiting.replaces(write);
        } else {
            slot.waiting = write;
        }
        release(write.key);
        return replaced;
    }

    /** Forgets all writes that wait. Keys stay taken as long as they are in flight. */
    void clear() {
        ready.clear();
        slots.values().removeIf(slot -> !slot.inFlight);
        slots.values().forEach(slot -> slot.waiting = null);
    }

    private static final class Slot {
        private PendingWrite waiting;
        private boolean inFlight;
    }
}
