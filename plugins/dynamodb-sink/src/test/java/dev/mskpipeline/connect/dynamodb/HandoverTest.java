package dev.mskpipeline.connect.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mskpipeline.connect.dynamodb.FaultProxy.Answer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.junit.jupiter.api.Test;

/** What happens when partitions, or the task, go elsewhere with writes under way. */
class HandoverTest extends ProxiedTable {
    private static final List<TopicPartition> PARTITIONS = List.of(new TopicPartition(Sink.TOPIC, 0));

    @Test
    void writesNothingOfPartitionsThatAreTakenAway() {
        proxy.fault = call -> call.isWrite() ? Answer.error(400, "ThrottlingException") : call.forward();
        try (Sink sink = Sink.start(proxy.endpoint(), table)) {
            sink.deliver(Sink.records(100));
            assertEquals(-1, sink.commit());
            sink.task.close(PARTITIONS);
            proxy.fault = FaultProxy.Call::forward;
            assertTrue(sink.task.isIdle());
            // Records of a partition that came instead; the first ones would go before these.
            sink.put(Sink.record(0, 500, Sink.value(500, 1)));
            assertEquals(Set.of("500"), storedIds());
            assertEquals(0, sink.commitRequests);
        }
    }

    @Test
    void waitsForARequestInFlightBeforePartitionsAreTakenAway() {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch closing = new CountDownLatch(1);
        proxy.fault = call -> {
            if (call.isWrite()) {
                arrived.countDown();
                closing.await();
            }
            return call.forward();
        };
        try (Sink sink = Sink.start(proxy.endpoint(), table)) {
            sink.deliver(Sink.records(5));
            await(arrived);
            Thread closer = new Thread(() -> sink.task.close(PARTITIONS));
            closer.start();
            while (closer.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            closing.countDown();
            join(closer);
            assertEquals(ids(5), storedIds());
        }
    }

    @Test
    void abortsARequestInFlightThatDoesNotEnd() {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        proxy.fault = call -> {
            if (call.isWrite()) {
                arrived.countDown();
                end.await();
            }
            return call.forward();
        };
        try (Sink sink = Sink.start(proxy.endpoint(), table)) {
            sink.deliver(Sink.records(5));
            await(arrived);
            sink.task.close(PARTITIONS);
            // The key is free again only because the request was aborted: its server still waits.
            proxy.fault = FaultProxy.Call::forward;
            sink.put(Sink.record(9, 1, Sink.value(1, 2)));
            assertEquals(Map.of("1", "2"), versions());
        } finally {
            end.countDown();
        }
    }

    @Test
    void readsAgainWhatWasDroppedOfPartitionsThatStay() {
        proxy.fault = call -> call.isWrite() ? Answer.error(400, "ThrottlingException") : call.forward();
        try (Sink sink = Sink.start(proxy.endpoint(), table)) {
            sink.deliver(Sink.records(10));
            assertEquals(-1, sink.commit());
            sink.task.close(List.of(new TopicPartition(Sink.TOPIC, 1)));
            assertEquals(1, sink.commitRequests);
            // Has Kafka Connect go back to the last commit; then it goes on.
            assertThrows(RetriableException.class, sink::commit);
            proxy.fault = FaultProxy.Call::forward;
            sink.put(Sink.records(10));
            assertEquals(ids(10), storedIds());
            assertEquals(10, sink.commit());
        }
    }

    @Test
    void endsItsThreadsWithWritesLeft() {
        proxy.fault = call -> call.isWrite() ? Answer.error(400, "ThrottlingException") : call.forward();
        Sink sink = Sink.start(proxy.endpoint(), table);
        sink.deliver(Sink.records(100));
        assertEquals(-1, sink.commit());
        List<Thread> threads = Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().startsWith("dynamodb-sink-sink-" + table)).collect(Collectors.toList());
        assertEquals(8, threads.size());
        sink.close();
        threads.forEach(HandoverTest::join);
    }

    @Test
    void aFailureOfAnEarlierCallStopsTheTaskAndCommitsNothing() {
        try (Sink sink = Sink.start(proxy.endpoint(), table)) {
            sink.put(Sink.records(2));
            proxy.fault = call -> Answer.error(400, "AccessDeniedException");
            sink.deliver(List.of(Sink.record(2, 2, Sink.value(2, 1))));
            assertEquals(2, sink.commit());
            assertThrows(ConnectException.class, () -> sink.task.put(List.of()));
            assertEquals(2, sink.commit());
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
