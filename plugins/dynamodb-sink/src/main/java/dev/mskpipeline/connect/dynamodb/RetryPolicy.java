package dev.mskpipeline.connect.dynamodb;

import java.util.function.LongUnaryOperator;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * How long and how often a request is tried again: exponential backoff with full jitter from {@value #BASE_MS} ms to
 * {@value #CAP_MS} ms, within a budget of time.
 *
 * @see <a href="https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/">Exponential Backoff And
 *     Jitter</a>
 */
final class RetryPolicy {
    static final long BASE_MS = 50;
    static final long CAP_MS = 5_000;
    private static final long MIN_BATCH_MS = 60_000;

    private final long budgetMs;
    private final Timer timer;
    private final LongUnaryOperator random;

    /**
     * @param budgetMs how long one request is tried again, counted from its first failure
     * @param random   a number from 0 to its argument, which is left out
     */
    RetryPolicy(long budgetMs, Timer timer, LongUnaryOperator random) {
        this.budgetMs = budgetMs;
        this.timer = timer;
        this.random = random;
    }

    /**
     * The moment at which a whole batch of records is given up: the consumer that waits for it must poll every
     * 300 seconds (max.poll.interval.ms) or loses its partitions.
     */
    long batchDeadline() {
        return timer.millis() + Math.max(MIN_BATCH_MS, budgetMs);
    }

    /** The budget of one request. */
    Budget start() {
        return start(Long.MAX_VALUE);
    }

    /** The budget of one request of a batch. */
    Budget start(long deadline) {
        return new Budget(deadline);
    }

    /** Counts the failures of one request. */
    final class Budget {
        private final long deadline;
        private long firstFailure;
        private int failures;

        private Budget(long deadline) {
            this.deadline = deadline;
        }

        /** @throws RetriesSpentException when the batch's deadline has passed */
        void checkDeadline() {
            if (timer.millis() > deadline) {
                throw new RetriesSpentException("The batch took too long", null);
            }
        }

        /**
         * Waits before the next try.
         *
         * @throws RetriesSpentException at once when the wait would end after the budget
         */
        void pause(String failure, Throwable cause) {
            long now = timer.millis();
            if (failures++ == 0) {
                firstFailure = now;
            }
            long ceiling = Math.min(CAP_MS, BASE_MS << Math.min(failures - 1, 10));
            long delay = random.applyAsLong(ceiling + 1);
            if (now + delay - firstFailure > budgetMs || now + delay > deadline) {
                throw new RetriesSpentException(failure + "; tried " + failures + " times in "
                    + (now - firstFailure) + " ms", cause);
            }
            try {
                timer.sleep(delay);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new ConnectException("Interrupted while waiting to try DynamoDB again", interrupted);
            }
        }
    }
}
