package dev.mskpipeline.connect.dynamodb;

import java.util.function.LongUnaryOperator;

/**
 * How fast one table is written to, for all requests of a task together. There is no limit until the table throttles;
 * then the rate is cut to what the table took, by half at most and once in {@value #ROUND_MS} ms, and grows again with
 * the square of the time, first slowly, to find the capacity, then faster, since a table's capacity may have been
 * raised. That is the additive increase and multiplicative decrease of TCP, with the growth of its CUBIC.
 *
 * <p>Asking for a little more than the capacity loses none of it: a write that is throttled takes no capacity, and what
 * is unused is kept for 300 seconds as burst capacity.
 *
 * <p>A request that fails for another reason stops the table's requests for a while that doubles from
 * {@value #FIRST_PAUSE_MS} ms to {@value #LONGEST_PAUSE_MS} ms, until one succeeds.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/burst-adaptive-capacity.html">Burst and
 *     adaptive capacity</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9438">CUBIC</a>
 * @see <a href="https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/">Exponential Backoff And
 *     Jitter</a>
 */
final class TablePace {
    static final long FIRST_PAUSE_MS = 250;
    static final long LONGEST_PAUSE_MS = 5_000;
    /** How often the rate is cut at most, and for how long a request gathers writes when the rate is low. */
    static final long ROUND_MS = 250;
    private static final double LEAST_CUT = 0.85;
    private static final double MOST_CUT = 0.5;
    /** Writes a second; no table has less than one write unit a second. */
    private static final double LOWEST = 1;

    private final LongUnaryOperator random;
    private final SendRate sent = new SendRate();

    private double rateAtCut = Double.POSITIVE_INFINITY;
    private long cutAt = Long.MIN_VALUE / 2;
    private double tokens;
    private long filledAt;

    private int failures;
    private long failedAt = Long.MIN_VALUE / 2;
    private long pausedUntil = Long.MIN_VALUE / 2;

    /** @param random a number from 0 to its argument, which is left out */
    TablePace(LongUnaryOperator random) {
        this.random = random;
    }

    /** Writes a second that may be sent. */
    double rate(long now) {
        double seconds = (now - cutAt) / 1000.0;
        return rateAtCut * (1 + seconds * seconds / 10);
    }

    /** Milliseconds until the next request may be sent. */
    long waitMs(long now) {
        fill(now);
        long wait = Math.max(0, pausedUntil - now);
        double missing = share(now) - tokens;
        // Rounded up: a waiter that comes too early would wait for nothing.
        return missing <= 0 ? wait : Math.max(wait, (long) Math.ceil(missing * 1000 / rate(now)));
    }

    /** Writes that the next request may have. */
    int share(long now) {
        return (int) Math.max(1, Math.min(TableQueue.MAX_WRITES, rate(now) * ROUND_MS / 1000));
    }

    void sent(int writes, long now) {
        sent.add(writes, now);
        fill(now);
        tokens -= writes;
    }

    /** Told of each request's end of which the table took something. */
    void accepted() {
        failures = 0;
    }

    /**
     * Slows down after a request of which the table took a part or nothing.
     *
     * @param begun when it was sent: one that was under way when the rate was cut says nothing of the new rate
     */
    void throttled(long begun, int accepted, int throttled, long now) {
        if (begun < cutAt || now - cutAt < ROUND_MS) {
            return;
        }
        double taken = (double) accepted / (accepted + throttled);
        double factor = Math.max(MOST_CUT, Math.min(LEAST_CUT, taken));
        rateAtCut = Math.max(LOWEST, Math.min(rate(now), sent.perSecond(now)) * factor);
        cutAt = now;
        tokens = 0;
        filledAt = now;
    }

    /**
     * Pauses after a request that failed.
     *
     * @return the pause, or 0 when the request was under way with another one that failed
     */
    long failed(long begun, long now) {
        if (begun < failedAt) {
            return 0;
        }
        long ceiling = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS << Math.min(failures, 10));
        long pause = ceiling / 2 + random.applyAsLong(ceiling / 2 + 1);
        failures++;
        failedAt = now;
        pausedUntil = now + pause;
        return pause;
    }

    private void fill(long now) {
        double rate = rate(now);
        double most = Math.max(share(now), rate * 2 * ROUND_MS / 1000);
        tokens = Math.min(most, Double.isInfinite(rate) ? most : tokens + rate * (now - filledAt) / 1000);
        filledAt = now;
    }

    /** Writes a second over the last one or two seconds. */
    private static final class SendRate {
        private long windowBegin;
        private int inWindow;
        private double before;

        void add(int writes, long now) {
            if (now - windowBegin >= 1000) {
                before = inWindow * 1000.0 / (now - windowBegin);
                inWindow = 0;
                windowBegin = now;
            }
            inWindow += writes;
        }

        double perSecond(long now) {
            return Math.max(before, inWindow * 1000.0 / Math.max(ROUND_MS, now - windowBegin));
        }
    }
}
