package dev.mskpipeline.connect.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.junit.jupiter.api.Test;

/** What workers newer than 2.7.1 ask of the connector; not run against that one's jars. */
class NewerConnectTest {
    private final OrdersSourceConnector connector = new OrdersSourceConnector();

    @Test
    void supportsExactlyOnce() {
        assertEquals(ExactlyOnceSupport.SUPPORTED, connector.exactlyOnceSupport(Map.of()));
    }

    @Test
    void takesOffsetsAsItsTasksStoreThem() {
        Map<String, ?> done = Map.of("next", 12L, "random.seed", -5L, "task.generation", 0L);
        assertTrue(connector.alterOffsets(Map.of(), Map.of(Map.of("stripe", 119L), done)));
        assertTrue(connector.alterOffsets(Map.of(), Collections.singletonMap(Map.of("stripe", 0), null)));
    }

    @Test
    void refusesOffsetsThatNoTaskFinds() {
        assertRefused("The partition {stripe=120} is none of this connector: it must be {\"stripe\": n} with n from 0 to "
            + "119", Map.of("stripe", 120), Map.of("next", 1));
        assertRefused("The partition {task.id=0} is none of this connector", Map.of("task.id", 0), Map.of("next", 1));
        assertRefused("The partition {stripe=1.5} is none of this connector", Map.of("stripe", 1.5), Map.of());
        assertRefused("The offset {next=-1} of the partition {stripe=1} must have \"next\"", Map.of("stripe", 1),
            Map.of("next", -1));
        assertRefused("The offset {} of the partition {stripe=1} must have", Map.of("stripe", 1), Map.of());
    }

    private void assertRefused(String reason, Map<String, ?> partition, Map<String, ?> offset) {
        ConnectException refused = assertThrows(ConnectException.class,
            () -> connector.alterOffsets(Map.of(), Map.of(partition, offset)));
        assertTrue(refused.getMessage().startsWith(reason), refused.getMessage());
    }
}
