package dev.mskpipeline.connect.s3;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** What a worker is to a task, as far as the sink asks. */
final class FakeContext {
    int commits;
    /** Whether there is a topic for records that are set aside. */
    boolean reports;
    final List<Long> reported = new ArrayList<>();

    SinkTaskContext asContext() {
        Object proxy = Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {SinkTaskContext.class},
            (self, method, args) -> answer(method));
        return (SinkTaskContext) proxy;
    }

    private Object answer(Method method) {
        switch (method.getName()) {
            case "requestCommit":
                commits++;
                return null;
            case "timeout":
                return null;
            case "errantRecordReporter":
                return reports ? reporter() : null;
            default:
                throw new UnsupportedOperationException(method.getName());
        }
    }

    private ErrantRecordReporter reporter() {
        return (record, error) -> {
            reported.add(record.kafkaOffset());
            return CompletableFuture.completedFuture(null);
        };
    }
}
