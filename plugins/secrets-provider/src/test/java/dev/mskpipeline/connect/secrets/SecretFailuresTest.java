package dev.mskpipeline.connect.secrets;

import static dev.mskpipeline.connect.secrets.StubSecretsManager.FIELDS;
import static dev.mskpipeline.connect.secrets.StubSecretsManager.PASSWORD;
import static dev.mskpipeline.connect.secrets.StubSecretsManager.SECRET;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigTransformer;
import org.junit.jupiter.api.Test;

/** What the provider says of a secret that it cannot give. */
class SecretFailuresTest extends ProviderTest {
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

    /** The message of what asking for a field ends with, after a look for the password in all that is printed of it. */
    private String failure(String field) {
        ConfigException failure = assertThrows(ConfigException.class, () -> provider.get(SECRET, Set.of(field)));
        StringWriter printed = new StringWriter();
        failure.printStackTrace(new PrintWriter(printed));
        assertFalse(printed.toString().contains(PASSWORD));
        return failure.getMessage();
    }
}
