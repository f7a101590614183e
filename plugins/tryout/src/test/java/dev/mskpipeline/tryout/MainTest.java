package dev.mskpipeline.tryout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MainTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TRANSFORMS = "org.apache.kafka.connect.transforms.";

    private final ObjectNode asked = JSON.createObjectNode();
    private final ObjectNode connector = asked.putObject("connector");
    private final ObjectNode worker = asked.putObject("worker");

    MainTest() {
        asked.putArray("records");
        worker.put("key.converter", "org.apache.kafka.connect.storage.StringConverter");
        worker.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
        worker.put("value.converter.schemas.enable", "false");
    }

    private ObjectNode record(String key, String value) {
        return asked.withArray("records").addObject().put("topic", "orders").put("key", key).put("value", value);
    }

    private void transform(String name, String type) {
        connector.put("transforms", connector.has("transforms") ? connector.get("transforms").asText() + "," + name : name);
        connector.put("transforms." + name + ".type", TRANSFORMS + type);
    }

    private List<JsonNode> steps() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Main.run(new ByteArrayInputStream(asked.toString().getBytes(UTF_8)), new PrintStream(out, true, UTF_8));
        List<JsonNode> steps = new ArrayList<>();
        for (String line : out.toString(UTF_8).split("\n")) {
            steps.add(JSON.readTree(line));
        }
        return steps;
    }

    private static void assertStep(JsonNode step, String name, String kind) {
        assertEquals(name + " " + kind, step.get("step").asText() + " " + step.get("kind").asText());
    }

    @Test
    void showsTheRecordAfterEachStep() throws IOException {
        transform("flatten", "Flatten$Value");
        connector.put("transforms.flatten.delimiter", "_");
        record("7", "{\"a\":{\"b\":1}}").putObject("headers").put("trace", "abc");
        List<JsonNode> steps = steps();
        assertEquals(2, steps.size());
        assertStep(steps.get(0), "converters", "record");
        assertEquals("{\"a\":{\"b\":1}}", steps.get(0).get("value").toString());
        assertEquals("\"7\"", steps.get(0).get("key").toString());
        assertEquals("abc", steps.get(0).get("headers").get(0).get("value").asText());
        assertStep(steps.get(1), "flatten", "record");
        assertEquals("{\"a_b\":1}", steps.get(1).get("value").toString());
    }

    @Test
    void takesAConnectorsOwnConverterWithItsOwnSettingsAlone() throws IOException {
        connector.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
        record("7", "{\"schema\":{\"type\":\"struct\",\"fields\":[{\"field\":\"id\",\"type\":\"int64\"},"
            + "{\"field\":\"at\",\"type\":\"int64\",\"optional\":true,\"name\":\"org.apache.kafka.connect.data.Timestamp\"}]},"
            + "\"payload\":{\"id\":5,\"at\":0}}");
        JsonNode step = steps().get(0);
        assertEquals("{\"id\":5,\"at\":\"1970-01-01T00:00:00Z\"}", step.get("value").toString());
        assertEquals("struct{id: int64, at: org.apache.kafka.connect.data.Timestamp?}", step.get("valueType").asText());
    }

    @Test
    void saysWhichTransformDropsARecordAndAsksNoneAfterIt() throws IOException {
        transform("tombstones", "Filter");
        connector.put("transforms.tombstones.predicate", "isTombstone");
        connector.put("predicates", "isTombstone");
        connector.put("predicates.isTombstone.type", TRANSFORMS + "predicates.RecordIsTombstone");
        transform("flatten", "Flatten$Value");
        record("7", null);
        record("8", "{}");
        List<JsonNode> steps = steps();
        assertStep(steps.get(1), "tombstones", "dropped");
        assertStep(steps.get(2), "converters", "record");
        assertEquals(1, steps.get(2).get("number").asInt());
        assertStep(steps.get(4), "flatten", "record");
    }

    @Test
    void negatesAPredicate() throws IOException {
        transform("values", "Filter");
        connector.put("transforms.values.predicate", "isTombstone").put("transforms.values.negate", "true");
        connector.put("predicates", "isTombstone");
        connector.put("predicates.isTombstone.type", TRANSFORMS + "predicates.RecordIsTombstone");
        record("7", null);
        record("8", "{}");
        assertStep(steps().get(1), "values", "record");
        assertStep(steps().get(3), "values", "dropped");
    }

    @Test
    void saysWhichStepFailsAndWhyAndGoesOnWithTheNextRecord() throws IOException {
        transform("id", "ExtractField$Key");
        connector.put("transforms.id.field", "id");
        record("7", "no JSON");
        record("8", "{}");
        List<JsonNode> steps = steps();
        assertStep(steps.get(0), "value.converter", "failed");
        assertTrue(steps.get(0).get("causes").get(0).asText().contains("DataException"), steps.get(0).toString());
        assertStep(steps.get(2), "id", "failed");
        assertEquals(3, steps.size());
    }

    @Test
    void namesTheTransformWhoseSettingsAreRefused() {
        transform("first", "Cast$Value");
        transform("second", "Cast$Value");
        connector.put("transforms.first.spec", "a:int32");
        String message = assertThrows(ToolException.class, this::steps).getMessage();
        assertTrue(message.startsWith("transforms.second: "), message);
    }

    @Test
    void refusesAPredicateThatIsNotInTheList() {
        transform("tombstones", "Filter");
        connector.put("transforms.tombstones.predicate", "isTombstone");
        connector.put("predicates.isTombstone.type", TRANSFORMS + "predicates.RecordIsTombstone");
        assertEquals("predicates: there is no isTombstone in it, which a transform names",
            assertThrows(ToolException.class, this::steps).getMessage());
    }

    @Test
    void insertsNoTimeThatTheRecordHasNot() throws IOException {
        transform("time", "InsertField$Value");
        connector.put("transforms.time.timestamp.field", "at");
        record("7", "{}");
        assertEquals("{}", steps().get(1).get("value").toString());
    }

    @Test
    void namesTheKeyOfAClassThatIsNotThereOrIsAnother() {
        record("7", "{}");
        transform("odd", "Odd$Value");
        assertEquals("transforms.odd.type: there is no class " + TRANSFORMS
            + "Odd$Value, neither in Kafka Connect nor in the plugin", assertThrows(ToolException.class, this::steps).getMessage());
        connector.remove("transforms.odd.type");
        assertEquals("transforms.odd.type is missing: the class to use",
            assertThrows(ToolException.class, this::steps).getMessage());
        connector.put("transforms.odd.type", "java.lang.Object");
        assertEquals("transforms.odd.type: java.lang.Object is no Transformation",
            assertThrows(ToolException.class, this::steps).getMessage());
    }
}
