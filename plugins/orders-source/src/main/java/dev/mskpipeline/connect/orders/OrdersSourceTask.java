package dev.mskpipeline.connect.orders;

import dev.mskpipeline.connect.common.PluginVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the orders of one task, at its pace, until its iterations are done; then stays RUNNING and gives nothing. */
public final class OrdersSourceTask extends SourceTask {
    private static final Logger LOG = LoggerFactory.getLogger(OrdersSourceTask.class);

    private OrdersSourceConfig config;
    private Stripes stripes;
    private volatile Pace pace;
    private Schema keySchema;
    private boolean endLogged;

    @Override
    public String version() {
        return PluginVersion.of(getClass());
    }

    @Override
    public void start(Map<String, String> taskConfig) {
        config = new OrdersSourceConfig(taskConfig);
        stripes = new Stripes(config.taskId(), config.taskCount(), config.seed(), context.offsetStorageReader());
        pace = new Pace(config.maxIntervalMs());
        keySchema = OrderSchema.ORDER.field(config.keyField()).schema();
        LOG.info("Task {} of {} starts for the {}. time with {} orders made before",
            config.taskId(), config.taskCount(), stripes.generation() + 1, stripes.handedOut());
    }

    @Override
    public List<SourceRecord> poll() throws InterruptedException {
        if (ended()) {
            pace.idle();
            return null;
        }
        if (!pace.awaitDue()) {
            return null;
        }
        int size = (int) Math.min(config.batchSize(), config.iterations() - stripes.handedOut());
        List<SourceRecord> records = new ArrayList<>(size);
        while (records.size() < size && !stripes.exhausted()) {
            records.add(record(stripes.next(), stripes.handedOut() - 1));
        }
        return records;
    }

    @Override
    public void stop() {
        if (pace != null) {
            pace.stop();
        }
    }

    private boolean ended() {
        boolean done = stripes.handedOut() >= config.iterations();
        if (!done && !stripes.exhausted()) {
            return false;
        }
        if (!endLogged) {
            endLogged = true;
            LOG.info("Task {} has made {} orders and {}", config.taskId(), stripes.handedOut(),
                done ? "is done" : "no 32-bit order id is left");
        }
        return true;
    }

    private SourceRecord record(Stripes.Claim claim, long iteration) {
        Struct order = OrderGenerator.order(claim.seed, claim.orderId);
        // The headers that Datagen sets; a consumer can count restarts by them.
        ConnectHeaders headers = new ConnectHeaders();
        headers.addLong("task.generation", stripes.generation());
        headers.addLong("task.id", config.taskId());
        headers.addLong("current.iteration", iteration);
        return new SourceRecord(claim.partition, claim.offset, config.topic(), null, keySchema,
            order.get(config.keyField()), OrderSchema.ORDER, order, null, headers);
    }
}
