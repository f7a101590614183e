package dev.mskpipeline.connect.dynamodb;

/** A clock that moves by its sleeps only, so that minutes of retries take no time. */
final class FakeTimer implements Timer {
    private long now = 1_000;
    private long slept;

    @Override
    public synchronized long millis() {
        return now;
    }

    @Override
    public synchronized void sleep(long ms) {
        now += ms;
        slept += ms;
    }

    synchronized void advance(long ms) {
        now += ms;
    }

    synchronized long slept() {
        return slept;
    }
}
