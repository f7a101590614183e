package dev.mskpipeline.tryout;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Passes records through the converters and transforms of a sink. Reads
 * {@code {"connector": {...}, "worker": {...}, "records": [{"topic", "key", "value", "headers"}]}} with keys, values and
 * headers as text or null, and writes a line of JSON for each step of each record. Ends with 1 and a message for a
 * configuration that does not work.
 */
public final class Main {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Main() {
    }

    public static void main(String[] args) throws IOException {
        try {
            run(System.in, new PrintStream(System.out, true, UTF_8));
        } catch (ToolException refused) {
            System.err.println(refused.getMessage());
            System.exit(1);
        }
    }

    static void run(InputStream in, PrintStream out) throws IOException {
        JsonNode asked = JSON.readTree(in);
        Settings connector = new Settings(texts(asked.get("connector")));
        Converters converters = new Converters(connector, new Settings(texts(asked.get("worker"))));
        Transforms transforms = new Transforms(connector);
        int number = 0;
        for (JsonNode record : asked.get("records")) {
            Steps steps = new Steps(out, number);
            steps.follow(recordOf(record, number), converters, transforms);
            number++;
        }
    }

    private static ConsumerRecord<byte[], byte[]> recordOf(JsonNode record, int offset) {
        ConsumerRecord<byte[], byte[]> made = new ConsumerRecord<>(record.get("topic").asText(), 0, offset,
            bytes(record.get("key")), bytes(record.get("value")));
        record.path("headers").fields().forEachRemaining(header ->
            made.headers().add(header.getKey(), bytes(header.getValue())));
        return made;
    }

    private static byte[] bytes(JsonNode text) {
        return text == null || text.isNull() ? null : text.asText().getBytes(UTF_8);
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new HashMap<>();
        object.fields().forEachRemaining(field -> texts.put(field.getKey(), field.getValue().asText()));
        return texts;
    }

    /** Writes what each step makes of one record. */
    private static final class Steps {
        private final PrintStream out;
        private final int number;

        Steps(PrintStream out, int number) {
            this.out = out;
            this.number = number;
        }

        void follow(ConsumerRecord<byte[], byte[]> record, Converters converters, Transforms transforms) {
            try {
                var converted = converters.convert(record);
                write("converters", "record", Shown.record(converted));
                transforms.apply(converted, (name, now) -> {
                    if (now == null) {
                        write(name, "dropped", JSON.createObjectNode());
                    } else {
                        write(name, "record", Shown.record(now));
                    }
                });
            } catch (StepFailure failure) {
                ObjectNode line = JSON.createObjectNode();
                failure.causes().forEach(line.putArray("causes")::add);
                write(failure.step, "failed", line);
            }
        }

        private void write(String step, String kind, ObjectNode line) {
            out.println(line.put("kind", kind).put("number", number).put("step", step));
        }
    }
}
