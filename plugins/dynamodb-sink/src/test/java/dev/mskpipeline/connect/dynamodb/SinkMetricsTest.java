package dev.mskpipeline.connect.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

class SinkMetricsTest {
    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final String connector = "sink-" + UUID.randomUUID();

    @Test
    void isABeanFromRegistrationToClose() throws Exception {
        ObjectName name = new ObjectName("dev.mskpipeline.connect:type=DynamoDbSink,connector=" + connector
            + ",task=3");
        SinkMetrics metrics = new SinkMetrics(connector, "3");
        metrics.register();
        metrics.written.add(7);
        assertEquals(7L, server.getAttribute(name, "ItemsWritten"));
        metrics.close();
        assertFalse(server.isRegistered(name));
    }

    @Test
    void hasTheDocumentedAttributes() throws Exception {
        SinkMetrics metrics = new SinkMetrics(connector, "0");
        metrics.register();
        Set<String> names = Stream.of(server.getMBeanInfo(SinkMetrics.name(connector, "0")).getAttributes())
            .map(MBeanAttributeInfo::getName).collect(Collectors.toCollection(TreeSet::new));
        metrics.close();
        assertEquals(new TreeSet<>(Set.of("RecordsReceived", "ItemsWritten", "ItemsDeleted", "RecordsDeduplicated",
            "RecordsReported", "RecordsIgnored", "UnprocessedItemsResent", "RequestsRetried", "BatchesHandedBack",
            "LastBatchLatencyMs")), names);
    }

    @Test
    void takesOverANameThatIsStillRegistered() throws Exception {
        SinkMetrics old = new SinkMetrics(connector, "0");
        SinkMetrics current = new SinkMetrics(connector, "0");
        old.register();
        current.register();
        current.written.add(1);
        old.close();
        assertEquals(1L, server.getAttribute(SinkMetrics.name(connector, "0"), "ItemsWritten"));
        current.close();
        assertFalse(server.isRegistered(SinkMetrics.name(connector, "0")));
    }

    @Test
    void quotesAConnectorsNameThatJmxWouldNotTake() {
        SinkMetrics metrics = new SinkMetrics("a,b=" + connector + "*", "0");
        metrics.register();
        ObjectName name = SinkMetrics.name("a,b=" + connector + "*", "0");
        assertTrue(server.isRegistered(name), name::toString);
        metrics.close();
    }
}
