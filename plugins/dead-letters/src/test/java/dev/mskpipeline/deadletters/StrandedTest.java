package dev.mskpipeline.deadletters;

import static dev.mskpipeline.deadletters.FakeCluster.LETTERS;
import static dev.mskpipeline.deadletters.FakeCluster.ORDERS;
import static dev.mskpipeline.deadletters.FakeCluster.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/** Dead letters of topics that are no longer what they were. */
class StrandedTest {
    private final FakeCluster cluster = new FakeCluster();

    private Verdict verdict() {
        Survey survey = cluster.survey(List.of("value.orderid"));
        return survey.verdicts(survey.letters).get(survey.letters.get(0));
    }

    private void assertStranded(String reason) {
        Verdict verdict = verdict();
        assertEquals(Verdict.State.STRANDED, verdict.state);
        assertTrue(verdict.detail.contains(reason), verdict.detail);
    }

    @Test
    void whoseTopicIsGone() {
        cluster.refused("1", "{\"orderid\":\"1\"}");
        cluster.delete(ORDERS);
        assertStranded("topic orders is gone");
    }

    @Test
    void whoseTopicIsShorterThanItWas() {
        cluster.order("0", "{\"orderid\":0}");
        cluster.refused("1", "{\"orderid\":\"1\"}");
        cluster.delete(ORDERS);
        cluster.create(ORDERS, 1);
        cluster.order("0", "{\"orderid\":0}");
        assertStranded("made anew: partition 0 ends before offset 1");
    }

    @Test
    void whosePartitionIsGone() {
        cluster.create(ORDERS, 2);
        cluster.refuse(cluster.order(1, "1", "{\"orderid\":\"1\"}"));
        cluster.delete(ORDERS);
        cluster.create(ORDERS, 1);
        assertStranded("made anew: it has no partition 1");
    }

    @Test
    void whoseTopicHasAnotherRecordInItsPlace() {
        cluster.refused("1", "{\"orderid\":\"1\"}");
        cluster.delete(ORDERS);
        cluster.create(ORDERS, 1);
        cluster.order("9", "{\"orderid\":9}");
        assertStranded("made anew: another record is at orders/0/0");
    }

    @Test
    void whoseTopicHasForgottenWhatCameAfter() {
        cluster.refused("1", "{\"orderid\":\"1\"}");
        cluster.order("2", "{\"orderid\":2}");
        cluster.order("3", "{\"orderid\":3}");
        cluster.forget(ORDERS, 1);
        assertEquals(Verdict.State.WAITING, verdict().state);
        cluster.forget(ORDERS, 2);
        assertStranded("partition 0 begins at offset 2");
    }

    @Test
    void thatDoNotSayWhereTheyCameFrom() {
        cluster.append(new TopicPartition(LETTERS, 0), 1, bytes("1"), bytes("x"), new RecordHeaders());
        assertStranded("errors.deadletterqueue.context.headers.enable");
    }

    @Test
    void areNotOfATopicWithSeveralPartitions() {
        cluster.create(LETTERS, 2);
        assertTrue(assertThrows(ToolException.class, this::verdict).getMessage().contains("it has 2"));
    }

    @Test
    void areNotOfATopicThatIsNotThere() {
        cluster.delete(LETTERS);
        assertTrue(assertThrows(ToolException.class, this::verdict).getMessage().contains("there is no such topic"));
    }
}
