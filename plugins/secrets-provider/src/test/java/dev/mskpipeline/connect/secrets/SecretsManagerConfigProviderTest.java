package dev.mskpipeline.connect.secrets;

import static dev.mskpipeline.connect.secrets.StubSecretsManager.FIELDS;
import static dev.mskpipeline.connect.secrets.StubSecretsManager.PASSWORD;
import static dev.mskpipeline.connect.secrets.StubSecretsManager.SECRET;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
import org.junit.jupiter.api.Test;

class SecretsManagerConfigProviderTest extends ProviderTest {
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
}
