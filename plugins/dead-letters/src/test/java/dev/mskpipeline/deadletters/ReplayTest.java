package dev.mskpipeline.deadletters;

import static dev.mskpipeline.deadletters.FakeCluster.LETTERS;
import static dev.mskpipeline.deadletters.FakeCluster.ORDERS;
import static dev.mskpipeline.deadletters.FakeCluster.SINK;
import static dev.mskpipeline.deadletters.FakeCluster.bytes;
import static dev.mskpipeline.deadletters.FakeCluster.outcomes;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class ReplayTest {
    private final FakeCluster cluster = new FakeCluster();
    private List<String> keys = List.of("value.orderid");

    private Replay prepared() {
        return new Replay(cluster, cluster.survey(keys));
    }

    private Replay replay(Long... only) {
        Replay replay = prepared();
        replay.run(Set.of(only), false);
        return replay;
    }

    @Test
    void sendsTheRecordAsItWasToItsPartition() {
        cluster.create(ORDERS, 3);
        TopicPartition second = new TopicPartition(ORDERS, 2);
        cluster.append(second, 5, bytes("k"), bytes("{\"orderid\":1}"), new RecordHeaders());
        cluster.refuse(cluster.append(second, 7, bytes("1"), bytes("{\"orderid\":\"1\"}"),
            new RecordHeaders().add("trace", bytes("abc"))));
        assertEquals(Map.of(0L, "sent orders/2/2"), outcomes(replay()));
        ConsumerRecord<byte[], byte[]> copy = cluster.at(new Place(second, 2));
        assertEquals("1", new String(copy.key(), UTF_8));
        assertEquals("{\"orderid\":\"1\"}", new String(copy.value(), UTF_8));
        Map<String, String> headers = new TreeMap<>();
        copy.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
        assertEquals(Map.of("trace", "abc", Copies.ORIGIN, "orders/2/1", Copies.TIME, "7"), headers);
    }

    @Test
    void keepsARecordWithoutAValue() {
        cluster.refused("{\"id\":1}", null);
        replay();
        assertNull(cluster.at(new Place(new TopicPartition(ORDERS, 0), 1)).value());
    }

    @Test
    void sendsEachOnceHoweverOftenItRuns() {
        cluster.refused("1", "{\"orderid\":\"1\"}");
        cluster.refused("2", "{\"orderid\":\"2\"}");
        replay();
        assertEquals(Map.of(0L, "REPLAYED orders/0/2", 1L, "REPLAYED orders/0/3"), outcomes(replay()));
        assertEquals(2, cluster.sent);
    }

    @Test
    void goesOnWhereAnotherReplayWasInterrupted() {
        cluster.refused("1", "{\"orderid\":\"1\"}");
        cluster.refused("2", "{\"orderid\":\"2\"}");
        cluster.beforeSend = record -> {
            if (cluster.sent == 1) {
                throw new TimeoutException("no answer");
            }
        };
        assertThrows(TimeoutException.class, this::replay);
        cluster.beforeSend = record -> { };
        assertEquals(Map.of(0L, "REPLAYED orders/0/2", 1L, "sent orders/0/3"), outcomes(replay()));
    }

    @Test
    void leavesOutWhatANewerStoredRecordHasSuperseded() {
        cluster.refused("a", "{\"orderid\":\"1\",\"v\":1}");
        cluster.order("b", "{\"orderid\":1,\"v\":2}");
        cluster.order("c", "{\"orderid\":2}");
        assertEquals(Map.of(0L, "SUPERSEDED orders/0/1"), outcomes(replay()));
        assertEquals(0, cluster.sent);
    }

    @Test
    void isNotSupersededByAnOlderRecordOrAnotherItem() {
        cluster.order("1", "{\"orderid\":1}");
        cluster.refused("1", "{\"orderid\":\"1\"}");
        cluster.order("1", "{\"orderid\":2}");
        assertEquals(Map.of(0L, "sent orders/0/3"), outcomes(replay()));
    }

    @Test
    void comparesTheRecordsKeysWhereOneHasNoReadableItem() {
        cluster.refused("1", "no JSON");
        cluster.refused("2", "no JSON");
        cluster.refused(null, "no JSON");
        cluster.order("1", "{\"orderid\":1}");
        cluster.order(null, "{\"orderid\":5}");
        assertEquals(Map.of(0L, "SUPERSEDED orders/0/3", 1L, "sent orders/0/5", 2L, "sent orders/0/6"),
            outcomes(replay()));
    }

    @Test
    void isNeverSupersededWhereTheOffsetIsPartOfTheKey() {
        keys = List.of("partition", "offset");
        cluster.refused("1", "{\"orderid\":1}");
        cluster.order("1", "{\"orderid\":1}");
        assertEquals(Map.of(0L, "sent orders/0/2"), outcomes(replay()));
    }

    @Test
    void replaysOnlyTheNewestOfAnItem() {
        cluster.refused("1", "{\"orderid\":\"1\",\"v\":1}");
        cluster.refused("1", "{\"orderid\":\"1\",\"v\":2}");
        assertEquals(Map.of(0L, "SUPERSEDED dead letter 1", 1L, "sent orders/0/2"), outcomes(replay()));
        assertEquals(Map.of(0L, "SUPERSEDED orders/0/2", 1L, "REPLAYED orders/0/2"), outcomes(replay()));
    }

    @Test
    void replaysAnOlderOneThatIsNamedAndTheNewerOneAfterIt() {
        cluster.refused("1", "{\"orderid\":\"1\",\"v\":1}");
        cluster.refused("1", "{\"orderid\":\"1\",\"v\":2}");
        assertEquals(Map.of(0L, "sent orders/0/2"), outcomes(replay(0L)));
        assertEquals(Map.of(0L, "REPLAYED orders/0/2", 1L, "sent orders/0/3"), outcomes(replay()));
    }

    @Test
    void isNotSupersededByANewerRecordThatWasRefusedAndReplayedBefore() {
        cluster.refused("1", "{\"orderid\":\"1\",\"v\":1}");
        cluster.refused("1", "{\"orderid\":\"1\",\"v\":2}");
        replay(1L);
        assertEquals(Map.of(0L, "SUPERSEDED orders/0/2"), outcomes(replay(0L)));
    }

    @Test
    void replaysACopyThatWasRefusedAgain() {
        cluster.refused("1", "{\"orderid\":\"1\"}");
        replay();
        cluster.refuse(new Place(new TopicPartition(ORDERS, 0), 1));
        assertEquals(Map.of(0L, "REPLAYED orders/0/1", 1L, "sent orders/0/2"), outcomes(replay()));
        assertEquals(Map.of(0L, "REPLAYED orders/0/2", 1L, "REPLAYED orders/0/2"), outcomes(replay()));
    }

    @Test
    void countsACopyThatWasRefusedAgainAsOldAsItsOrigin() {
        cluster.refused("1", "{\"orderid\":\"1\",\"v\":1}");
        Replay prepared = prepared();
        cluster.order("1", "{\"orderid\":1,\"v\":2}");
        prepared.run(Set.of(), false);
        cluster.refuse(new Place(new TopicPartition(ORDERS, 0), 2));
        Replay again = replay(1L);
        assertTrue(outcomes(again).get(1L).startsWith("SUPERSEDED"), outcomes(again).toString());
    }

    @Test
    void replaysARecordOnceThatWasReportedTwice() {
        Place place = cluster.refused(null, "no JSON");
        cluster.refuse(place);
        assertEquals(Map.of(0L, "SUPERSEDED dead letter 1", 1L, "sent orders/0/1"), outcomes(replay()));
        assertEquals(Map.of(0L, "REPLAYED orders/0/1", 1L, "REPLAYED orders/0/1"), outcomes(replay()));
    }

    @Test
    void sendsNothingInADryRun() {
        cluster.refused("1", "{\"orderid\":\"1\"}");
        Replay replay = prepared();
        replay.run(Set.of(), true);
        assertEquals(Map.of(0L, "WAITING "), outcomes(replay));
        assertEquals(0, cluster.sent);
    }

    @Test
    void takesNoHeadersForACopysThatCameAlongFromAnotherTopic() {
        Headers foreign = new RecordHeaders().add(Copies.ORIGIN, bytes("others/0/3")).add(Copies.TIME, bytes("1"));
        cluster.refuse(cluster.append(new TopicPartition(ORDERS, 0), 7, bytes("1"), bytes("{\"orderid\":\"1\"}"),
            foreign));
        assertEquals(Map.of(0L, "sent orders/0/1"), outcomes(replay()));
        Headers headers = cluster.at(new Place(new TopicPartition(ORDERS, 0), 1)).headers();
        assertEquals("orders/0/0", new String(headers.lastHeader(Copies.ORIGIN).value(), UTF_8));
        assertEquals(Map.of(0L, "REPLAYED orders/0/1"), outcomes(replay()));
    }

    @Test
    void goesOnAfterOneThatKafkaRefuses() {
        cluster.refused("1", "{\"orderid\":\"1\"}");
        cluster.refused("2", "{\"orderid\":\"2\"}");
        cluster.beforeSend = record -> {
            if (new String(record.key(), UTF_8).equals("1")) {
                throw new RecordTooLargeException("too large");
            }
        };
        assertEquals(Map.of(0L, "STRANDED Kafka refuses it: too large", 1L, "sent orders/0/2"), outcomes(replay()));
    }

    @Test
    void namesADeadLetterThatIsNotThere() {
        cluster.refused("1", "{\"orderid\":\"1\"}");
        String message = assertThrows(ToolException.class, () -> replay(7L)).getMessage();
        assertTrue(message.contains("no dead letter 7 of connector " + SINK), message);
        assertTrue(message.contains("offsets 0 to 0"), message);
    }

    @Test
    void leavesAloneWhatIsOfAnotherConnector() {
        cluster.refused("1", "{\"orderid\":\"1\"}");
        DeadLetterTopic other = new DeadLetterTopic(cluster, LETTERS, "another");
        assertEquals(List.of(), other.letters(new TableKey(keys)));
    }
}
