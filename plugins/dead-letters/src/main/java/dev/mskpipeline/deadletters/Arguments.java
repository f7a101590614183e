package dev.mskpipeline.deadletters;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A command and its options, {@code --name value}, of which some may be given again. */
final class Arguments {
    static final String DRY_RUN = "--dry-run";
    private static final Set<String> NAMES = Set.of("--bootstrap-server", "--command-config", "--topic", "--connector",
        "--key", "--count", "--offset", "--lock");

    final String command;
    private final Map<String, List<String>> values = new HashMap<>();

    Arguments(String... words) {
        command = words.length == 0 ? "" : words[0];
        for (int i = 1; i < words.length; i++) {
            String name = words[i];
            if (name.equals(DRY_RUN)) {
                put(name, "");
            } else if (NAMES.contains(name) && i + 1 < words.length) {
                i += 1;
                put(name, words[i]);
            } else {
                throw new IllegalArgumentException(NAMES.contains(name) ? name + " needs a value"
                    : "There is no option " + name);
            }
        }
    }

    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    Optional<String> optional(String name) {
        return all(name).stream().findFirst();
    }

    String required(String name) {
        return optional(name).orElseThrow(() -> new IllegalArgumentException(command + " needs " + name));
    }

    static long number(String name, String text) {
        if (text.matches("\\d{1,18}")) {
            return Long.parseLong(text);
        }
        throw new IllegalArgumentException(name + " " + text + " must be a whole number from 0");
    }

    private void put(String name, String value) {
        values.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
    }
}
