package dev.mskpipeline.connect.orders;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;

/** A connector's tasks as a worker runs them, without its threads. */
final class Tasks {
    private Tasks() {
    }

    /** Settings without pauses; the ones given are added. */
    static Map<String, String> settings(String... more) {
        Map<String, String> settings =
            new HashMap<>(Map.of("name", "datagen", "kafka.topic", "orders", "max.interval", "0"));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return settings;
    }

    static List<OrdersSourceTask> start(Offsets offsets, int count, Map<String, String> settings) {
        OrdersSourceConnector connector = new OrdersSourceConnector();
        connector.start(settings);
        List<OrdersSourceTask> tasks = new ArrayList<>();
        for (Map<String, String> config : connector.taskConfigs(count)) {
            OrdersSourceTask task = new OrdersSourceTask();
            task.initialize(offsets);
            task.start(config);
            tasks.add(task);
        }
        return tasks;
    }

    static List<SourceRecord> poll(OrdersSourceTask task, int polls) throws InterruptedException {
        List<SourceRecord> records = new ArrayList<>();
        for (int i = 0; i < polls; i++) {
            List<SourceRecord> polled = task.poll();
            if (polled != null) {
                records.addAll(polled);
            }
        }
        return records;
    }

    static int id(SourceRecord record) {
        return (Integer) record.key();
    }
}
