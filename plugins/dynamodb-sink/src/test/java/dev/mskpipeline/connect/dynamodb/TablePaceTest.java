package dev.mskpipeline.connect.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TablePaceTest {
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
        for (long now = 0; now <= 1_000; now += 50) {
            pace.sent(10, now);
            pace.accepted(7, now);
        }
        pace.throttled(990, 1_000);
        double rate = pace.rate(1_000);
        assertTrue(rate > 115 && rate < 155, () -> "" + rate);
        assertEquals(2 * rate, pace.rate(2_000), 1e-6);
        assertEquals(4 * rate, pace.rate(3_000), 1e-6);
    }

    @Test
    void cutsByHalfAtMostAndOnceInARound() {
        for (long now = 0; now <= 1_000; now += 50) {
            pace.sent(10, now);
        }
        pace.throttled(990, 1_000);
        double rate = pace.rate(1_000);
        assertTrue(rate > 80 && rate < 130, () -> "" + rate);
        // One that was under way at the cut, and one too soon after it.
        pace.throttled(990, 1_300);
        pace.throttled(1_010, 1_100);
        assertEquals(2 * rate, pace.rate(2_000), 1e-6);
        pace.throttled(1_900, 2_000);
        assertTrue(pace.rate(2_000) < rate);
    }

    @Test
    void neverStopsAltogether() {
        for (long now = 0; now < 60_000; now += 300) {
            pace.sent(1, now);
            pace.throttled(now, now + 1);
        }
        assertTrue(pace.rate(60_000) >= 1);
        assertTrue(pace.waitMs(60_000) <= 1_000);
    }

    /** A minute of a table, of which the first ten seconds, in which the capacity is found, do not count. */
    @ParameterizedTest
    @ValueSource(ints = {1, 10, 25, 100, 400, 1_000, 4_000, 40_000})
    void usesAtLeastNineTenthsOfAnyCapacityAndSendsLittleInVain(int capacity) {
        double units = 0;
        long taken = 0;
        long throttled = 0;
        for (long now = 1; now <= 60_000; now++) {
            units = Math.min(300.0 * capacity, units + capacity / 1000.0);
            // Eight requests may be in flight; one is sent and answered within the millisecond here.
            for (int request = 0; request < 8 && pace.waitMs(now) == 0; request++) {
                int share = pace.share(now);
                pace.sent(share, now);
                int accepted = (int) Math.min(share, Math.floor(units));
                units -= accepted;
                if (accepted > 0) {
                    pace.accepted(accepted, now);
                }
                if (accepted < share) {
                    pace.throttled(now, now);
                }
                if (now > 10_000) {
                    taken += accepted;
                    throttled += share - accepted;
                }
            }
        }
        double used = taken / (50.0 * capacity);
        double inVain = (double) throttled / taken;
        assertTrue(used >= 0.9, () -> "used " + used);
        // A request of a table of a few writes a second is easily a write too large.
        assertTrue(inVain <= (capacity < 10 ? 2 : 0.5), () -> "in vain " + inVain);
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
}
