package dev.mskpipeline.connect.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.sink.SinkConnector;
import org.junit.jupiter.api.Test;

class DynamoDbSinkConnectorTest {
    private static final String GRAMMAR = "must be 'partition', 'offset', 'key[.path]' or 'value[.path]', with "
        + "':alias' after it to name the attribute differently";

    private final DynamoDbSinkConnector connector = new DynamoDbSinkConnector();

    @Test
    void acceptsTheTutorialsConfiguration() {
        assertErrors(Map.of(),
            "connector.class", "dev.mskpipeline.connect.dynamodb.DynamoDbSinkConnector", "tasks.max", "1",
            "topics", "orders", "aws.dynamodb.region", "eu-west-1", "table.name.format", "kafka_${topic}",
            "aws.dynamodb.pk.hash", "value.orderid", "aws.dynamodb.pk.sort", "",
            "aws.dynamodb.endpoint", "https://dynamodb.eu-west-1.amazonaws.com",
            "confluent.license", "", "confluent.topic.bootstrap.servers", "b-1:9098",
            "confluent.topic.replication.factor", "3", "confluent.topic.sasl.mechanism", "AWS_MSK_IAM",
            "confluent.topic", "_confluent-command",
            "key.converter", "org.apache.kafka.connect.storage.StringConverter",
            "value.converter", "org.apache.kafka.connect.json.JsonConverter", "value.converter.schemas.enable", "false",
            "transforms", "flatten", "transforms.flatten.type", "org.apache.kafka.connect.transforms.Flatten$Value",
            "errors.tolerance", "all", "errors.deadletterqueue.topic.name", "dlq", "name", "x",
            "predicates", "p", "config.action.reload", "none", "consumer.override.max.poll.records", "100");
    }

    @Test
    void givesEachBadValueAnErrorOfItsOwn() {
        assertErrors(Map.of(
            "aws.dynamodb.pk.hash", "Invalid value orderid for configuration aws.dynamodb.pk.hash: " + GRAMMAR,
            "aws.dynamodb.pk.sort", "Invalid value value. for configuration aws.dynamodb.pk.sort: " + GRAMMAR,
            "aws.dynamodb.region",
            "Invalid value eu-wst-1 for configuration aws.dynamodb.region: is no AWS region; the nearest name is "
                + "eu-west-1",
            "table.name.format", "Invalid value kafka_${table} for configuration table.name.format: must be a table "
                + "name of letters, digits, '_', '-' and '.', or the ARN of a table; its only placeholder is ${topic}",
            "behavior.on.null.values",
            "Invalid value DROP for configuration behavior.on.null.values: must be UPSERT, IGNORE or DELETE",
            "aws.dynamodb.max.retry.time.seconds",
            "Invalid value 0 for configuration aws.dynamodb.max.retry.time.seconds: Value must be at least 1",
            "ddb.batch.parallelism",
            "Invalid value 65 for configuration ddb.batch.parallelism: Value must be no more than 64"),
            "aws.dynamodb.pk.hash", "orderid", "aws.dynamodb.pk.sort", "value.", "aws.dynamodb.region", "eu-wst-1",
            "table.name.format", "kafka_${table}", "behavior.on.null.values", "DROP",
            "aws.dynamodb.max.retry.time.seconds", "0", "ddb.batch.parallelism", "65");
    }

    @Test
    void namesTypesThatDoNotParse() {
        assertErrors(Map.of("ddb.batch.parallelism",
            "Invalid value many for configuration ddb.batch.parallelism: Not a number of type INT | Invalid value "
                + "null for configuration ddb.batch.parallelism: Value must be non-null"),
            "ddb.batch.parallelism", "many");
        assertErrors(Map.of("aws.dynamodb.endpoint", "Invalid value localhost:8000 for configuration "
            + "aws.dynamodb.endpoint: must be a URL such as http://localhost:8000"),
            "aws.dynamodb.endpoint", "localhost:8000");
    }

    @Test
    void aNullIsAnErrorWhereAValueIsNeededAndNoneWhereNot() {
        Map<String, String> config = new HashMap<>();
        config.put("aws.dynamodb.pk.hash", null);
        config.put("aws.dynamodb.endpoint", null);
        config.put("aws.access.key.id", null);
        config.put("behavior.on.null.values", null);
        Map<String, List<String>> errors = new TreeMap<>();
        connector.validate(config).configValues().stream().filter(value -> !value.errorMessages().isEmpty())
            .forEach(value -> errors.put(value.name(), value.errorMessages()));
        assertEquals(Map.of(
            "aws.dynamodb.pk.hash",
            List.of("Invalid value null for configuration aws.dynamodb.pk.hash: " + GRAMMAR),
            "behavior.on.null.values", List.of("Invalid value null for configuration behavior.on.null.values: must be "
                + "UPSERT, IGNORE or DELETE")), errors);
    }

