package dev.mskpipeline.tryout;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.apache.kafka.connect.transforms.predicates.Predicate;

/**
 * A connector's transforms in their order, each with its predicate.
 *
 * @see <a href="https://kafka.apache.org/documentation/#connect_transforms">Kafka Connect's transforms</a>
 */
final class Transforms {
    /** Of a transform's settings, those that the worker takes for itself. */
    private static final List<String> OF_THE_WORKER = List.of("type", "predicate", "negate");

    private final List<Transform> all = new ArrayList<>();

    Transforms(Settings connector) {
        connector.list("transforms").forEach(name -> all.add(new Transform(name, connector)));
    }

    /**
     * Hands on what each step makes of the record; null of a transform that drops it, which is the last.
     *
     * @throws StepFailure of the transform that fails
     */
    void apply(SinkRecord record, BiConsumer<String, SinkRecord> onStep) {
        SinkRecord current = record;
        for (Transform transform : all) {
            current = transform.apply(current);
            onStep.accept(transform.name, current);
            if (current == null) {
                return;
            }
        }
    }

    private static final class Transform {
        final String name;
        private final Transformation<SinkRecord> transformation;
        private final Predicate<SinkRecord> predicate;
        private final boolean negate;

        @SuppressWarnings("unchecked")
        Transform(String name, Settings connector) {
            this.name = name;
            String prefix = "transforms." + name + ".";
            transformation = connector.instance(prefix + "type", "", Transformation.class);
            Map<String, String> own = connector.under(prefix);
            own.keySet().removeAll(OF_THE_WORKER);
            Settings.configure("transforms." + name, () -> transformation.configure(own));
            negate = Boolean.parseBoolean(connector.get(prefix + "negate", "false"));
            predicate = connector.has(prefix + "predicate")
                ? predicate(connector.get(prefix + "predicate", ""), connector) : null;
        }

        @SuppressWarnings("unchecked")
        private static Predicate<SinkRecord> predicate(String name, Settings connector) {
            if (!connector.list("predicates").contains(name)) {
                throw new ToolException("predicates: there is no " + name + " in it, which a transform names");
            }
            String prefix = "predicates." + name + ".";
            Predicate<SinkRecord> predicate = connector.instance(prefix + "type", "", Predicate.class);
            Map<String, String> own = connector.under(prefix);
            own.remove("type");
            Settings.configure("predicates." + name, () -> predicate.configure(own));
            return predicate;
        }

        SinkRecord apply(SinkRecord record) {
            try {
                return predicate == null || predicate.test(record) != negate ? transformation.apply(record) : record;
            } catch (RuntimeException failure) {
                throw new StepFailure(name, failure);
            }
        }
    }
}
