package dev.mskpipeline.connect.dynamodb;

import java.util.concurrent.TimeUnit;

/** The clock of the retries; a test gives its own. */
interface Timer {
    Timer SYSTEM = new Timer() {
        @Override
        public long millis() {
            // Not the wall clock, which can be set.
            return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
        }

        @Override
        public void sleep(long ms) throws InterruptedException {
            Thread.sleep(ms);
        }
    };

    /** Milliseconds since any fixed moment. */
    long millis();

    void sleep(long ms) throws InterruptedException;
}
