package dev.mskpipeline.connect.dynamodb;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.types.Password;

/** The configuration of the sink: Confluent's keys, and our own under {@code ddb.}. */
final class SinkConfig extends AbstractConfig {
    static final String HASH_KEY = "aws.dynamodb.pk.hash";
    static final String SORT_KEY = "aws.dynamodb.pk.sort";
    static final String REGION = "aws.dynamodb.region";
    static final String ENDPOINT = "aws.dynamodb.endpoint";
    static final String ACCESS_KEY_ID = "aws.access.key.id";
    static final String SECRET_ACCESS_KEY = "aws.secret.access.key";
    static final String PROXY_URL = "aws.dynamodb.proxy.url";
    static final String PROXY_USER = "aws.dynamodb.proxy.user";
    static final String PROXY_PASSWORD = "aws.dynamodb.proxy.password";
    static final String MAX_RETRY_SECONDS = "aws.dynamodb.max.retry.time.seconds";
    static final String TABLE_NAME_FORMAT = "table.name.format";
    static final String NULL_VALUES = "behavior.on.null.values";
    static final String INSTANT_FLUSH = "aws.dynamodb.instant.flush";
    static final String PARALLELISM = "ddb.batch.parallelism";

    static final String TOPIC_PLACEHOLDER = "${topic}";

    /** Set by the connector for its tasks, not by a user. */
    static final String TASK_ID = "task.id";

    SinkConfig(Map<String, String> values) {
        super(definition(), values, false);
    }

    static ConfigDef definition() {
        return new ConfigDef()
            .define(HASH_KEY, Type.STRING, "partition", Checks::hashKey, Importance.HIGH,
                "Where the table's hash key comes from: partition, offset, key[.path] or value[.path], "
                    + "with :alias to name the attribute.")
            .define(SORT_KEY, Type.STRING, "offset", Checks::sortKey, Importance.HIGH,
                "Where the table's sort key comes from, in the same grammar. Empty: the table has none.")
            .define(TABLE_NAME_FORMAT, Type.STRING, TOPIC_PLACEHOLDER, Checks::tableNameFormat, Importance.MEDIUM,
                "Name of the table; ${topic} stands for the record's topic.")
            .define(REGION, Type.STRING, "us-east-1", Importance.MEDIUM, "AWS region of the tables.")
            .define(ENDPOINT, Type.STRING, "", Checks::url, Importance.LOW,
                "URL of DynamoDB instead of the region's, for DynamoDB Local.")
            .define(ACCESS_KEY_ID, Type.PASSWORD, "", Importance.MEDIUM,
                "Access key. Empty: the AWS SDK's default chain, on MSK Connect the connector's role.")
            .define(SECRET_ACCESS_KEY, Type.PASSWORD, "", Importance.MEDIUM, "Secret of the access key.")
            .define(PROXY_URL, Type.STRING, "", Checks::url, Importance.LOW, "URL of an HTTP proxy to DynamoDB.")
            .define(PROXY_USER, Type.STRING, "", Importance.LOW, "User at the proxy.")
            .define(PROXY_PASSWORD, Type.PASSWORD, "", Importance.LOW, "Password at the proxy.")
            .define(MAX_RETRY_SECONDS, Type.LONG, 5L, ConfigDef.Range.between(1, 240), Importance.LOW,
                "Accepted for compatibility: a write is tried again until DynamoDB takes it.")
            .define(NULL_VALUES, Type.STRING, NullValues.UPSERT.name(), Checks::nullValues, Importance.MEDIUM,
                "A record without a value: UPSERT writes its key attributes only, IGNORE skips it, DELETE deletes "
                    + "the item.")
            .define(INSTANT_FLUSH, Type.BOOLEAN, false, Importance.LOW,
                "Accepted for compatibility: every record is in the table before its offset is committed.")
            .define(PARALLELISM, Type.INT, 8, ConfigDef.Range.between(1, 64), Importance.LOW,
                "BatchWriteItem requests that one task has in flight at once.");
    }

    KeyReference hashKey() {
        return KeyReference.parse(getString(HASH_KEY));
    }

    Optional<KeyReference> sortKey() {
        return Optional.ofNullable(getString(SORT_KEY)).filter(text -> !text.isBlank()).map(KeyReference::parse);
    }

    String tableOf(String topic) {
        return getString(TABLE_NAME_FORMAT).replace(TOPIC_PLACEHOLDER, topic);
    }

    String region() {
        return getString(REGION);
    }

    Optional<URI> endpoint() {
        return url(ENDPOINT);
    }

    Optional<URI> proxy() {
        return url(PROXY_URL);
    }

    Optional<String> text(String key) {
        return Optional.ofNullable(getString(key)).filter(text -> !text.isBlank());
    }

    Optional<String> secret(String key) {
        return Optional.ofNullable(getPassword(key)).map(Password::value).filter(text -> !text.isBlank());
    }

    NullValues nullValues() {
        return NullValues.valueOf(getString(NULL_VALUES).toUpperCase(Locale.ROOT));
    }

    int parallelism() {
        return getInt(PARALLELISM);
    }

    /** Tables of the topics named one by one; those of {@code topics.regex} are not known before their records. */
    List<String> knownTables() {
        List<String> tables = new ArrayList<>();
        if (!renamesTopics()) {
            for (String topic : originalsStrings().getOrDefault("topics", "").split(",")) {
                if (!topic.isBlank()) {
                    tables.add(tableOf(topic.trim()));
                }
            }
        }
        return tables;
    }

    String connectorName() {
        return originalsStrings().getOrDefault("name", "dynamodb-sink");
    }

    String taskId() {
        return originalsStrings().getOrDefault(TASK_ID, "0");
    }

    /** A transform such as RegexRouter changes a record's topic, and with it the table. */
    private boolean renamesTopics() {
        return originalsStrings().entrySet().stream().anyMatch(entry -> entry.getKey().startsWith("transforms.")
            && entry.getKey().endsWith(".type") && entry.getValue().contains("Router"));
    }

    private Optional<URI> url(String key) {
        return text(key).map(URI::create);
    }
}