    @Test
    void checksValuesAgainstEachOther() {
        assertErrors(Map.of("aws.secret.access.key", "Invalid value [hidden] for configuration "
            + "aws.secret.access.key: must be set when aws.access.key.id is"), "aws.access.key.id", "AKIA");
        assertErrors(Map.of("aws.dynamodb.pk.sort", "Invalid value value.id for configuration aws.dynamodb.pk.sort: "
            + "names the attribute 'id', as aws.dynamodb.pk.hash does; name one of them differently with ':alias'"),
            "aws.dynamodb.pk.hash", "key.id", "aws.dynamodb.pk.sort", "value.id");
        assertErrors(Map.of("behavior.on.null.values", "Invalid value DELETE for configuration "
            + "behavior.on.null.values: cannot delete while the table's key holds the offset, which is another one in "
            + "each record; change aws.dynamodb.pk.hash or aws.dynamodb.pk.sort"),
            "behavior.on.null.values", "DELETE");
        assertErrors(Map.of("table.name.format", "Invalid value ${topic} for configuration table.name.format: gives "
            + "the table name 'ab' for the topic 'ab'; a table name has 3 to 255 characters"), "topics", "orders, ab");
    }

    @Test
    void refusesAUserInTheAddressOfAProxyWithoutShowingIt() {
        assertErrors(Map.of("aws.dynamodb.proxy.url", "Invalid value [hidden] for configuration aws.dynamodb.proxy.url: "
            + "must not hold a user or a password; a proxy's are aws.dynamodb.proxy.user and "
            + "aws.dynamodb.proxy.password"), "aws.dynamodb.proxy.url", "http://me:hunter2@proxy:3128");
        assertErrors(Map.of("aws.dynamodb.proxy.url", "Invalid value  for configuration aws.dynamodb.proxy.url: must be "
            + "set when aws.dynamodb.proxy.user is"), "aws.dynamodb.proxy.user", "me");
        assertErrors(Map.of(), "aws.dynamodb.proxy.url", "http://proxy:3128", "aws.dynamodb.proxy.user", "me",
            "aws.dynamodb.proxy.password", "hunter2");
    }

    @Test
    void takesTheArnOfATableForItsName() {
        String arn = "arn:aws:dynamodb:us-east-1:123456789012:table/";
        assertErrors(Map.of(), "topics", "orders", "table.name.format", arn + "${topic}");
        assertErrors(Map.of("table.name.format", "Invalid value " + arn + "a${topic} for configuration "
            + "table.name.format: gives the table name 'ab' for the topic 'b'; a table name has 3 to 255 characters"),
            "topics", "b", "table.name.format", arn + "a${topic}");
        assertErrors(Map.of("table.name.format", "Invalid value " + arn + "orders for configuration "
            + "table.name.format: is a table in us-east-1, and aws.dynamodb.region is eu-west-1"),
            "topics", "orders", "table.name.format", arn + "orders", "aws.dynamodb.region", "eu-west-1");
    }

    @Test
    void checksWhereCredentialsComeFrom() {
        String prefix = "aws.dynamodb.credentials.provider.";
        String confluent = "io.confluent.connect.aws.dynamodb.auth.AwsAssumeRoleCredentialsProvider";
        String role = "arn:aws:iam::123456789012:role/orders-writer";
        String sdk = "software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider";
        assertErrors(Map.of(), prefix + "class", confluent, prefix + "sts.role.arn", role,
            prefix + "sts.role.session.name", "session-name", prefix + "sts.role.external.id", "123");
        assertErrors(Map.of(), prefix + "class", sdk, prefix + "own.key", "x");
        assertErrors(Map.of(prefix + "sts.role.arn", "Invalid value  for configuration " + prefix
            + "sts.role.arn: must be set: " + prefix + "class assumes a role"), prefix + "class", confluent);
        assertErrors(Map.of(
            prefix + "class", "Invalid value java.lang.String for configuration " + prefix + "class: must be a class "
                + "in the plugin's folder that implements software.amazon.awssdk.auth.credentials."
                + "AwsCredentialsProvider",
            prefix + "sts.role.arn", "Invalid value orders-writer for configuration " + prefix + "sts.role.arn: must "
                + "be the ARN of a role, such as arn:aws:iam::123456789012:role/orders-writer"),
            prefix + "class", "java.lang.String", prefix + "sts.role.arn", "orders-writer");
        assertErrors(Map.of(prefix + "class", "Invalid value " + sdk + " for configuration " + prefix + "class: "
            + "cannot be used beside aws.access.key.id; leave one of them empty"),
            prefix + "class", sdk, "aws.access.key.id", "AKIA", "aws.secret.access.key", "s");
        assertErrors(Map.of(
            "aws.access.key.id", "Invalid value [hidden] for configuration aws.access.key.id: must be set when "
                + "ddb.session.token is",
            prefix + "sts.role.arn", "Invalid value  for configuration " + prefix + "sts.role.arn: must be set when "
                + prefix + "sts.role.external.id is"),
            "ddb.session.token", "t", prefix + "sts.role.external.id", "123");
        assertErrors(Map.of(prefix + "sts.rol.arn", "Unknown configuration '" + prefix + "sts.rol.arn': did you mean '"
            + prefix + "sts.role.arn'?"), prefix + "sts.rol.arn", role);
    }

