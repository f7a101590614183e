package dev.mskpipeline.connect.dynamodb;

import java.util.function.LongUnaryOperator;

/**
 * How fast one table is written to, for all requests of a task together. There is no limit until the table leaves more
 * than two fifths of what it is sent; then the rate is cut to nine tenths of what it has taken lately, by half at most
 * and once in {@value #ROUND_MS} ms, and from there it doubles in a second. So it stays about the capacity, whatever
 * that is and becomes.
 *
 * <p>Asking for more than the capacity loses none of it: a write that is throttled takes no capacity, and what is unused
 * is kept for 300 seconds as burst capacity. Cutting at the first write that is throttled would lose nearly all of a
 * table that throttles some of them at any rate, since no cut is ever enough. An increase by a constant, as TCP's, would
 * fit tables of 10 writes a second or of 4,000, but not both.
 *
 * <p>A request that fails for another reason stops the table's requests for a while that doubles from
 * {@value #FIRST_PAUSE_MS} ms to {@value #LONGEST_PAUSE_MS} ms, until one succeeds.
 *
 * <p>Moments are milliseconds since any fixed one.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/burst-adaptive-capacity.html">Burst and
 *     adaptive capacity</a>
 * @see <a href="https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/">Exponential Backoff And
 *     Jitter</a>
 */
final class TablePace {
    static final long FIRST_PAUSE_MS = 250;
    static final long LONGEST_PAUSE_MS = 5_000;
    /** How often the rate is cut at most, and for how long a request gathers writes when the rate is low. */
    static final long ROUND_MS = 250;
    /** The share of throttled writes up to which a table may be asked for more. */
    private static final double MOST_IN_VAIN = 0.4;
    private static final double MOST_CUT = 0.5;
    /** Of what the table took: a little less, so that not every request finds its capacity used up. */
    private static final double LEAST_CUT = 0.9;
    /** Writes a second; no table has less than one write unit a second. */
    private static final double LOWEST = 1;
    private static final long NEVER = Long.MIN_VALUE / 2;

    private final LongUnaryOperator random;
    private final Meter sent = new Meter();
    /** Both since the last cut. */
    private Meter accepted = new Meter();
    private Meter throttled = new Meter();

    private double rateAtCut = Double.POSITIVE_INFINITY;
    private long cutAt = NEVER;
    /** Writes that may be sent at once; below zero after a request that was larger. */
    private double tokens;
    private long filledAt;

    private int failures;
    private long failedAt = NEVER;
    private long pausedUntil = NEVER;

    /** @param random a number from 0 to its argument, which is left out */
    TablePace(LongUnaryOperator random) {
        this.random = random;
    }

    /** Writes a second that may be sent. */
    double rate(long now) {
        return rateAtCut * Math.pow(2, (now - cutAt) / 1000.0);
    }

    /** Milliseconds until the next request may be sent. */
    long waitMs(long now) {
        fill(now);
        long pause = Math.max(0, pausedUntil - now);
        double missing = share(now) - tokens;
        // Rounded up: a waiter that comes too early would wait for nothing.
        return missing <= 0 ? pause : Math.max(pause, (long) Math.ceil(missing * 1000 / rate(now)));
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

    /** Told of the writes that the table has taken. */
    void accepted(int writes, long now) {
        accepted.add(writes, now);
        failures = 0;
    }

    /**
     * Told of the writes that the table has left of a request; slows down when they are too many lately.
     *
     * @param begun when it was sent: one that was under way when the rate was cut says nothing of the new rate
     */
    void throttled(int writes, long begun, long now) {
        if (begun < cutAt) {
            return;
        }
        throttled.add(writes, now);
        double taken = accepted.perSecond(now);
        double left = throttled.perSecond(now);
        if (now - cutAt >= ROUND_MS && left > MOST_IN_VAIN * (taken + left)) {
            double rate = Math.min(rate(now), sent.perSecond(now));
            cut(Math.min(rate, Math.max(rate * MOST_CUT, LEAST_CUT * taken)), now);
        }
    }

    private void cut(double rate, long now) {
        rateAtCut = Math.max(LOWEST, rate);
        cutAt = now;
        accepted = new Meter();
        throttled = new Meter();
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
        tokens = Double.isInfinite(rate) ? most : Math.min(most, tokens + rate * (now - filledAt) / 1000);
        filledAt = now;
    }

    /** Writes a second over the last second or two. */
    private static final class Meter {
        private static final long WINDOW_MS = 1_000;
        private long begin = NEVER;
        private long count;
        private long beginBefore;
        private long countBefore;

        void add(int writes, long now) {
            turn(now);
            count += writes;
        }

        double perSecond(long now) {
            turn(now);
            return (countBefore + count) * 1000.0 / Math.max(ROUND_MS, now - beginBefore);
        }

        private void turn(long now) {
            if (now - begin >= WINDOW_MS) {
                boolean idle = now - begin >= 2 * WINDOW_MS;
                beginBefore = idle ? now : begin;
                countBefore = idle ? 0 : count;
                begin = now;
                count = 0;
            }
        }
    }
}
