package dev.mskpipeline.connect.dynamodb;

import dev.mskpipeline.connect.common.EditDistance;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.common.config.types.Password;
import software.amazon.awssdk.regions.Region;

/** Checks of values against each other; the error goes to the key that is to be changed. */
final class CrossChecks {
    private static final Pattern REGION_NAME = Pattern.compile("[a-z0-9-]+");

    private final Map<String, ConfigValue> values = new HashMap<>();

    private CrossChecks(List<ConfigValue> values) {
        values.forEach(value -> this.values.put(value.name(), value));
    }

    /** Adds error messages to values that are good one by one and not together. */
    static void apply(List<ConfigValue> values, Map<String, String> config) {
        CrossChecks checks = new CrossChecks(values);
        checks.region();
        checks.credentials();
        checks.keys();
        checks.tableNames(config.getOrDefault("topics", ""));
    }

    private void region() {
        String region = text(SinkConfig.REGION);
        // Any name does for DynamoDB Local, which keeps a set of tables per region.
        boolean good = text(SinkConfig.ENDPOINT).isBlank()
            ? Region.regions().contains(Region.of(region.isBlank() ? "-" : region))
            : REGION_NAME.matcher(region).matches();
        if (!good) {
            String nearest = Region.regions().stream().map(Region::id).filter(id -> !id.contains("global"))
                .min((a, b) -> EditDistance.between(a, region) - EditDistance.between(b, region)).orElseThrow();
            error(SinkConfig.REGION, "is no AWS region; the nearest name is " + nearest);
        }
    }

    private void credentials() {
        boolean id = !text(SinkConfig.ACCESS_KEY_ID).isBlank();
        boolean secret = !text(SinkConfig.SECRET_ACCESS_KEY).isBlank();
        if (id != secret) {
            error(id ? SinkConfig.SECRET_ACCESS_KEY : SinkConfig.ACCESS_KEY_ID,
                "must be set when " + (id ? SinkConfig.ACCESS_KEY_ID : SinkConfig.SECRET_ACCESS_KEY) + " is");
        }
    }

    private void keys() {
        if (hasErrors(SinkConfig.HASH_KEY) || hasErrors(SinkConfig.SORT_KEY) || hasErrors(SinkConfig.NULL_VALUES)) {
            return;
        }
        KeyReference hash = KeyReference.parse(text(SinkConfig.HASH_KEY));
        KeyReference sort = text(SinkConfig.SORT_KEY).isBlank() ? null : KeyReference.parse(text(SinkConfig.SORT_KEY));
        if (sort != null && sort.attribute.equals(hash.attribute)) {
            error(SinkConfig.SORT_KEY, "names the attribute '" + sort.attribute + "', as " + SinkConfig.HASH_KEY
                + " does; name one of them differently with ':alias'");
        }
        boolean byOffset = hash.source == KeyReference.Source.OFFSET
            || sort != null && sort.source == KeyReference.Source.OFFSET;
        if (byOffset && NullValues.DELETE.name().equalsIgnoreCase(text(SinkConfig.NULL_VALUES))) {
            error(SinkConfig.NULL_VALUES, "cannot delete while the table's key holds the offset, which is another one "
                + "in each record; change " + SinkConfig.HASH_KEY + " or " + SinkConfig.SORT_KEY);
        }
    }

    /** A table's name has 3 to 255 characters. */
    private void tableNames(String topics) {
        if (hasErrors(SinkConfig.TABLE_NAME_FORMAT)) {
            return;
        }
        for (String topic : topics.split(",")) {
            String table = text(SinkConfig.TABLE_NAME_FORMAT).replace(SinkConfig.TOPIC_PLACEHOLDER, topic.trim());
            if (!topic.isBlank() && (table.length() < 3 || table.length() > 255)) {
                error(SinkConfig.TABLE_NAME_FORMAT, "gives the table name '" + table + "' for the topic '"
                    + topic.trim() + "'; a table name has 3 to 255 characters");
            }
        }
    }

    private boolean hasErrors(String key) {
        return !values.get(key).errorMessages().isEmpty();
    }

    private String text(String key) {
        Object value = values.get(key).value();
        return value instanceof Password ? ((Password) value).value() : value == null ? "" : value.toString();
    }

    private void error(String key, String message) {
        ConfigValue value = values.get(key);
        // ConfigException's own wording; a Password prints as [hidden].
        value.addErrorMessage(new ConfigException(key, value.value(), message).getMessage());
    }
}
