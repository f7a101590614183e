package dev.mskpipeline.connect.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

class ParallelWriterTest {
    @Test
    void writesAsManyRequestsAtOnceAsItHasThreads() {
        CyclicBarrier together = new CyclicBarrier(3);
        AtomicInteger done = new AtomicInteger();
        try (ParallelWriter writer = new ParallelWriter(3, "test")) {
            writer.run(requests(6), request -> {
                try {
                    // Opens for three threads that are here at the same time, and only for three.
                    together.await(10, TimeUnit.SECONDS);
                } catch (Exception alone) {
                    throw new IllegalStateException(alone);
                }
                done.incrementAndGet();
            });
        }
        assertEquals(6, done.get());
    }

    @Test
    void beginsNoRequestAfterAFailure() {
        AtomicInteger begun = new AtomicInteger();
        ConnectException failure = new ConnectException("stop");
        try (ParallelWriter writer = new ParallelWriter(1, "test")) {
            assertSame(failure, assertThrows(ConnectException.class, () -> writer.run(requests(5), request -> {
                if (begun.incrementAndGet() == 2) {
                    throw failure;
                }
            })));
        }
        assertEquals(2, begun.get());
    }

    @Test
    void aFailureThatNeedsHelpGoesBeforeOneThatDoesNot() {
        CyclicBarrier together = new CyclicBarrier(2);
        ConnectException fatal = new ConnectException("no such table");
        AtomicInteger number = new AtomicInteger();
        try (ParallelWriter writer = new ParallelWriter(2, "test")) {
            assertSame(fatal, assertThrows(ConnectException.class, () -> writer.run(requests(2), request -> {
                int mine = number.getAndIncrement();
                try {
                    together.await(10, TimeUnit.SECONDS);
                } catch (Exception alone) {
                    throw new IllegalStateException(alone);
                }
                throw mine == 0 ? new RetriesSpentException("throttled", null) : fatal;
            })));
        }
    }

    @Test
    void nothingToWriteIsNoFailure() {
        try (ParallelWriter writer = new ParallelWriter(2, "test")) {
            AtomicInteger begun = new AtomicInteger();
            writer.run(List.of(), request -> begun.incrementAndGet());
            assertTrue(begun.get() == 0);
        }
    }

    private static List<List<PendingWrite>> requests(int count) {
        TableSchema table = new TableSchema("t", new TableSchema.KeyAttribute("id", ScalarAttributeType.N),
            Optional.empty());
        return IntStream.range(0, count).mapToObj(id -> List.of(PendingWrite.put(table, Sink.record(id, id, null),
            Map.of("id", AttributeValue.fromN("" + id))))).collect(Collectors.toList());
    }
}
