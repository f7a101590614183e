package dev.mskpipeline.connect.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TablePaceTest {
    private static final int IN_FLIGHT = 8;
    private static final int LATENCY_MS = 4;

    private final List<Long> bounds = new ArrayList<>();
    /** Always the longest pause. */
    private final TablePace pace = new TablePace(bound -> {
        bounds.add(bound);
        return bound - 1;
    });

    @Test
    void hasNoLimitBeforeTheFirstThrottling() {
        pace.sent(25, 0);
        pace.accepted(25, 10);
        assertEquals(0, pace.waitMs(0));
        assertEquals(25, pace.share(10));
    }

    @Test
    void cutsToWhatTheTableTookAndDoublesInASecond() {
        for (long now = 0; now < 1_000; now += 50) {
            pace.sent(20, now);
            pace.accepted(10, now);
            pace.throttled(1, now, now);
        }
        pace.sent(20, 1_000);
        pace.throttled(180, 990, 1_000);
        double rate = pace.rate(1_000);
        assertTrue(rate > 170 && rate < 230, () -> "" + rate);
        assertEquals(2 * rate, pace.rate(2_000), 1e-6);
        assertEquals(4 * rate, pace.rate(3_000), 1e-6);
    }

    @Test
    void cutsByHalfAtMostAndOnceInARound() {
        for (long now = 0; now <= 1_000; now += 50) {
            pace.sent(10, now);
        }
        pace.throttled(10, 990, 1_000);
        double rate = pace.rate(1_000);
        assertTrue(rate > 80 && rate < 130, () -> "" + rate);
        // One that was under way at the cut, and one too soon after it.
        pace.throttled(10, 990, 1_300);
        pace.throttled(10, 1_010, 1_100);
        assertEquals(2 * rate, pace.rate(2_000), 1e-6);
        pace.throttled(10, 1_900, 2_000);
        assertTrue(pace.rate(2_000) < rate);
    }

    @Test
    void neverStopsAltogether() {
        for (long now = 0; now < 60_000; now += 300) {
            pace.sent(1, now);
            pace.throttled(1, now, now + 1);
        }
        assertTrue(pace.rate(60_000) >= 1);
        assertTrue(pace.waitMs(60_000) <= 1_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 25, 100, 400, 1_000, 4_000, 40_000})
    void usesAtLeastNineTenthsOfAnyCapacityAndSendsLessInVainThanItTakes(int capacity) {
        Minute minute = new Minute();
        minute.pass(limited(now -> capacity));
        assertTrue(minute.taken >= 0.9 * 50 * capacity, () -> "taken " + minute.taken);
        double inVain = (double) minute.throttled / minute.taken;
        // A request of a table of a few writes a second is easily a write too large.
        assertTrue(inVain <= (capacity < 10 ? 2 : 1), () -> "in vain " + inVain);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 100, 1_000})
    void followsACapacityThatFallsToATenthAndComesBack(int lowest) {
        Minute minute = new Minute();
        minute.pass(limited(now -> now % 20_000 < 10_000 ? 10 * lowest : lowest));
        assertTrue(minute.taken >= 0.9 * (30 + 20 * 10) * lowest, () -> "taken " + minute.taken);
        double inVain = (double) minute.throttled / minute.taken;
        assertTrue(inVain <= 1, () -> "in vain " + inVain);
    }

    /** No cut helps here, so that one for each that is throttled would soon send next to nothing. */
    @ParameterizedTest
    @ValueSource(ints = {2, 5, 10, 20, 30})
    void isNotSlowedDownByAThrottlingThatDoesNotDependOnTheRate(int percent) {
        Random random = new Random(percent);
        Minute minute = new Minute();
        minute.pass((writes, now) -> random.nextInt(100) < percent ? 0 : writes);
        long most = 50_000L / LATENCY_MS * IN_FLIGHT * TableQueue.MAX_WRITES * (100 - percent) / 100;
        assertTrue(minute.taken >= 0.9 * most, () -> "taken " + minute.taken + " of " + most);
    }

    @Test
    void pausesLongerAfterEachFailureUntilOneRequestSucceeds() {
        long now = 0;
        for (long expected : List.of(250L, 500L, 1_000L, 2_000L, 4_000L, 5_000L, 5_000L)) {
            assertEquals(expected, pace.failed(now, now));
            assertEquals(expected, pace.waitMs(now));
            now += expected;
        }
        assertEquals(List.of(126L, 251L, 501L, 1_001L, 2_001L, 2_501L, 2_501L), bounds);
        pace.accepted(1, now);
        assertEquals(250, pace.failed(now, now));
    }

    @Test
    void requestsThatFailTogetherPauseOnce() {
        assertEquals(250, pace.failed(0, 100));
        assertEquals(0, pace.failed(50, 110));
        assertEquals(240, pace.waitMs(110));
    }

    /** What a table takes of a request. */
    private interface Table {
        int take(int writes, long now);
    }

    /** A table that keeps what is unused as burst capacity for five minutes, as DynamoDB does. */
    private static Table limited(LongUnaryOperator capacity) {
        double[] units = {0};
        long[] before = {0};
        return (writes, now) -> {
            double perSecond = capacity.applyAsLong(now);
            units[0] = Math.min(300 * perSecond, units[0] + perSecond * (now - before[0]) / 1_000);
            before[0] = now;
            int taken = (int) Math.min(writes, Math.floor(units[0]));
            units[0] -= taken;
            return taken;
        };
    }

    /** A minute of a table, of which the first ten seconds, in which the capacity is found, do not count. */
    private final class Minute {
        private final Deque<Answer> inFlight = new ArrayDeque<>();
        private long taken;
        private long throttled;

        void pass(Table table) {
            for (long now = 1; now <= 60_000; now++) {
                while (!inFlight.isEmpty() && inFlight.peek().begun + LATENCY_MS <= now) {
                    answer(inFlight.remove(), now);
                }
                while (inFlight.size() < IN_FLIGHT && pace.waitMs(now) == 0) {
                    int share = pace.share(now);
                    pace.sent(share, now);
                    inFlight.add(new Answer(now, share, table.take(share, now)));
                }
            }
        }

        private void answer(Answer answer, long now) {
            if (answer.taken > 0) {
                pace.accepted(answer.taken, now);
            }
            if (answer.left > 0) {
                pace.throttled(answer.left, answer.begun, now);
            }
            if (now > 10_000) {
                taken += answer.taken;
                throttled += answer.left;
            }
        }
    }

    private static final class Answer {
        private final long begun;
        private final int taken;
        private final int left;

        private Answer(long begun, int sent, int taken) {
            this.begun = begun;
            this.taken = taken;
            this.left = sent - taken;
        }
    }
}
