package dev.mskpipeline.connect.orders;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * The pauses between orders. No wait lasts longer than {@value #SLICE_MS} ms: since Kafka 2.7 a worker calls
 * {@code stop} on the thread that polls (KAFKA-10792), so a long pause would delay the task's stop. On a worker that
 * calls it from another thread the wait ends at once.
 */
final class Pace {
    static final long SLICE_MS = 200;

    private final long maxIntervalMs;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private Long dueNanos;

    Pace(long maxIntervalMs) {
        this.maxIntervalMs = maxIntervalMs;
    }

    /** Waits for the next order to be due, for one slice at most; false when it is not due yet or all is stopped. */
    boolean awaitDue() throws InterruptedException {
        if (maxIntervalMs > 0) {
            long now = System.nanoTime();
            if (dueNanos == null) {
                dueNanos = now + TimeUnit.MILLISECONDS.toNanos(ThreadLocalRandom.current().nextLong(maxIntervalMs));
            }
            long left = dueNanos - now;
            if (left > 0) {
                stopped.await(Math.min(left, TimeUnit.MILLISECONDS.toNanos(SLICE_MS)), TimeUnit.NANOSECONDS);
                if (left > TimeUnit.MILLISECONDS.toNanos(SLICE_MS)) {
                    return false;
                }
            }
            dueNanos = null;
        }
        return stopped.getCount() > 0;
    }

    /** Waits one slice, so that a task with nothing left to do does not spin. */
    void idle() throws InterruptedException {
        stopped.await(SLICE_MS, TimeUnit.MILLISECONDS);
    }

    /** Ends the wait that is going on, and every later one. */
    void stop() {
        stopped.countDown();
    }
}
