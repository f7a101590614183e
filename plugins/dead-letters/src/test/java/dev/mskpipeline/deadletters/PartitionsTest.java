package dev.mskpipeline.deadletters;

import static dev.mskpipeline.deadletters.FakeCluster.ORDERS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Records of one item in several partitions, as once partitions were added. */
class PartitionsTest {
    private final FakeCluster cluster = new FakeCluster();

    private Verdict verdict(String... keys) {
        Survey survey = cluster.survey(List.of(keys));
        return survey.verdicts(survey.letters).get(survey.letters.get(0));
    }

    @Test
    void aLaterOneInAnotherPartitionSupersedes() {
        cluster.create(ORDERS, 2);
        cluster.refused("1", "{\"orderid\":\"1\"}");
        cluster.order(1, "1", "{\"orderid\":1}");
        assertEquals("orders/1/0", verdict("value.orderid").detail);
    }

    @Test
    void anEarlierOneInAnotherPartitionDoesNot() {
        cluster.create(ORDERS, 2);
        cluster.order(1, "1", "{\"orderid\":1}");
        cluster.refused("1", "{\"orderid\":\"1\"}");
        assertEquals(Verdict.State.WAITING, verdict("value.orderid").state);
    }

    @Test
    void anItemOfAPartitionIsOfThisOneOnly() {
        cluster.create(ORDERS, 2);
        cluster.refused("1", "x");
        cluster.order(1, "1", "y");
        assertEquals(Verdict.State.WAITING, verdict("partition").state);
        cluster.order(0, "2", "z");
        assertEquals("orders/0/1", verdict("partition").detail);
    }
}
