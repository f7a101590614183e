package dev.mskpipeline.deadletters;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;

/** Writes objects as lines of JSON in ASCII, each with its kind. */
final class JsonLines {
    /** A long text is written in pieces, so that of an output that is cut most can be read. */
    private static final int PIECE = 4_000;
    private static final JsonMapper JSON = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final PrintStream out;

    JsonLines(PrintStream out) {
        this.out = out;
    }

    static ObjectNode line(String kind) {
        return JSON.createObjectNode().put("kind", kind);
    }

    void write(ObjectNode line) {
        try {
            out.println(JSON.writeValueAsString(line));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    void writePieces(String kind, String text) {
        for (int i = 0; i < text.length(); i += PIECE) {
            write(line(kind).put("text", text.substring(i, Math.min(i + PIECE, text.length()))));
        }
    }
}
