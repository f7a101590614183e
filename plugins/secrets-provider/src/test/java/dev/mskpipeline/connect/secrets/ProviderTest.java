package dev.mskpipeline.connect.secrets;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Has a provider for each test, and what it asks. */
abstract class ProviderTest {
    StubSecretsManager secrets;
    SecretsManagerConfigProvider provider;

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
}
