package dev.mskpipeline.connect.dynamodb;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.kafka.connect.errors.ConnectException;

/** The threads of one task, each with one request in flight. */
final class ParallelWriter implements AutoCloseable {
    private final ExecutorService threads;

    ParallelWriter(int parallelism, String name) {
        AtomicInteger number = new AtomicInteger();
        threads = Executors.newFixedThreadPool(parallelism, work -> {
            Thread thread = new Thread(work, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Writes all requests and returns when none is in flight. After a failure no further request is begun.
     *
     * @throws RuntimeException the first failure, one that is no {@link RetriesSpentException} before one that is
     */
    void run(List<List<PendingWrite>> requests, Consumer<List<PendingWrite>> writer) {
        if (requests.size() == 1) {
            writer.accept(requests.get(0));
            return;
        }
        AtomicBoolean failed = new AtomicBoolean();
        List<Future<?>> futures = new ArrayList<>(requests.size());
        for (List<PendingWrite> request : requests) {
            futures.add(threads.submit(() -> {
                if (!failed.get()) {
                    try {
                        writer.accept(request);
                    } catch (RuntimeException | Error failure) {
                        failed.set(true);
                        throw failure;
                    }
                }
            }));
        }
        Throwable worst = null;
        for (Future<?> future : futures) {
            worst = worse(worst, failureOf(future));
        }
        if (worst instanceof Error) {
            throw (Error) worst;
        }
        if (worst != null) {
            throw (RuntimeException) worst;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private static Throwable worse(Throwable one, Throwable other) {
        return one == null || other != null && one instanceof RetriesSpentException ? other : one;
    }

    private static Throwable failureOf(Future<?> future) {
        try {
            future.get();
            return null;
        } catch (ExecutionException failure) {
            return failure.getCause();
        } catch (CancellationException | InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new ConnectException("Interrupted while writing to DynamoDB", stopped);
        }
    }
}
