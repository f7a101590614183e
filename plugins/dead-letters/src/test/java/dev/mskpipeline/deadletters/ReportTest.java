package dev.mskpipeline.deadletters;

import static dev.mskpipeline.deadletters.FakeCluster.LETTERS;
import static dev.mskpipeline.deadletters.FakeCluster.SINK;
import static dev.mskpipeline.deadletters.FakeCluster.bytes;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final String STACK = "a.Refused: no\n\tat b\nCaused by: a.Bad: bad\n\tat c\nCaused by: a.Worse: w\n\tat d";

    private final FakeCluster cluster = new FakeCluster();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final Report report = new Report(new JsonLines(new PrintStream(written, true, UTF_8)));

    private Survey survey() {
        return new Survey(cluster, new DeadLetterTopic(cluster, LETTERS, SINK), new TableKey(List.of("value.orderid")));
    }

    private List<JsonNode> lines() throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : written.toString(UTF_8).split("\n")) {
            lines.add(new ObjectMapper().readTree(line));
        }
        return lines;
    }

    private void letter(String message, byte[] value) {
        cluster.append(new TopicPartition(LETTERS, 0), 5, bytes("k"), value, new RecordHeaders()
            .add("trace", new byte[] {(byte) 0xff})
            .add("__connect.errors.topic", bytes("orders"))
            .add("__connect.errors.partition", bytes("0"))
            .add("__connect.errors.offset", bytes("4"))
            .add("__connect.errors.task.id", bytes("1"))
            .add("__connect.errors.exception.class.name", bytes("a.Refused"))
            .add("__connect.errors.exception.message", bytes(message))
            .add("__connect.errors.exception.stacktrace", bytes(STACK)));
    }

    @Test
    void countsFirst() throws IOException {
        cluster.refused("1", "{\"orderid\":\"1\"}");
        cluster.refused("1", "{\"orderid\":\"1\"}");
        Survey survey = survey();
        report.summary(survey.verdicts(survey.letters));
        report.letter(survey.topic.record(0), new Verdict(Verdict.State.WAITING, ""));
        assertTrue(lines().get(1).get("cause").isNull());
        JsonNode summary = lines().get(0);
        assertEquals(List.of(1, 0, 1, 0), List.of(summary.get("waiting").asInt(), summary.get("replayed").asInt(),
            summary.get("superseded").asInt(), summary.get("stranded").asInt()));
    }

    @Test
    void shortensAMessageInAList() throws IOException {
        letter("x".repeat(5_000), bytes("{}"));
        report.letter(survey().topic.record(0), new Verdict(Verdict.State.WAITING, ""));
        JsonNode line = lines().get(0);
        assertEquals(200, line.get("message").asText().length());
        assertEquals("orders/0/4", line.get("place").asText());
        assertEquals("a.Refused", line.get("exception").asText());
        assertEquals("a.Worse: w", line.get("cause").asText());
        assertEquals("waiting", line.get("state").asText());
        assertEquals(5, line.get("time").asInt());
    }

    @Test
    void showsAllOfOneInPieces() throws IOException {
        String value = "ä\uD83D\uDE00".repeat(3_000);
        letter("x".repeat(5_000), bytes(value));
        report.whole(survey().topic.record(0), new Verdict(Verdict.State.WAITING, ""));
        List<JsonNode> lines = lines();
        JsonNode about = lines.get(0);
        assertEquals(5_000, about.get("message").asText().length());
        assertEquals("1", about.get("task").asText());
        assertEquals("text", about.get("key").get("encoding").asText());
        assertEquals("[{\"name\":\"trace\",\"encoding\":\"base64\",\"text\":\"/w==\"}]", about.get("headers").toString());
        assertEquals(value.length(), about.get("valueCharacters").asInt());
        assertEquals(value, text(lines, "value"));
        assertEquals(STACK, text(lines, "stack"));
        assertEquals("stack", lines.get(lines.size() - 1).get("kind").asText());
        assertTrue(written.toString(UTF_8).chars().allMatch(each -> each < 128));
    }

    @Test
    void showsBytesThatAreNoTextAsBase64() throws IOException {
        letter("no", new byte[] {(byte) 0xff, 0});
        report.whole(survey().topic.record(0), new Verdict(Verdict.State.WAITING, ""));
        assertEquals("base64", lines().get(0).get("valueEncoding").asText());
        assertEquals("/wA=", text(lines(), "value"));
    }

    @Test
    void saysWhatAReplayDid() throws IOException {
        cluster.refused("1", "{\"orderid\":\"1\"}");
        cluster.refused("1", "{\"orderid\":\"1\"}");
        Replay replay = new Replay(cluster, survey());
        replay.run(Set.of(), false);
        report.replay(replay);
        List<JsonNode> lines = lines();
        assertEquals(List.of(1, 0, 1), List.of(lines.get(0).get("sent").asInt(), lines.get(0).get("waiting").asInt(),
            lines.get(0).get("superseded").asInt()));
        assertEquals("sent orders/0/2", lines.get(1).get("state").asText() + " " + lines.get(1).get("detail").asText());
        assertEquals(0, lines.get(2).get("offset").asInt());
        assertFalse(lines.size() > 3);
    }

    private static String text(List<JsonNode> lines, String kind) {
        StringBuilder text = new StringBuilder();
        lines.stream().filter(line -> line.get("kind").asText().equals(kind))
            .forEach(line -> text.append(line.get("text").asText()));
        return text.toString();
    }
}
