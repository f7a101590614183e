package dev.mskpipeline.connect.dynamodb;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.errors.ConnectException;

/** The threads of one task that send its requests, each one at a time. */
final class WriterThreads {
    private final WriteQueue queue;
    private final BatchWriter writer;
    private final List<Thread> threads = new ArrayList<>();

    WriterThreads(int parallelism, String name, WriteQueue queue, BatchWriter writer) {
        this.queue = queue;
        this.writer = writer;
        for (int number = 1; number <= parallelism; number++) {
            Thread thread = new Thread(this::run, name + "-" + number);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    /** Aborts the requests in flight. */
    void interrupt() {
        threads.forEach(Thread::interrupt);
    }

    private void run() {
        while (true) {
            // An abort was for the request before.
            Thread.interrupted();
            try {
                WriteQueue.Request request = queue.take();
                if (request == null) {
                    return;
                }
                write(request);
            } catch (InterruptedException aborted) {
                // Only requests are aborted; the queue says when the threads end.
            }
        }
    }

    private void write(WriteQueue.Request request) {
        try {
            writer.write(request);
        } catch (RuntimeException failure) {
            queue.fail(failure);
        } catch (Error failure) {
            queue.fail(new ConnectException("A thread that writes to DynamoDB failed", failure));
            throw failure;
        } finally {
            queue.end();
        }
    }
}
