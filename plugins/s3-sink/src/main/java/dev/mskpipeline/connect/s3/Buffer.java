package dev.mskpipeline.connect.s3;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/** Records that are not in the bucket yet, in the objects that they will be. */
final class Buffer {
    /** Objects that take more records, by partition and hour. */
    private final Map<String, OpenObject> open = new LinkedHashMap<>();
    /** Objects that are complete, and wait. */
    private final List<OpenObject> complete = new ArrayList<>();

    void add(SinkRecord record, byte[] line) {
        TopicPartition partition = new TopicPartition(record.topic(), record.kafkaPartition());
        String hour = OpenObject.hourOf(record);
        open.computeIfAbsent(partition + " " + hour, key -> new OpenObject(partition, hour, record.kafkaOffset()))
            .add(record.kafkaOffset(), line);
    }

    int objects() {
        return open.size() + complete.size();
    }

    /** Bytes that it holds, packed. */
    long bytes() {
        return open.values().stream().mapToLong(OpenObject::size).sum()
            + complete.stream().mapToLong(OpenObject::size).sum();
    }

    /** Hands over all that it holds, an object at a time. One that the consumer throws for stays, as those after it. */
    void drain(Consumer<OpenObject> store) {
        complete.addAll(open.values());
        open.clear();
        for (Iterator<OpenObject> objects = complete.iterator(); objects.hasNext();) {
            store.accept(objects.next());
            objects.remove();
        }
    }

    boolean isEmpty() {
        return objects() == 0;
    }

    /** Forgets records of partitions that another task reads from now on. */
    void forget(Collection<TopicPartition> partitions) {
        open.values().removeIf(object -> partitions.contains(object.partition));
        complete.removeIf(object -> partitions.contains(object.partition));
    }
}
