package dev.mskpipeline.connect.dynamodb;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
    static final String SESSION_TOKEN = "ddb.session.token";
    static final String PROVIDER_PREFIX = "aws.dynamodb.credentials.provider.";
    static final String PROVIDER_CLASS = PROVIDER_PREFIX + "class";
    static final String ROLE_ARN = PROVIDER_PREFIX + "sts.role.arn";
    static final String ROLE_SESSION_NAME = PROVIDER_PREFIX + "sts.role.session.name";
    static final String ROLE_EXTERNAL_ID = PROVIDER_PREFIX + "sts.role.external.id";
    static final String PROXY_URL = "aws.dynamodb.proxy.url";
    static final String PROXY_USER = "aws.dynamodb.proxy.user";
    static final String PROXY_PASSWORD = "aws.dynamodb.proxy.password";
    static final String MAX_RETRY_SECONDS = "aws.dynamodb.max.retry.time.seconds";
    static final String TABLE_NAME_FORMAT = "table.name.format";
    static final String NULL_VALUES = "behavior.on.null.values";
    static final String INSTANT_FLUSH = "aws.dynamodb.instant.flush";
    static final String PARALLELISM = "ddb.batch.parallelism";
    static final String CREATE_TABLES = "ddb.table.create";
    static final String SCALAR_KEYS = "ddb.tombstone.scalar.key";

    static final String TOPIC_PLACEHOLDER = "${topic}";

    /** What stands before the name in the ARN of a table, which DynamoDB takes for a name. */
    private static final Pattern TABLE_ARN =
        Pattern.compile("arn:aws[a-z-]*:dynamodb:(?<region>[a-z0-9-]+):\\d{12}:table/(?<name>.*)");

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
                "Name of the table, or its ARN, which may be of another account; ${topic} stands for the record's topic.")
            .define(REGION, Type.STRING, "us-east-1", Importance.MEDIUM, "AWS region of the tables.")
            .define(ENDPOINT, Type.STRING, "", Checks::url, Importance.LOW,
                "URL of DynamoDB instead of the region's, for DynamoDB Local.")
            .define(ACCESS_KEY_ID, Type.PASSWORD, "", Importance.MEDIUM,
                "Access key. Empty: the AWS SDK's default chain, on MSK Connect the connector's role.")
            .define(SECRET_ACCESS_KEY, Type.PASSWORD, "", Importance.MEDIUM, "Secret of the access key.")
            .define(SESSION_TOKEN, Type.PASSWORD, "", Importance.LOW,
                "Session token of the access key, where it is a temporary one.")
            .define(PROVIDER_CLASS, Type.STRING, "", Checks::credentialsProvider, Importance.LOW,
                "Class of the AWS SDK 2 that provides credentials, in the plugin's folder. Gets the keys under "
                    + PROVIDER_PREFIX + " where it is Configurable. Empty: the SDK's default chain.")
            .define(ROLE_ARN, Type.STRING, "", Checks::roleArn, Importance.LOW,
                "ARN of a role to assume, such as one of the account that has the tables.")
            .define(ROLE_SESSION_NAME, Type.STRING, "dynamodb-sink", Checks::roleSessionName, Importance.LOW,
                "Name of the session in the role.")
            .define(ROLE_EXTERNAL_ID, Type.STRING, "", Importance.LOW,
                "External ID that the role's trust policy asks for.")
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
                "BatchWriteItem requests that one task has in flight at once.")
            .define(CREATE_TABLES, Type.BOOLEAN, false, Importance.LOW,
                "Whether a table that is missing is created: on demand, with the key of this configuration and the "
                    + "types of its first record.")
            .define(SCALAR_KEYS, Type.BOOLEAN, false, Importance.LOW,
                "Whether the key of a tombstone, where it is a single value, is the field of the value that the "
                    + "table's key refers to. Wrong where a topic is keyed by something else.");
    }

    KeyResolver keyResolver() {
        return new KeyResolver(hashKey(), sortKey(), getBoolean(SCALAR_KEYS));
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

    /** The name in a table's ARN, or the name that it is already. */
    static String nameOf(String table) {
        Matcher arn = TABLE_ARN.matcher(table);
        return arn.matches() ? arn.group("name") : table;
    }

    /** The region in a table's ARN. */
    static Optional<String> regionOf(String table) {
        Matcher arn = TABLE_ARN.matcher(table);
        return arn.matches() ? Optional.of(arn.group("region")) : Optional.empty();
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

    /** The class of a provider that is not given by other settings. */
    Optional<String> providerClass() {
        return text(PROVIDER_CLASS).filter(name -> !name.equals(Credentials.CONFLUENT_ASSUME_ROLE));
    }

    NullValues nullValues() {
        return NullValues.valueOf(getString(NULL_VALUES).toUpperCase(Locale.ROOT));
    }

    boolean createsTables() {
        return getBoolean(CREATE_TABLES);
    }

    int parallelism() {
        return getInt(PARALLELISM);
    }

    /**
     * Whether records of several topics may come into one table. Kafka Connect gives a list of topics or a regular
     * expression, and a transform that renames topics may bring them together.
     */
    static boolean mixesTopics(Map<String, String> config, String tableNameFormat) {
        boolean several = !config.getOrDefault("topics.regex", "").isBlank() || topics(config).size() > 1;
        return several && (!tableNameFormat.contains(TOPIC_PLACEHOLDER) || renamesTopics(config));
    }

    /** The topics that are named one by one. */
    static List<String> topics(Map<String, String> config) {
        return Arrays.stream(config.getOrDefault("topics", "").split(",")).map(String::trim)
            .filter(topic -> !topic.isEmpty()).distinct().collect(Collectors.toList());
    }

    /** Tables of the topics named one by one; those of {@code topics.regex} are not known before their records. */
    List<String> knownTables() {
        Map<String, String> config = originalsStrings();
        return renamesTopics(config) ? List.of()
            : topics(config).stream().map(this::tableOf).distinct().collect(Collectors.toList());
    }

    String connectorName() {
        return originalsStrings().getOrDefault("name", "dynamodb-sink");
    }

    String taskId() {
        return originalsStrings().getOrDefault(TASK_ID, "0");
    }

    /** A transform such as RegexRouter or Confluent's ExtractTopic changes a record's topic, and with it the table. */
    private static boolean renamesTopics(Map<String, String> config) {
        return config.entrySet().stream().anyMatch(entry -> entry.getKey().startsWith("transforms.")
            && entry.getKey().endsWith(".type") && entry.getValue() != null
            && (entry.getValue().contains("Router") || entry.getValue().contains("ExtractTopic")));
    }

    private Optional<URI> url(String key) {
        return text(key).map(URI::create);
    }
}