    @Test
    void refusesPartitionAndOffsetAsTheKeyOfATableOfSeveralTopics() {
        assertTopicsMayMix("topics", "orders, payments", "table.name.format", "all");
        assertTopicsMayMix("topics.regex", "orders.*", "table.name.format", "all");
        assertTopicsMayMix("topics", "a-orders,b-orders", "transforms", "route",
            "transforms.route.type", "org.apache.kafka.connect.transforms.RegexRouter");
        assertTopicsMayMix("topics.regex", "orders.*", "table.name.format", "all", "aws.dynamodb.pk.sort", "");
        assertTopicsMayMix("topics", "orders,payments", "table.name.format", "all",
            "aws.dynamodb.pk.hash", "value.id");

        assertErrors(Map.of(), "topics", "orders,payments");
        assertErrors(Map.of(), "topics", "orders", "table.name.format", "all");
        assertErrors(Map.of(), "topics.regex", "orders.*", "table.name.format", "kafka_${topic}");
        assertErrors(Map.of(), "topics", "orders,payments", "table.name.format", "all",
            "aws.dynamodb.pk.hash", "value.id", "aws.dynamodb.pk.sort", "");
    }

    private void assertTopicsMayMix(String... settings) {
        String error = errors(settings).get("table.name.format");
        assertTrue(String.valueOf(error).contains("brings records of several topics into one table"), error);
    }

    @Test
    void takesAnyRegionNameWithAnEndpoint() {
        assertErrors(Map.of(), "aws.dynamodb.region", "local", "aws.dynamodb.endpoint", "http://127.0.0.1:8000");
    }

    @Test
    void namesUnknownKeysAndSuggestsTheRightOne() {
        assertErrors(Map.of(
            "aws.dynamodb.pk.hsh",
            "Unknown configuration 'aws.dynamodb.pk.hsh': did you mean 'aws.dynamodb.pk.hash'?",
            "aws.dynamodb.max.retry.seconds", "Unknown configuration 'aws.dynamodb.max.retry.seconds': did you mean "
                + "'aws.dynamodb.max.retry.time.seconds'?",
            "ddb.writers", "Unknown configuration 'ddb.writers': this connector has no such key. Remove it, or "
                + "correct its name.",
            "tabel.name.format",
            "Unknown configuration 'tabel.name.format': did you mean 'table.name.format'?"),
            "aws.dynamodb.pk.hsh", "value.id", "aws.dynamodb.max.retry.seconds", "5", "ddb.writers", "4",
            "tabel.name.format", "x", "some.other.plugins.key", "y");
    }

    @Test
    void doesNotShowTheValueOfAnUnknownKey() {
        List<ConfigValue> values = connector.validate(Map.of("aws.secret.acces.key", "hunter2")).configValues();
        assertFalse(values.toString().contains("hunter2"), values::toString);
    }

    @Test
    void givesEachTaskItsNumber() {
        connector.start(Map.of("topics", "orders"));
        List<Map<String, String>> tasks = connector.taskConfigs(2);
        assertEquals(List.of(Map.of("topics", "orders", "task.id", "0"), Map.of("topics", "orders", "task.id", "1")),
            tasks);
        assertEquals(DynamoDbSinkTask.class, connector.taskClass());
        connector.stop();
    }

    @Test
    void isFoundByItsManifestAndHasTheBuildsVersion() {
        SinkConnector found = ServiceLoader.load(SinkConnector.class).stream().map(ServiceLoader.Provider::get)
            .filter(DynamoDbSinkConnector.class::isInstance).findFirst().orElseThrow();
        assertEquals("0.1.0", found.version());
        assertEquals("0.1.0", new DynamoDbSinkTask().version());
    }

    private void assertErrors(Map<String, String> expected, String... settings) {
        assertEquals(new TreeMap<>(expected), errors(settings));
    }

    private Map<String, String> errors(String... settings) {
        Map<String, String> config = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            config.put(settings[i], settings[i + 1]);
        }
        Map<String, String> errors = new TreeMap<>();
        for (ConfigValue value : connector.validate(config).configValues()) {
            if (!value.errorMessages().isEmpty()) {
                errors.put(value.name(), String.join(" | ", value.errorMessages()));
            }
        }
        return errors;
    }
}
