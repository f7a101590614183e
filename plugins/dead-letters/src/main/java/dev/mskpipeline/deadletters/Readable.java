package dev.mskpipeline.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;

/** A record's key and value as JSON. */
final class Readable {
    private static final ObjectMapper JSON = new ObjectMapper()
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    final Place place;
    private final byte[] key;
    private final byte[] value;

    Readable(byte[] key, byte[] value, Place place) {
        this.key = key;
        this.value = value;
        this.place = place;
    }

    /** A key that is no JSON is text, as StringConverter writes it. */
    JsonNode key() {
        JsonNode json = parse(key);
        return json.isMissingNode() && key != null ? new TextNode(new String(key, UTF_8)) : json;
    }

    /** Missing where it is no JSON. */
    JsonNode value() {
        return parse(value);
    }

    boolean isTombstone() {
        return value == null;
    }

    private static JsonNode parse(byte[] bytes) {
        if (bytes == null) {
            return MissingNode.getInstance();
        }
        try {
            return JSON.readTree(bytes);
        } catch (IOException noJson) {
            return MissingNode.getInstance();
        }
    }
}
