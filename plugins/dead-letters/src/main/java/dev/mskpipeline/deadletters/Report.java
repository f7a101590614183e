package dev.mskpipeline.deadletters;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** What the tool says of dead letters: how many first, for an output may be cut at its end. */
final class Report {
    /** Characters of a message, and of a cause, in a list. */
    private static final int MOST_CHARACTERS = 200;

    private final JsonLines lines;

    Report(JsonLines lines) {
        this.lines = lines;
    }

    void summary(Map<DeadLetter, Verdict> verdicts) {
        ObjectNode line = JsonLines.line("summary");
        lines.write(counted(line, verdicts));
    }

    void letter(ConsumerRecord<byte[], byte[]> record, Verdict verdict) {
        ErrorContext context = new ErrorContext(record.headers());
        lines.write(letter(record, context, verdict, MOST_CHARACTERS));
    }

    /** Everything: the value and the stack trace last, since they may be long. */
    void whole(ConsumerRecord<byte[], byte[]> record, Verdict verdict) {
        ErrorContext context = new ErrorContext(record.headers());
        String stack = context.stackTrace().orElse("");
        Content value = Content.of(record.value());
        ObjectNode line = letter(record, context, verdict, Integer.MAX_VALUE);
        put(line, "task", context.task());
        put(line, "stage", context.stage());
        put(line, "executingClass", context.executingClass());
        ArrayNode headers = line.putArray("headers");
        for (Header header : record.headers()) {
            if (!header.key().startsWith(ErrorContext.PREFIX)) {
                put(headers.addObject().put("name", header.key()), Content.of(header.value()));
            }
        }
        put(line.putObject("key"), Content.of(record.key()));
        line.put("valueEncoding", value.encoding).put("valueCharacters", value.text.length());
        line.put("stackCharacters", stack.length());
        lines.write(line);
        lines.writePieces("value", value.text);
        lines.writePieces("stack", stack);
    }

    void replay(Replay replay) {
        ObjectNode line = JsonLines.line("summary").put("sent", replay.sent.size());
        Map<DeadLetter, Verdict> unsent = new LinkedHashMap<>(replay.outcomes);
        unsent.keySet().removeAll(replay.sent.keySet());
        lines.write(counted(line, unsent));
        outcomes(unsent, Verdict.State.STRANDED);
        replay.sent.forEach((letter, copy) -> outcome(letter, "sent", copy.toString()));
        replay.repeated.forEach(place -> lines.write(JsonLines.line("repeated").put("record", place.toString())));
        outcomes(unsent, Verdict.State.WAITING);
        outcomes(unsent, Verdict.State.SUPERSEDED);
        outcomes(unsent, Verdict.State.REPLAYED);
    }

    private static ObjectNode counted(ObjectNode line, Map<DeadLetter, Verdict> verdicts) {
        for (Verdict.State state : Verdict.State.values()) {
            line.put(name(state), verdicts.values().stream().filter(verdict -> verdict.state == state).count());
        }
        return line;
    }

    private void outcomes(Map<DeadLetter, Verdict> verdicts, Verdict.State state) {
        verdicts.forEach((letter, verdict) -> {
            if (verdict.state == state) {
                outcome(letter, name(state), verdict.detail);
            }
        });
    }

    private void outcome(DeadLetter letter, String state, String detail) {
        ObjectNode line = JsonLines.line("outcome").put("offset", letter.offset);
        line.put("place", letter.place == null ? null : letter.place.toString());
        lines.write(line.put("state", state).put("detail", detail));
    }

    private static ObjectNode letter(ConsumerRecord<byte[], byte[]> record, ErrorContext context, Verdict verdict,
                                     int mostCharacters) {
        ObjectNode line = JsonLines.line("letter").put("offset", record.offset()).put("time", record.timestamp());
        put(line, "place", context.place().map(Place::toString));
        put(line, "exception", context.exceptionClass());
        put(line, "message", context.message().map(text -> shortened(text, mostCharacters)));
        put(line, "cause", context.cause().map(text -> shortened(text, mostCharacters)));
        return line.put("state", name(verdict.state)).put("detail", verdict.detail);
    }

    private static void put(ObjectNode line, String name, Optional<String> text) {
        line.put(name, text.orElse(null));
    }

    private static void put(ObjectNode line, Content content) {
        line.put("encoding", content.encoding).put("text", content.text);
    }

    private static String shortened(String text, int mostCharacters) {
        return text.length() <= mostCharacters ? text : text.substring(0, mostCharacters - 1) + "…";
    }

    private static String name(Verdict.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
