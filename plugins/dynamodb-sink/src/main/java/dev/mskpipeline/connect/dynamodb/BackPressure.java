package dev.mskpipeline.connect.dynamodb;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkTaskContext;

/**
 * Has Kafka Connect deliver no more than the queue takes: pauses the task's partitions while it is full. The consumer
 * goes on polling meanwhile, so the task keeps its partitions, however long a table throttles.
 */
final class BackPressure {
    /** How long put waits for room before it pauses, which is far less than the time in which a worker must stop. */
    private static final long ROOM_MS = 500;
    /** How soon Kafka Connect calls put again, with no records if there are none, while work is left. */
    private static final long CALL_AGAIN_MS = 100;

    private final SinkTaskContext context;
    private final WriteQueue queue;
    private boolean paused;

    BackPressure(SinkTaskContext context, WriteQueue queue) {
        this.context = context;
        this.queue = queue;
    }

    /** @param idle whether no work is left */
    void regulate(boolean idle) throws InterruptedException {
        boolean room = queue.awaitRoom(ROOM_MS);
        TopicPartition[] partitions = context.assignment().toArray(new TopicPartition[0]);
        if (!room) {
            // Each time, since partitions may have come that are not paused.
            context.pause(partitions);
            context.timeout(1);
        } else if (paused) {
            context.resume(partitions);
        }
        paused = !room;
        if (room && !idle) {
            context.timeout(CALL_AGAIN_MS);
        }
    }
}
