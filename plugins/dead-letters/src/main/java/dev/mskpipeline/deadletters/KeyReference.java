package dev.mskpipeline.deadletters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a record holds a part of its table's key, in the sink's grammar: {@code partition}, {@code offset},
 * {@code key[.path]} or {@code value[.path]}, then perhaps {@code :attribute}.
 */
final class KeyReference {
    /** What the sink's transform puts between the names of nested fields. */
    private static final String FLATTENED = "_";
    /** DynamoDB's numbers have 38 digits; a longer one would only be slow to write out. */
    private static final int MOST_DIGITS = 200;

    private final String source;
    private final List<String> path;

    KeyReference(String text) {
        List<String> words = Arrays.asList(text.split(":")[0].trim().split("\\."));
        source = words.get(0);
        path = words.subList(1, words.size());
        if (!List.of("partition", "offset", "key", "value").contains(source)) {
            throw new IllegalArgumentException("--key " + text
                + " must be partition, offset, key[.path] or value[.path]");
        }
    }

    /** What it finds, as text; nothing where the record does not have it, or cannot be read. */
    Optional<String> find(Readable record) {
        switch (source) {
            case "partition":
                return Optional.of(Integer.toString(record.place.partition.partition()));
            case "offset":
                return Optional.of(Long.toString(record.place.offset));
            case "key":
                return text(walk(record.key()));
            default:
                return record.isTombstone() ? inKey(record) : text(walk(record.value()));
        }
    }

    /** A tombstone has no value: the sink takes the field of the same name in the key. */
    private Optional<String> inKey(Readable tombstone) {
        return path.isEmpty() ? Optional.empty() : text(walk(tombstone.key()));
    }

    private JsonNode walk(JsonNode root) {
        JsonNode node = root;
        for (String name : path) {
            node = field(node, name);
        }
        return node;
    }

    /** A field of this name, or the nested one that the sink's transform gives this name. */
    private static JsonNode field(JsonNode node, String name) {
        if (node.has(name)) {
            return node.get(name);
        }
        for (Iterator<Map.Entry<String, JsonNode>> fields = node.fields(); fields.hasNext();) {
            Map.Entry<String, JsonNode> field = fields.next();
            String prefix = field.getKey() + FLATTENED;
            if (name.startsWith(prefix)) {
                JsonNode found = field(field.getValue(), name.substring(prefix.length()));
                if (!found.isMissingNode()) {
                    return found;
                }
            }
        }
        return MissingNode.getInstance();
    }

    /**
     * A table's key is of one type, so a number and its text are the same item once both can be stored, as after a mend
     * that casts one into the other.
     */
    private static Optional<String> text(JsonNode node) {
        if (node.isTextual()) {
            return Optional.of(node.textValue());
        }
        if (!node.isNumber()) {
            return Optional.empty();
        }
        BigDecimal number = node.decimalValue().stripTrailingZeros();
        return Optional.of(Math.abs((long) number.scale()) > MOST_DIGITS ? number.toString() : number.toPlainString());
    }
}
