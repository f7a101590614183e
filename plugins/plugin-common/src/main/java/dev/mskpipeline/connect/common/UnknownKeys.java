package dev.mskpipeline.connect.common;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.config.ConfigValue;

/**
 * Names configuration keys that nobody reads, so that a typo is refused and not ignored.
 *
 * <p>Kafka Connect accepts any key. A key is reported when nobody knows it and either it is under a prefix that
 * belongs to the connector, or it is within two typing errors (one for each four characters) of a key that exists.
 * Other unknown keys pass: they may belong to a newer worker, a converter or a plugin of the worker.
 */
public final class UnknownKeys {
    private final Set<String> known;
    private final List<String> ownPrefixes;
    private final List<String> acceptedPrefixes;

    /**
     * @param known            every key that the connector reads
     * @param ownPrefixes      prefixes under which every key must be known, such as {@code aws.dynamodb.}
     * @param acceptedPrefixes prefixes under which any key passes, such as {@code confluent.topic.}
     */
    public UnknownKeys(Set<String> known, List<String> ownPrefixes, List<String> acceptedPrefixes) {
        this.known = Set.copyOf(known);
        this.ownPrefixes = List.copyOf(ownPrefixes);
        this.acceptedPrefixes = List.copyOf(acceptedPrefixes);
    }

    /** One value with one error for each reported key of the configuration, in order of their names. */
    public List<ConfigValue> find(Map<String, String> config) {
        List<ConfigValue> found = new ArrayList<>();
        new TreeMap<>(config).forEach((key, value) -> {
            if (isKnown(key)) {
                return;
            }
            boolean own = startsWithAny(key, ownPrefixes);
            Optional<String> suggestion = suggest(key, own ? key.length() / 4 : Math.min(2, key.length() / 4));
            if (own || suggestion.isPresent()) {
                // The value is left out: a mistyped key may hold a password, and validate's reply shows values.
                ConfigValue report = new ConfigValue(key);
                report.addErrorMessage(message(key, suggestion));
                found.add(report);
            }
        });
        return found;
    }

    private String message(String key, Optional<String> suggestion) {
        return "Unknown configuration '" + key + "'" + suggestion
            .map(other -> ": did you mean '" + other + "'?")
            .orElse(": this connector has no such key. Remove it, or correct its name.");
    }

    private boolean isKnown(String key) {
        return known.contains(key) || startsWithAny(key, acceptedPrefixes) || FrameworkKeys.isKnown(key);
    }

    private Optional<String> suggest(String key, int allowedDistance) {
        Set<String> candidates = new TreeSet<>(known);
        candidates.addAll(FrameworkKeys.NAMES);
        String best = null;
        int bestDistance = allowedDistance + 1;
        for (String candidate : candidates) {
            int distance = EditDistance.between(key, candidate);
            if (distance < bestDistance) {
                best = candidate;
                bestDistance = distance;
            }
        }
        return Optional.ofNullable(best);
    }

    private static boolean startsWithAny(String key, List<String> prefixes) {
        return prefixes.stream().anyMatch(key::startsWith);
    }
}
