package dev.mskpipeline.connect.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigTransformer;
import org.apache.kafka.common.config.provider.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SecretsManagerConfigProviderTest {
    private static final String SECRET = "sales/debezium";
    /** No message and no log may have this. */
    private static final String PASSWORD = "s3cret-Kx7";
    private static final String FIELDS = "{\"username\":\"debezium\",\"password\":\"" + PASSWORD
        + "\",\"port\":3306,\"ssl\":true,\"tags\":[\"" + PASSWORD + "\"],\"old\":null}";

    private StubSecretsManager secrets;
    private SecretsManagerConfigProvider provider;

    @BeforeEach
    void start() throws IOException {
        secrets = new StubSecretsManager();
        provider = secrets.provider();
    }

    @AfterEach
    void stop() {
        provider.close();
        secrets.close();
    }

    @Test
    void readsTheFieldsThatAreAskedFor() {
        secrets.text(FIELDS);
        assertEquals(Map.of("username", "debezium", "password", PASSWORD),
            provider.get(SECRET, Set.of("username", "password")).data());
        assertEquals(1, secrets.requests.size());
        assertEquals("secretsmanager.GetSecretValue", secrets.requests.get(0).target);
        assertEquals(SECRET, secrets.requests.get(0).secretId);
    }

    @Test
    void readsAllFields() {
        secrets.text("{\"username\":\"debezium\",\"password\":\"" + PASSWORD + "\"}");
        assertEquals(Map.of("username", "debezium", "password", PASSWORD), provider.get(SECRET).data());
    }

    @Test
    void makesTextOfNumbersAndBooleans() {
        secrets.text(FIELDS);
        assertEquals(Map.of("port", "3306", "ssl", "true"), provider.get(SECRET, Set.of("port", "ssl")).data());
    }

    @Test
    void givesNoTimeToLive() {
        secrets.text(FIELDS);
        assertNull(provider.get(SECRET, Set.of("password")).ttl());
    }

    @Test
    void readsARotatedPasswordTheNextTime() {
        secrets.text(FIELDS).text("{\"password\":\"rotated\"}");
        provider.get(SECRET, Set.of("password"));
        assertEquals("rotated", provider.get(SECRET, Set.of("password")).data().get("password"));
    }

    @Test
    void keepsASecretForItsTimeToLive() {
        secrets.text(FIELDS).text("{\"password\":\"rotated\"}");
        AtomicLong now = new AtomicLong();
        ProviderConfig config = ProviderConfig.of(with("cache.ttl.seconds", "60"));
        try (SecretReader reader =
            new SecretReader(SecretsClients.create(config), config, Duration.ofSeconds(15), now::get)) {
            String first = reader.read(SECRET).secretString();
            now.addAndGet(TimeUnit.SECONDS.toNanos(60) - 1);
            assertEquals(first, reader.read(SECRET).secretString());
            assertEquals(1, secrets.requests.size());
            now.incrementAndGet();
            assertTrue(reader.read(SECRET).secretString().contains("rotated"));
        }
    }

    @Test
    void keepsNoFailure() {
        secrets.failure(400, "ResourceNotFoundException", "none").text(FIELDS);
        try (SecretsManagerConfigProvider keeping =
            secrets.provider(new SecretsManagerConfigProvider(), "cache.ttl.seconds", "60")) {
            assertThrows(ConfigException.class, () -> keeping.get(SECRET));
            assertEquals("debezium", keeping.get(SECRET, Set.of("username")).data().get("username"));
            assertEquals("debezium", keeping.get(SECRET, Set.of("username")).data().get("username"));
            assertEquals(2, secrets.requests.size());
        }
    }

    @Test
    void readsTheVersionThatItIsTold() {
        secrets.text(FIELDS);
        provider.get(SECRET, Set.of("username"));
        try (SecretsManagerConfigProvider previous =
            secrets.provider(new SecretsManagerConfigProvider(), "version.stage", "AWSPREVIOUS")) {
            previous.get(SECRET, Set.of("username"));
        }
        assertEquals(List.of("", "AWSPREVIOUS"),
            secrets.requests.stream().map(request -> request.versionStage).collect(Collectors.toList()));
    }

    @Test
    void givesUpOnASecretThatDoesNotCome() {
        secrets.silent = true;
        try (SecretsManagerConfigProvider hasty =
            secrets.provider(new SecretsManagerConfigProvider(Duration.ofMillis(300)))) {
            ConfigException failure = assertThrows(ConfigException.class, () -> hasty.get(SECRET));
            assertEquals("The secret 'sales/debezium' in us-east-1 could not be read within 300 ms. The worker needs "
                + "credentials and a way to Secrets Manager, such as a VPC endpoint or a NAT gateway.",
                failure.getMessage());
        }
    }

    @Test
    void takesAWholeSecretByItsName() {
        secrets.text(PASSWORD);
        assertEquals(Map.of("a", PASSWORD), new ConfigTransformer(Map.of("secretsManager", provider))
            .transform(Map.of("a", "${secretsManager:sales/api-key}")).data());
        assertEquals("sales/api-key", secrets.requests.get(0).secretId);
    }

    @Test
    void triesAgainWhenThrottled() {
        secrets.failure(400, "ThrottlingException", "Rate exceeded").text(FIELDS);
        assertEquals("debezium", provider.get(SECRET, Set.of("username")).data().get("username"));
        assertEquals(2, secrets.requests.size());
    }

    @Test
    void namesTheFieldsOfASecretWithoutTheOneAskedFor() {
        secrets.text(FIELDS);
        assertEquals("The secret 'sales/debezium' in us-east-1 has no field 'pasword'; "
            + "it has old, password, port, ssl, tags, username", failure("pasword"));
    }

    @Test
    void refusesAFieldThatIsNotASingleValue() {
        secrets.text(FIELDS);
        assertTrue(failure("tags").endsWith("The secret 'sales/debezium' in us-east-1 has there an array"));
        assertTrue(failure("old").endsWith("has there null"));
    }

    @Test
    void saysWhereAnUnknownSecretIsMissing() {
        secrets.failure(400, "ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
        assertEquals("The secret 'sales/debezium' in us-east-1 could not be read: ResourceNotFoundException, "
            + "Secrets Manager can't find the specified secret. Create the secret in us-east-1, or correct its name in "
            + "the reference or the provider's parameters 'region' and 'version.stage'.", failure("password"));
    }

    @Test
    void saysWhichActionIsDenied() {
        secrets.failure(400, "AccessDeniedException", "User is not authorized");
        assertTrue(failure("password").contains("AccessDeniedException, User is not authorized. "
            + "Allow secretsmanager:GetSecretValue on the secret to the connector's role"));
    }

    @Test
    void keepsAwsFailureAsTheCause() {
        secrets.failure(400, "InvalidRequestException", "It was marked for deletion.");
        ConfigException failure = assertThrows(ConfigException.class, () -> provider.get(SECRET));
        assertTrue(failure.getMessage().endsWith("marked for deletion must be restored first."));
        assertTrue(failure.getCause().getMessage().contains("It was marked for deletion."));
    }

    @Test
    void refusesASecretThatIsNoJsonObject() {
        secrets.text(PASSWORD).text("{\"password\":\"" + PASSWORD).text("[\"" + PASSWORD + "\"]")
            .binary(Base64.getEncoder().encodeToString(PASSWORD.getBytes(StandardCharsets.UTF_8)));
        assertTrue(failure("password").contains("holds text that is not JSON; its fields can be taken of a JSON"));
        assertTrue(failure("password").contains("holds text that is not JSON"));
        assertTrue(failure("password").contains("holds JSON that is no object"));
        assertTrue(failure("password").contains("holds binary data"));
    }

    @Test
    void saysWhatIsNeededToReachSecretsManager() {
        secrets.close();
        assertTrue(failure("password").endsWith("The worker needs credentials and a way to Secrets Manager, such as "
            + "a VPC endpoint or a NAT gateway."));
    }

    @Test
    void refusesAReferenceWithoutASecretsName() {
        ConfigTransformer transformer = new ConfigTransformer(Map.of("secretsManager", provider));
        assertTrue(assertThrows(ConfigException.class, () -> transformer.transform(Map.of("a",
            "${secretsManager:arn:aws:secretsmanager:us-east-1:1:secret:sales:password}")))
            .getMessage().endsWith("this one has the secret's ARN in the place of its name"));
        assertTrue(assertThrows(ConfigException.class, () -> transformer.transform(Map.of("a",
            "${secretsManager: :password}"))).getMessage().endsWith("this one has no name"));
        assertEquals(List.of(), secrets.requests);
    }

    @Test
    void resolvesReferencesAsKafkaConnectDoes() {
        secrets.text(FIELDS);
        Map<String, String> resolved = new ConfigTransformer(Map.of("secretsManager", provider)).transform(Map.of(
            "database.user", "${secretsManager:sales/debezium:username}",
            "database.password", "${secretsManager:sales/debezium:password}",
            "name", "orders")).data();
        assertEquals(Map.of("database.user", "debezium", "database.password", PASSWORD, "name", "orders"), resolved);
        assertEquals(1, secrets.requests.size(), "both fields are read at once");
    }

    @Test
    void worksAsTheProviderThatWorkerPropertiesName() {
        secrets.text(FIELDS);
        Map<String, String> worker = secrets.params().entrySet().stream().collect(Collectors.toMap(
            param -> "config.providers.secretsManager.param." + param.getKey(), Map.Entry::getValue));
        worker.put("config.providers", "secretsManager");
        worker.put("config.providers.secretsManager.class", SecretsManagerConfigProvider.class.getName());
        worker.put("password", "${secretsManager:sales/debezium:password}");
        ConfigDef definition = new ConfigDef()
            .define("password", ConfigDef.Type.PASSWORD, ConfigDef.Importance.HIGH, "");
        assertEquals(PASSWORD, new AbstractConfig(definition, worker).getPassword("password").value());
    }

    @Test
    void isListedForTheServiceLoader() {
        assertEquals(List.of(SecretsManagerConfigProvider.class), ServiceLoader.load(ConfigProvider.class).stream()
            .map(ServiceLoader.Provider::type).filter(type -> type.getName().startsWith("dev.mskpipeline."))
            .collect(Collectors.toList()));
    }

    @Test
    void logsNoValueAtAnyLevel() throws IOException {
        secrets.text(FIELDS);
        provider.get(SECRET, Set.of("password"));
        String log = Files.readString(Path.of(System.getProperty("org.slf4j.simpleLogger.logFile")));
        assertTrue(log.contains("TRACE") && log.contains("secretsmanager"), "the log has the requests' traces");
        assertFalse(log.contains(PASSWORD));
        assertFalse(provider.toString().contains(PASSWORD));
    }

    private Map<String, String> with(String key, String value) {
        Map<String, String> params = new HashMap<>(secrets.params());
        params.put(key, value);
        return params;
    }

    /** The message of what asking for a field ends with, after a look for the password in all that is printed of it. */
    private String failure(String field) {
        ConfigException failure = assertThrows(ConfigException.class, () -> provider.get(SECRET, Set.of(field)));
        StringWriter printed = new StringWriter();
        failure.printStackTrace(new PrintWriter(printed));
        assertFalse(printed.toString().contains(PASSWORD));
        return failure.getMessage();
    }
}
