package dev.mskpipeline.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * What Kafka Connect writes into the headers of a dead letter, with
 * {@code errors.deadletterqueue.context.headers.enable}.
 *
 * @see <a
 *     href="https://github.com/apache/kafka/blob/3.9/connect/runtime/src/main/java/org/apache/kafka/connect/runtime/errors/DeadLetterQueueReporter.java">DeadLetterQueueReporter</a>
 */
final class ErrorContext {
    static final String PREFIX = "__connect.errors.";

    private static final String CAUSE = "Caused by: ";

    private final Headers headers;

    ErrorContext(Headers headers) {
        this.headers = headers;
    }

    /** Where the sink read the record; nothing where the headers do not say. */
    Optional<Place> place() {
        try {
            String topic = value("topic").orElse("");
            int partition = Integer.parseInt(value("partition").orElse(""));
            long offset = Long.parseLong(value("offset").orElse(""));
            return topic.isEmpty() ? Optional.empty()
                : Optional.of(new Place(new TopicPartition(topic, partition), offset));
        } catch (NumberFormatException notSaid) {
            return Optional.empty();
        }
    }

    Optional<String> connector() {
        return value("connector.name");
    }

    Optional<String> task() {
        return value("task.id");
    }

    /** Such as VALUE_CONVERTER or TASK_PUT. */
    Optional<String> stage() {
        return value("stage");
    }

    Optional<String> executingClass() {
        return value("class.name");
    }

    Optional<String> exceptionClass() {
        return value("exception.class.name");
    }

    Optional<String> message() {
        return value("exception.message");
    }

    Optional<String> stackTrace() {
        return value("exception.stacktrace");
    }

    /** What the last cause in the stack trace says; nothing where the exception had none. */
    Optional<String> cause() {
        return stackTrace().flatMap(stack -> stack.lines().filter(line -> line.startsWith(CAUSE))
            .reduce((one, later) -> later).map(line -> line.substring(CAUSE.length())));
    }

    private Optional<String> value(String name) {
        Header header = headers.lastHeader(PREFIX + name);
        return header == null || header.value() == null ? Optional.empty()
            : Optional.of(new String(header.value(), UTF_8));
    }
}
