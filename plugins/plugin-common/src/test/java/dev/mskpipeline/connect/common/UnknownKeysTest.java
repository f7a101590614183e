package dev.mskpipeline.connect.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnknownKeysTest {
    private final UnknownKeys unknownKeys = new UnknownKeys(
        Set.of("own.pk.hash", "own.pk.sort", "table.name.format", "short"), List.of("own."), List.of("licence."));

    @ParameterizedTest
    @ValueSource(strings = {"own.pk.hash", "licence.anything", "name", "connector.class", "tasks.max", "topics",
        "topics.regex", "transforms", "transforms.a.type", "predicates.p.type", "key.converter",
        "key.converter.schemas.enable", "value.converter.x", "header.converter.x", "errors.tolerance",
        "errors.deadletterqueue.topic.name", "config.action.reload", "producer.override.acks",
        "consumer.override.max.poll.records", "topic.creation.default.partitions", "exactly.once.support",
        "something.else.altogether", "own", "tables"})
    void passes(String key) {
        assertEquals(List.of(), unknownKeys.find(Map.of(key, "x")));
    }

    @ParameterizedTest
    @CsvSource({
        "own.pk.hsh, own.pk.hash", "own.pk.hahs, own.pk.hash", "own.pk.sorted, own.pk.sort",
        "tabel.name.format, table.name.format", "table.nam.formt, table.name.format", "shrt, short",
        "taks.max, tasks.max", "topic, topics", "erors.tolerance, errors.tolerance",
        "errors.deadleterqueue.topic.name, errors.deadletterqueue.topic.name", "key.convertor, key.converter",
    })
    void suggests(String key, String suggestion) {
        assertEquals(Map.of(key, "Unknown configuration '" + key + "': did you mean '" + suggestion + "'?"),
            errors(Map.of(key, "x")));
    }

    @Test
    void reportsAnUnknownKeyUnderAnOwnPrefixWithoutASuggestion() {
        assertEquals(Map.of("own.colour", "Unknown configuration 'own.colour': this connector has no such key. Remove "
            + "it, or correct its name."), errors(Map.of("own.colour", "x")));
    }

    @Test
    void reportsEveryKeyWithoutItsValue() {
        Map<String, String> config = new HashMap<>(Map.of("own.pk.hsh", "secret", "own.pk.srt", "secret"));
        config.put("own.nothing", null);
        List<ConfigValue> found = unknownKeys.find(config);
        assertEquals(List.of("own.nothing", "own.pk.hsh", "own.pk.srt"),
            found.stream().map(ConfigValue::name).collect(Collectors.toList()));
        found.forEach(value -> assertNull(value.value()));
    }

    @ParameterizedTest
    @CsvSource({"'', '', 0", "a, '', 1", "'', abc, 3", "hash, hash, 0", "hsh, hash, 1", "hahs, hash, 1",
        "tabel, table, 1", "kitten, sitting, 3"})
    void countsTypingErrors(String a, String b, int distance) {
        assertEquals(distance, EditDistance.between(a, b));
        assertEquals(distance, EditDistance.between(b, a));
    }

    private Map<String, String> errors(Map<String, String> config) {
        return unknownKeys.find(config).stream()
            .collect(Collectors.toMap(ConfigValue::name, value -> String.join(" | ", value.errorMessages())));
    }
}
