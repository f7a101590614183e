package dev.mskpipeline.connect.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mskpipeline.connect.dynamodb.FaultProxy.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class FaultsTest extends ProxiedTable {
    @Test
    void sendsOnlyUnprocessedItemsAgain() {
        AtomicInteger requests = new AtomicInteger();
        proxy.fault = call -> call.isWrite() && requests.getAndIncrement() < 2
            ? call.forwardOnly(10 * requests.get()) : call.forward();
        try (Sink sink = Sink.start(proxy.endpoint(), table)) {
            sink.put(Sink.records(50));
            assertEquals(ids(50), storedIds());
            // Of two requests of 25 the first left 15 and the second 5.
            assertEquals(List.of(5, 15, 25, 25), sorted(proxy.writeSizes));
            assertEquals(20, metrics(sink).getUnprocessedItemsResent());
            assertEquals(50, metrics(sink).getItemsWritten());
            assertEquals(List.of(), sink.reported);
        }
    }

    @Test
    void recognisesUnprocessedDeletes() {
        AtomicInteger requests = new AtomicInteger();
        try (Sink sink = Sink.start(proxy.endpoint(), table, SinkConfig.NULL_VALUES, "DELETE")) {
            sink.put(Sink.records(10));
            proxy.fault = call -> requests.getAndIncrement() == 0 ? call.forwardOnly(4) : call.forward();
            sink.put(IntStream.range(0, 10).mapToObj(id -> Sink.record(10 + id, Map.of("id", id), null))
                .collect(Collectors.toList()));
            assertEquals(Set.of(), storedIds());
            assertEquals(List.of(10, 10, 6), proxy.writeSizes);
            assertEquals(10, metrics(sink).getItemsDeleted());
        }
    }

    @Test
    void getsThroughThrottlingServerErrorsAndLostConnections() {
        AtomicInteger requests = new AtomicInteger();
        proxy.fault = call -> {
            if (call.isWrite()) {
                switch (requests.getAndIncrement()) {
                    case 0:
                        return Answer.error(400, "ProvisionedThroughputExceededException");
                    case 1:
                        return Answer.error(500, "InternalServerError");
                    case 2:
                        return Answer.dropConnection();
                    case 3:
                        return Answer.error(400, "ThrottlingException");
                    case 4:
                        return Answer.error(503, "ServiceUnavailable");
                    default:
                        return call.forward();
                }
            }
            return call.forward();
        };
        try (Sink sink = Sink.start(proxy.endpoint(), table)) {
            sink.put(Sink.records(200));
            assertEquals(ids(200), storedIds());
            assertEquals(List.of(), sink.reported);
            // The JDK's HTTP client itself repeats a request whose connection is lost, so that one may not count.
            assertTrue(metrics(sink).getRequestsRetried() >= 4, () -> "" + metrics(sink).getRequestsRetried());
        }
    }

    @Test
    void losesNothingWhenEveryThirdRequestFailsInSomeWay() {
        AtomicInteger requests = new AtomicInteger();
        proxy.fault = call -> {
            int number = call.isWrite() ? requests.getAndIncrement() : -1;
            Thread.sleep(number >= 0 ? 3 : 0);
            if (number % 3 != 0 || number < 0) {
                return call.forward();
            }
            switch (number / 3 % 4) {
                case 0:
                    return call.forwardOnly(call.size() / 2);
                case 1:
                    return Answer.error(400, "ProvisionedThroughputExceededException");
                case 2:
                    call.forward();
                    return Answer.dropConnection();
                default:
                    return Answer.error(500, "InternalServerError");
            }
        };
        try (Sink sink = Sink.start(proxy.endpoint(), table)) {
            sink.put(Sink.records(1000));
            assertEquals(ids(1000), storedIds());
            assertEquals(List.of(), sink.reported);
        }
    }

    @Test
    void handsTheBatchBackWhenTheRetryTimeIsSpent() {
        FakeTimer timer = new FakeTimer();
        try (Sink sink = Sink.startWithTimer(timer, proxy.endpoint(), table, SinkConfig.MAX_RETRY_SECONDS, "7")) {
            proxy.fault = call -> Answer.error(400, "ProvisionedThroughputExceededException");
            List<SinkRecord> records = Sink.records(30);
            RetriableException spent = assertThrows(RetriableException.class, () -> sink.put(records));
            assertTrue(spent.getMessage().startsWith("BatchWriteItem failed on the DynamoDB table " + table
                + ": ProvisionedThroughputExceededException; tried "), spent.getMessage());
            assertEquals(RetryPolicy.CAP_MS, sink.timeout);
            assertTrue(timer.slept() <= 2 * 7_000, () -> timer.slept() + " ms");
            assertEquals(1, metrics(sink).getBatchesHandedBack());
            assertEquals(Set.of(), storedIds());

            proxy.fault = FaultProxy.Call::forward;
            sink.put(records);
            assertEquals(ids(30), storedIds());
        }
    }

    @Test
    void getsThroughATableThatTakesAFewItemsInEachTry() {
        FakeTimer timer = new FakeTimer();
        AtomicInteger allowed = new AtomicInteger();
        proxy.fault = call -> !call.isWrite() ? call.forward()
            : call.forwardOnly(allowed.getAndUpdate(left -> Math.max(0, left - call.size())) > 0 ? 2 : 0);
        List<SinkRecord> records = Sink.records(10);
        int deliveries = 0;
        try (Sink sink = Sink.startWithTimer(timer, proxy.endpoint(), table)) {
            for (boolean done = false; !done && deliveries < 20; deliveries++) {
                allowed.set(1);
                try {
                    sink.put(records);
                    done = true;
                } catch (RetriableException again) {
                    assertEquals(RetryPolicy.CAP_MS, sink.timeout);
                }
            }
            assertEquals(ids(10), storedIds());
            assertEquals(10, metrics(sink).getItemsWritten());
            assertEquals(5, deliveries);
        }
    }

    @Test
    void aLaterVersionWrittenBeforeTheHandBackIsNotOverwritten() {
        FakeTimer timer = new FakeTimer();
        List<SinkRecord> records = new ArrayList<>();
        records.add(Sink.record(0, 1, Sink.value(1, 1)));
        records.add(Sink.record(1, 1, Sink.value(1, 2)));
        records.add(Sink.record(2, 2, Sink.value(2, 1)));
        proxy.fault = call -> call.isWrite() ? call.forwardOnly(call.size() == 2 ? 1 : 0) : call.forward();
        try (Sink sink = Sink.startWithTimer(timer, proxy.endpoint(), table)) {
            assertThrows(RetriableException.class, () -> sink.put(records));
            proxy.fault = FaultProxy.Call::forward;
            sink.put(records);
            assertEquals(Map.of("1", "2", "2", "1"), versions());
        }
    }

    private static List<Integer> sorted(List<Integer> sizes) {
        return sizes.stream().sorted().collect(Collectors.toList());
    }
}
