package dev.mskpipeline.connect.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mskpipeline.connect.dynamodb.FaultProxy.Answer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
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
            // Of two requests of 25 the first left 15 and the second 5, which may go together.
            assertEquals(70, proxy.writeSizes.stream().mapToInt(Integer::intValue).sum());
            assertEquals(20, metrics(sink).getUnprocessedItemsResent());
            assertEquals(50, metrics(sink).getItemsWritten());
            assertEquals(List.of(), sink.reported);
        }
    }

    @Test
    void sendsUnprocessedItemsOfATableThatIsNamedByItsArnAgain() {
        AtomicInteger requests = new AtomicInteger();
        proxy.fault = call -> {
            Answer answer = call.isWrite() && requests.getAndIncrement() == 0 ? call.forwardOnly(10) : call.forward();
            return new Answer(answer.status, answer.body.replace("arn:aws:dynamodb:us-east-1:000000000000:table/", ""));
        };
        try (Sink sink = Sink.start(proxy.endpoint(), table, SinkConfig.TABLE_NAME_FORMAT,
            "arn:aws:dynamodb:us-east-1:000000000000:table/" + table)) {
            sink.put(Sink.records(25));
            assertEquals(ids(25), storedIds());
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
            assertEquals(26, proxy.writeSizes.stream().mapToInt(Integer::intValue).sum());
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
            assertEquals(5, metrics(sink).getRequestsRetried());
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
    void commitsNothingAndPausesWhileTheTableTakesNothing() {
        proxy.fault = call -> call.isWrite() ? Answer.error(400, "ProvisionedThroughputExceededException")
            : call.forward();
        // One request in flight, room for ten in the queue.
        try (Sink sink = Sink.start(proxy.endpoint(), table, SinkConfig.PARALLELISM, "1")) {
            sink.deliver(Sink.records(250));
            assertEquals(-1, sink.commit());
            sink.task.put(List.of());
            assertEquals(Set.of(new TopicPartition(Sink.TOPIC, 0)), sink.paused);
            assertEquals(1, sink.timeout);

            proxy.fault = FaultProxy.Call::forward;
            sink.settle();
            assertEquals(Set.of(), sink.paused);
            assertEquals(250, sink.commit());
            assertEquals(ids(250), storedIds());
        }
    }

    @Test
    void getsThroughATableThatTakesTwoItemsOfEachRequest() {
        proxy.fault = call -> call.isWrite() && call.size() > 2 ? call.forwardOnly(2) : call.forward();
        try (Sink sink = Sink.start(proxy.endpoint(), table)) {
            sink.put(Sink.records(10));
            assertEquals(ids(10), storedIds());
            assertEquals(10, metrics(sink).getItemsWritten());
        }
    }

    @Test
    void aLaterVersionReplacesOneThatWaits() {
        proxy.fault = call -> call.isWrite() ? call.forwardOnly(0) : call.forward();
        try (Sink sink = Sink.start(proxy.endpoint(), table)) {
            sink.deliver(List.of(Sink.record(0, 1, Sink.value(1, 1)), Sink.record(1, 2, Sink.value(2, 1))));
            sink.deliver(List.of(Sink.record(2, 1, Sink.value(1, 2))));
            assertEquals(-1, sink.commit());
            proxy.fault = FaultProxy.Call::forward;
            sink.settle();
            assertEquals(Map.of("1", "2", "2", "1"), versions());
            assertEquals(2, metrics(sink).getItemsWritten());
            assertEquals(1, metrics(sink).getRecordsDeduplicated());
            assertEquals(3, sink.commit());
        }
    }
}
