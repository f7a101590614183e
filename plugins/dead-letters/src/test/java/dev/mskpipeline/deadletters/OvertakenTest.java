package dev.mskpipeline.deadletters;

import static dev.mskpipeline.deadletters.FakeCluster.ORDERS;
import static dev.mskpipeline.deadletters.FakeCluster.outcomes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

/** Newer records that come between the reading and the copy of an older one. */
class OvertakenTest {
    private final FakeCluster cluster = new FakeCluster();

    private Replay prepared() {
        return new Replay(cluster, cluster.survey(List.of("value.orderid")));
    }

    private Replay replay() {
        Replay replay = prepared();
        replay.run(Set.of(), false);
        return replay;
    }

    @Test
    void endsWithTheNewestWhereOneArrivesBetweenReadingAndCopy() {
        cluster.refused("1", "{\"orderid\":\"1\",\"v\":1}");
        cluster.beforeSend = record -> {
            if (cluster.sent == 0) {
                cluster.order("1", "{\"orderid\":1,\"v\":2}");
            } else if (cluster.sent == 1) {
                cluster.order("1", "{\"orderid\":1,\"v\":3}");
            }
        };
        Replay replay = replay();
        List<String> values = cluster.values();
        assertEquals("{\"orderid\":1,\"v\":3}", values.get(values.size() - 1));
        assertEquals(Set.of("orders/0/1", "orders/0/3"), texts(replay.repeated));
        int before = cluster.sent;
        assertEquals(Map.of(0L, "REPLAYED orders/0/2"), outcomes(replay()));
        assertEquals(before, cluster.sent);
    }

    @Test
    void repeatsARecordOfAnotherPartitionOnceThoughTheClockWentBack() {
        cluster.create(ORDERS, 2);
        cluster.refused("1", "{\"orderid\":\"1\",\"v\":1}");
        cluster.beforeSend = record -> {
            if (cluster.sent == 0) {
                cluster.order(1, "1", "{\"orderid\":1,\"v\":2}");
                cluster.clock += 1_000;
            } else {
                cluster.clock -= 500;
            }
        };
        assertEquals(Set.of("orders/1/0"), texts(replay().repeated));
        assertEquals(2, cluster.sent);
    }

    @Test
    void putsRightWhatAnInterruptedReplayLeftInTheWrongOrder() {
        cluster.refused("1", "{\"orderid\":\"1\",\"v\":1}");
        cluster.beforeSend = record -> {
            if (cluster.sent == 1) {
                throw new TimeoutException("no answer");
            }
            cluster.order("1", "{\"orderid\":1,\"v\":2}");
        };
        assertThrows(TimeoutException.class, this::replay);
        cluster.beforeSend = record -> { };
        Replay dry = prepared();
        dry.run(Set.of(), true);
        assertEquals(Set.of("orders/0/1"), texts(dry.repeated));
        Replay again = replay();
        assertEquals(Set.of("orders/0/1"), texts(again.repeated));
        assertEquals("{\"orderid\":1,\"v\":2}", cluster.values().get(3));
    }

    private static Set<String> texts(Set<Place> places) {
        return places.stream().map(Place::toString).collect(Collectors.toSet());
    }
}
