package dev.mskpipeline.connect.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

class ProviderConfigTest {
    @Test
    void needsTheRegionOnly() {
        ProviderConfig config = ProviderConfig.of(Map.of("region", "us-east-1"));
        assertEquals("us-east-1", config.region);
        assertEquals(Optional.empty(), config.endpoint);
        assertEquals(Optional.empty(), config.versionStage);
        assertEquals(Duration.ZERO, config.cacheTtl);
    }

    @Test
    void refusesAMissingRegion() {
        String message = "Missing worker property 'config.providers.<name>.param.region': "
            + "the AWS region of the secrets, such as us-east-1";
        assertEquals(message, refusal(Map.of()));
        assertEquals(message, refusal(Map.of("region", " ")));
    }

    @Test
    void refusesARegionThatAwsDoesNotHave() {
        assertEquals("Invalid value us-east1 for configuration config.providers.<name>.param.region: "
            + "is no AWS region; the nearest name is us-east-1", refusal(Map.of("region", "us-east1")));
    }

    @Test
    void takesAnyRegionForAnEndpointOfItsOwn() {
        assertEquals("local", ProviderConfig.of(Map.of("region", "local", "endpoint", "http://127.0.0.1:1")).region);
    }

    @Test
    void refusesAnEndpointThatIsNoUrl() {
        assertEquals("Invalid value localhost:80 for configuration config.providers.<name>.param.endpoint: "
            + "must be a URL such as http://127.0.0.1:8080", refusal(Map.of("region", "us-east-1", "endpoint",
            "localhost:80")));
    }

    @Test
    void refusesATimeToLiveThatIsNone() {
        assertEquals(Duration.ofSeconds(60),
            ProviderConfig.of(Map.of("region", "us-east-1", "cache.ttl.seconds", "60")).cacheTtl);
        for (String bad : List.of("-1", "1m", "86401")) {
            assertEquals("Invalid value " + bad + " for configuration config.providers.<name>.param.cache.ttl.seconds: "
                + "must be a whole number of seconds from 0 to 86400",
                refusal(Map.of("region", "us-east-1", "cache.ttl.seconds", bad)));
        }
    }

    @Test
    void suggestsTheNameOfAMistypedParameter() {
        assertEquals("Unknown worker property 'config.providers.<name>.param.regoin': "
                + "did you mean 'config.providers.<name>.param.region'? The provider reads region, endpoint, "
                + "version.stage, cache.ttl.seconds only.",
            refusal(Map.of("region", "us-east-1", "regoin", "us-east-1")));
    }

    private static String refusal(Map<String, String> params) {
        return assertThrows(ConfigException.class, () -> ProviderConfig.of(params)).getMessage();
    }
}
