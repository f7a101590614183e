package dev.mskpipeline.connect.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.junit.jupiter.api.Test;

class DeadLettersTest {
    private final Refusals refusals = new Refusals();
    private final OffsetTracker.Span span = new OffsetTracker().current();

    @Test
    void waitsUntilTheReportsAreStored() throws Exception {
        CompletableFuture<Void> stored = new CompletableFuture<>();
        CountDownLatch reported = new CountDownLatch(1);
        List<SinkRecord> records = new ArrayList<>();
        refusals.add(Sink.record(0, 1, null), span, "bad", new Exception("all that is known"));
        DeadLetters deadLetters = new DeadLetters((record, error) -> {
            records.add(record);
            assertEquals("all that is known", error.getMessage());
            reported.countDown();
            return stored;
        }, false);
        CompletableFuture<Void> put = CompletableFuture.runAsync(() -> deadLetters.report(refusals.drain()));
        assertTrue(reported.await(10, TimeUnit.SECONDS));
        assertTrue(!put.isDone());
        stored.complete(null);
        put.get(10, TimeUnit.SECONDS);
        assertEquals(1, records.size());
    }

    @Test
    void failsWhenAReportIsNotStored() {
        Exception lost = new Exception("no broker");
        refusals.add(Sink.record(0, 1, null), span, "bad", lost);
        DeadLetters deadLetters = new DeadLetters((record, error) -> CompletableFuture.failedFuture(lost),
            true);
        ConnectException failure =
            assertThrows(ConnectException.class, () -> deadLetters.report(refusals.drain()));
        assertSame(lost, failure.getCause());
    }

    @Test
    void worksOnAWorkerWithoutReporter() {
        SinkConfig config = new SinkConfig(Map.of());
        SinkTaskContext old = context(new NoSuchMethodError("errantRecordReporter"));
        DeadLetters.of(old, config).report(List.of());
        refusals.add(Sink.record(12, 1, null), span, "bad", null);
        List<Refusals.Refusal> refused = refusals.drain();
        ConnectException failure =
            assertThrows(ConnectException.class, () -> DeadLetters.of(old, config).report(refused));
        assertTrue(failure.getMessage().startsWith("The record orders-0@12 cannot be written to DynamoDB: bad."),
            failure.getMessage());
        SinkTaskContext older = context(new NoClassDefFoundError("ErrantRecordReporter"));
        assertThrows(ConnectException.class, () -> DeadLetters.of(older, config).report(refused));
    }

    private static SinkTaskContext context(Error error) {
        return (SinkTaskContext) Proxy.newProxyInstance(DeadLettersTest.class.getClassLoader(),
            new Class<?>[] {SinkTaskContext.class}, (proxy, method, arguments) -> {
                throw error;
            });
    }
}
