package dev.mskpipeline.deadletters;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds what is of the same item as a record: of the same topic, which has one table, and of the same table's key where
 * both have one that can be read; otherwise of the same record's key. A record without either is of no other's item.
 */
final class SameItem<T> {
    private final Map<String, List<T>> byTableKey = new HashMap<>();
    private final Map<String, List<T>> byKeyUnread = new HashMap<>();
    private final Map<String, List<T>> byKeyRead = new HashMap<>();

    void add(T what, String topic, Optional<String> tableKey, byte[] key) {
        tableKey.ifPresent(text -> put(byTableKey, topic, text, what));
        if (key != null) {
            put(tableKey.isPresent() ? byKeyRead : byKeyUnread, topic, text(key), what);
        }
    }

    List<T> find(String topic, Optional<String> tableKey, byte[] key) {
        List<T> found = new ArrayList<>();
        tableKey.ifPresent(text -> found.addAll(get(byTableKey, topic, text)));
        if (key != null) {
            found.addAll(get(byKeyUnread, topic, text(key)));
            if (tableKey.isEmpty()) {
                found.addAll(get(byKeyRead, topic, text(key)));
            }
        }
        return found;
    }

    private static <T> void put(Map<String, List<T>> map, String topic, String text, T what) {
        map.computeIfAbsent(topic + "/" + text, any -> new ArrayList<>(1)).add(what);
    }

    private static <T> List<T> get(Map<String, List<T>> map, String topic, String text) {
        return map.getOrDefault(topic + "/" + text, List.of());
    }

    private static String text(byte[] key) {
        return new String(key, ISO_8859_1);
    }
}
