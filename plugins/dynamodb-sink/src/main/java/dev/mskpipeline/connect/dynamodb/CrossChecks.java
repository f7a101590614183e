package dev.mskpipeline.connect.dynamodb;

import dev.mskpipeline.connect.common.EditDistance;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        checks.proxy();
        checks.keys();
        checks.tableNames(SinkConfig.topics(config));
        checks.uniqueKeys(config);
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
        if (!id && !text(SinkConfig.SESSION_TOKEN).isBlank()) {
            error(SinkConfig.ACCESS_KEY_ID, "must be set when " + SinkConfig.SESSION_TOKEN + " is");
        }
        provider(id);
    }

    private void proxy() {
        if (text(SinkConfig.PROXY_URL).isBlank() && !hasErrors(SinkConfig.PROXY_URL)
            && !text(SinkConfig.PROXY_USER).isBlank()) {
            error(SinkConfig.PROXY_URL, "must be set when " + SinkConfig.PROXY_USER + " is");
        }
    }

    private void provider(boolean accessKey) {
        String provider = text(SinkConfig.PROVIDER_CLASS);
        boolean assumesRole = provider.equals(Credentials.CONFLUENT_ASSUME_ROLE);
        boolean role = !text(SinkConfig.ROLE_ARN).isBlank();
        if (assumesRole && !role) {
            error(SinkConfig.ROLE_ARN, "must be set: " + SinkConfig.PROVIDER_CLASS + " assumes a role");
        }
        if (!role && !text(SinkConfig.ROLE_EXTERNAL_ID).isBlank()) {
            error(SinkConfig.ROLE_ARN, "must be set when " + SinkConfig.ROLE_EXTERNAL_ID + " is");
        }
        if (accessKey && !provider.isBlank() && !assumesRole) {
            error(SinkConfig.PROVIDER_CLASS, "cannot be used beside " + SinkConfig.ACCESS_KEY_ID
                + "; leave one of them empty");
        }
    }

    private void keys() {
        if (hasErrors(SinkConfig.HASH_KEY) || hasErrors(SinkConfig.SORT_KEY) || hasErrors(SinkConfig.NULL_VALUES)) {
            return;
        }
        KeyReference hash = KeyReference.parse(text(SinkConfig.HASH_KEY));
        Optional<KeyReference> sort = sortKey();
        if (sort.filter(key -> key.attribute.equals(hash.attribute)).isPresent()) {
            error(SinkConfig.SORT_KEY, "names the attribute '" + hash.attribute + "', as " + SinkConfig.HASH_KEY
                + " does; name one of them differently with ':alias'");
        }
        if (holdsOffset(hash, sort) && NullValues.DELETE.name().equalsIgnoreCase(text(SinkConfig.NULL_VALUES))) {
            error(SinkConfig.NULL_VALUES, "cannot delete while the table's key holds the offset, which is another one "
                + "in each record; change " + SinkConfig.HASH_KEY + " or " + SinkConfig.SORT_KEY);
        }
    }

    /** A table's name has 3 to 255 characters. */
    private void tableNames(List<String> topics) {
        if (hasErrors(SinkConfig.TABLE_NAME_FORMAT)) {
            return;
        }
        String format = text(SinkConfig.TABLE_NAME_FORMAT);
        SinkConfig.regionOf(format).filter(region -> !region.equals(text(SinkConfig.REGION))).ifPresent(region ->
            error(SinkConfig.TABLE_NAME_FORMAT, "is a table in " + region + ", and " + SinkConfig.REGION + " is "
                + text(SinkConfig.REGION)));
        for (String topic : topics) {
            String table = SinkConfig.nameOf(format).replace(SinkConfig.TOPIC_PLACEHOLDER, topic);
            if (table.length() < 3 || table.length() > 255) {
                error(SinkConfig.TABLE_NAME_FORMAT, "gives the table name '" + table + "' for the topic '"
                    + topic + "'; a table name has 3 to 255 characters");
            }
        }
    }

    /** Partition and offset are counted within a topic: in a table of several they name other records, too. */
    private void uniqueKeys(Map<String, String> config) {
        if (hasErrors(SinkConfig.HASH_KEY) || hasErrors(SinkConfig.SORT_KEY)
            || !SinkConfig.mixesTopics(config, text(SinkConfig.TABLE_NAME_FORMAT))) {
            return;
        }
        KeyReference hash = KeyReference.parse(text(SinkConfig.HASH_KEY));
        Optional<KeyReference> sort = sortKey();
        if (holdsOffset(hash, sort) || hash.isNumber() && sort.isEmpty()) {
            error(SinkConfig.TABLE_NAME_FORMAT, "brings records of several topics into one table, whose key is their "
                + "partition or offset: records of different topics would overwrite each other. Give each topic a "
                + "table of its own, with ${topic} and without a transform that renames topics, or change "
                + SinkConfig.HASH_KEY + " and " + SinkConfig.SORT_KEY);
        }
    }

    private Optional<KeyReference> sortKey() {
        return Optional.of(text(SinkConfig.SORT_KEY)).filter(text -> !text.isBlank()).map(KeyReference::parse);
    }

    private static boolean holdsOffset(KeyReference hash, Optional<KeyReference> sort) {
        return hash.source == KeyReference.Source.OFFSET
            || sort.filter(key -> key.source == KeyReference.Source.OFFSET).isPresent();
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
