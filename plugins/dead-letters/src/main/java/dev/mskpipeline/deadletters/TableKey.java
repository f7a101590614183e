package dev.mskpipeline.deadletters;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The key of a record's item in its table, as far as it can be read out of the record as it is in its topic. */
final class TableKey {
    private final List<KeyReference> references;

    /** @param references the sink's {@code aws.dynamodb.pk.hash} and, where the table has one, {@code pk.sort} */
    TableKey(List<String> references) {
        this.references = references.stream().map(KeyReference::new).collect(Collectors.toList());
    }

    /** The key as text, the same for records of the same item; nothing where a part of it cannot be read. */
    Optional<String> of(byte[] key, byte[] value, Place place) {
        if (references.isEmpty()) {
            return Optional.empty();
        }
        Readable record = new Readable(key, value, place);
        StringBuilder text = new StringBuilder();
        for (KeyReference reference : references) {
            Optional<String> part = reference.find(record);
            if (part.isEmpty()) {
                return Optional.empty();
            }
            text.append(part.get().length()).append(':').append(part.get());
        }
        return Optional.of(text.toString());
    }
}
