package dev.mskpipeline.connect.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
    private final FakeTimer timer = new FakeTimer();
    private final List<Long> bounds = new ArrayList<>();

    /** Always the longest wait. */
    private RetryPolicy policy(long budgetMs) {
        return new RetryPolicy(budgetMs, timer, bound -> {
            bounds.add(bound);
            return bound - 1;
        });
    }

    @Test
    void drawsEachWaitFromZeroToACeilingThatDoublesUpToItsCap() {
        RetryPolicy.Budget budget = policy(60_000).start();
        for (int i = 0; i < 9; i++) {
            budget.pause("x", null);
        }
        assertEquals(List.of(51L, 101L, 201L, 401L, 801L, 1601L, 3201L, 5001L, 5001L), bounds);
        assertEquals(50 + 100 + 200 + 400 + 800 + 1600 + 3200 + 5000 + 5000, timer.slept());
    }

    @Test
    void giveUpWithoutWaitingWhenTheNextTryWouldBeTooLate() {
        RetryPolicy.Budget budget = policy(1_000).start();
        Exception cause = new Exception("cause");
        budget.pause("x", null);
        budget.pause("x", null);
        timer.advance(300);
        budget.pause("x", null);
        RetriesSpentException spent =
            assertThrows(RetriesSpentException.class, () -> budget.pause("Throttled", cause));
        assertEquals("Throttled; tried 4 times in 650 ms", spent.getMessage());
        assertSame(cause, spent.getCause());
        assertEquals(350, timer.slept());
    }

    @Test
    void countsTheBudgetFromTheFirstFailure() {
        RetryPolicy.Budget budget = policy(100).start();
        timer.advance(10_000);
        budget.pause("x", null);
        assertEquals(50, timer.slept());
    }

    @Test
    void endsAtTheBatchesDeadlineEvenWithBudgetLeft() {
        RetryPolicy policy = policy(5_000);
        long deadline = policy.batchDeadline();
        assertEquals(timer.millis() + 60_000, deadline);
        timer.advance(59_990);
        RetryPolicy.Budget budget = policy.start(deadline);
        budget.checkDeadline();
        assertThrows(RetriesSpentException.class, () -> budget.pause("x", null));
        timer.advance(11);
        assertThrows(RetriesSpentException.class, budget::checkDeadline);
    }

    @Test
    void anInterruptEndsTheWaitAndStaysSet() {
        Timer interrupted = new Timer() {
            @Override
            public long millis() {
                return 0;
            }

            @Override
            public void sleep(long ms) throws InterruptedException {
                throw new InterruptedException();
            }
        };
        RetryPolicy.Budget budget = new RetryPolicy(1_000, interrupted, bound -> 1).start();
        assertThrows(ConnectException.class, () -> budget.pause("x", null));
        assertTrue(Thread.interrupted());
    }
}
