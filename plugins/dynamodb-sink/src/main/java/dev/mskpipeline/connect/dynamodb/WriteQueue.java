package dev.mskpipeline.connect.dynamodb;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The writes of one task between {@code put}, which adds them, and the threads that send them: across calls of
 * {@code put}, so that no request waits for the slowest of a batch. What is full takes more all the same; whoever adds
 * waits for room first.
 */
final class WriteQueue {
    private final Map<String, TableQueue> tables = new LinkedHashMap<>();
    private final Map<String, TablePace> paces = new LinkedHashMap<>();
    private final int maxWrites;
    private final long maxBytes;
    /** Each wakes one of the threads that send, and that one the next if there is more; the task's waits for this. */
    private final Semaphore wakeUps = new Semaphore(0);

    private int writes;
    private long bytes;
    private int requests;
    private RuntimeException failure;
    private boolean closed;

    /**
     * Makes a queue that is full with so many writes, or so many bytes of them, that are not made yet; one that another
     * replaces counts until that one is made.
     */
    WriteQueue(int maxWrites, long maxBytes) {
        this.maxWrites = maxWrites;
        this.maxBytes = maxBytes;
    }

    /** Adds writes in the order of their records; returns how many replace one that waited. */
    synchronized int add(List<PendingWrite> added) {
        int replaced = 0;
        for (PendingWrite write : added) {
            count(write, 1);
            if (tables.computeIfAbsent(write.table, name -> new TableQueue()).add(write)) {
                replaced++;
            }
        }
        changed();
        return replaced;
    }

    /** Waits for the next request; null when the queue is closed. */
    Request take() throws InterruptedException {
        while (true) {
            long pause;
            synchronized (this) {
                // What they tell of is seen below.
                wakeUps.drainPermits();
                if (closed) {
                    wakeUps.release();
                    return null;
                }
                long now = millis();
                String table = soonest(now);
                pause = table == null ? Long.MAX_VALUE : pace(table).waitMs(now);
                if (pause == 0) {
                    return begin(table, now);
                }
            }
            wakeUps.tryAcquire(pause, TimeUnit.MILLISECONDS);
        }
    }

    /** The table that may be written to the soonest; null when there is nothing to send. */
    private String soonest(long now) {
        return tables.entrySet().stream().filter(table -> table.getValue().hasReady()).map(Map.Entry::getKey)
            .min(Comparator.comparingLong(table -> pace(table).waitMs(now))).orElse(null);
    }

    private Request begin(String name, long now) {
        // The tables take turns.
        TableQueue table = tables.remove(name);
        tables.put(name, table);
        List<PendingWrite> taken = table.take(pace(name).share(now));
        pace(name).sent(taken.size(), now);
        requests++;
        if (tables.values().stream().anyMatch(TableQueue::hasReady)) {
            wakeUps.release();
        }
        return new Request(name, taken, now);
    }

    /** Ends a request, whatever became of its writes. */
    synchronized void end() {
        requests--;
        notifyAll();
    }

    /** Ends writes that DynamoDB has made, and those that they replace. */
    synchronized void made(Request request, List<PendingWrite> done) {
        for (PendingWrite write : done) {
            tables.get(request.table).release(write.key);
            for (PendingWrite each = write; each != null; each = each.superseded) {
                count(each, -1);
                each.span.done();
            }
        }
        pace(request.table).accepted(done.size(), millis());
        changed();
    }

    /** Ends a write that DynamoDB refuses; its record is done when it is reported. The one that it replaces is next. */
    synchronized void refused(PendingWrite write) {
        count(write, -1);
        if (write.superseded == null) {
            tables.get(write.table).release(write.key);
        } else {
            giveBack(write.superseded);
        }
        changed();
    }

    /** Takes back what the table did not take of a request, to be sent more slowly; returns how many are replaced. */
    synchronized int throttled(Request request, List<PendingWrite> left) {
        pace(request.table).throttled(left.size(), request.begun, millis());
        return giveBack(left);
    }

    /** Takes back the writes of a request that failed, to be sent after a pause; returns its milliseconds. */
    synchronized long failed(Request request, List<PendingWrite> left) {
        giveBack(left);
        return pace(request.table).failed(request.begun, millis());
    }

    /** Ends all work: nothing will help until somebody acts. */
    synchronized void fail(RuntimeException fatal) {
        failure = failure == null ? fatal : failure;
        close();
    }

    /** @throws RuntimeException what has ended all work */
    synchronized void checkFailure() {
        if (failure != null) {
            throw failure;
        }
    }

    /** Waits so long for the queue not to be full; returns whether there is room. */
    synchronized boolean awaitRoom(long ms) throws InterruptedException {
        return await(ms, () -> failure != null || writes < maxWrites && bytes < maxBytes);
    }

    /** Waits so long for all writes to be made or refused, or for a failure. */
    synchronized void awaitEmpty(long ms) throws InterruptedException {
        await(ms, () -> failure != null || writes == 0);
    }

    /** Forgets the writes that wait; then waits so long for the requests in flight; returns whether they have ended. */
    synchronized boolean drop(long ms) throws InterruptedException {
        tables.values().forEach(TableQueue::clear);
        writes = 0;
        bytes = 0;
        return await(ms, () -> requests == 0);
    }

    /** Has no further request begin. */
    synchronized void close() {
        closed = true;
        changed();
    }

    synchronized int size() {
        return writes;
    }

    private int giveBack(List<PendingWrite> left) {
        int replaced = 0;
        // Backwards, since each goes to the head of the queue.
        for (int i = left.size() - 1; i >= 0; i--) {
            replaced += giveBack(left.get(i)) ? 1 : 0;
        }
        changed();
        return replaced;
    }

    private boolean giveBack(PendingWrite write) {
        TableQueue table = tables.get(write.table);
        if (write.span.isDropped()) {
            table.release(write.key);
            return false;
        }
        return table.giveBack(write);
    }

    private void count(PendingWrite write, int sign) {
        // What was dropped is counted no more.
        if (!write.span.isDropped()) {
            writes += sign;
            bytes += (long) sign * write.wireSize;
        }
    }

    /** Wakes a thread that sends, and the task's. */
    private void changed() {
        wakeUps.release();
        notifyAll();
    }

    private boolean await(long ms, BooleanSupplier condition) throws InterruptedException {
        long end = millis() + ms;
        while (!condition.getAsBoolean()) {
            long left = end - millis();
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    private TablePace pace(String table) {
        return paces.computeIfAbsent(table,
            name -> new TablePace(bound -> ThreadLocalRandom.current().nextLong(bound)));
    }

    /** Milliseconds since any fixed moment. Not the wall clock, which can be set. */
    static long millis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    /** Writes of one table that are sent together, their keys in no other request. */
    static final class Request {
        final String table;
        final List<PendingWrite> writes;
        private final long begun;

        private Request(String table, List<PendingWrite> writes, long begun) {
            this.table = table;
            this.writes = new ArrayList<>(writes);
            this.begun = begun;
        }

        /** Milliseconds since it was taken. */
        long age() {
            return millis() - begun;
        }
    }
}
