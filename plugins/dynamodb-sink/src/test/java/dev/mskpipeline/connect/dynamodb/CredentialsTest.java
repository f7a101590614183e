package dev.mskpipeline.connect.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.common.Configurable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

class CredentialsTest {
    private static final String STS_ENDPOINT = "aws.endpointUrlSts";
    private static final String ROLE = "arn:aws:iam::123456789012:role/orders-writer";

    private final List<Map<String, String>> requests = new CopyOnWriteArrayList<>();
    private HttpServer sts;
    private volatile int status = 200;

    @BeforeEach
    void startSts() throws Exception {
        sts = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        sts.createContext("/", exchange -> {
            requests.add(form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            byte[] reply = (status == 200
                ? "<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ASIA</AccessKeyId>"
                    + "<SecretAccessKey>assumed</SecretAccessKey><SessionToken>of the role</SessionToken>"
                    + "<Expiration>2100-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult>"
                    + "</AssumeRoleResponse>"
                : "<ErrorResponse><Error><Code>AccessDenied</Code><Message>not authorized to perform: "
                    + "sts:AssumeRole</Message></Error></ErrorResponse>").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, reply.length);
            exchange.getResponseBody().write(reply);
            exchange.close();
        });
        sts.start();
        System.setProperty(STS_ENDPOINT, "http://127.0.0.1:" + sts.getAddress().getPort());
    }

    @AfterEach
    void stopSts() {
        System.clearProperty(STS_ENDPOINT);
        sts.stop(0);
    }

    @Test
    void takesTheAccessKeyWithItsSessionToken() {
        assertEquals(AwsBasicCredentials.create("AKIA", "secret"), resolve(accessKey()));
        assertEquals(AwsSessionCredentials.create("AKIA", "secret", "token"),
            resolve(with(accessKey(), SinkConfig.SESSION_TOKEN, "token")));
        assertEquals(List.of(), requests);
    }

    @Test
    void assumesARoleByTheAccessKeyAsConfluentsSinkIsTold() {
        Map<String, String> settings = with(accessKey(), SinkConfig.PROVIDER_CLASS,
            "io.confluent.connect.aws.dynamodb.auth.AwsAssumeRoleCredentialsProvider", SinkConfig.ROLE_ARN, ROLE,
            SinkConfig.ROLE_SESSION_NAME, "session-name", SinkConfig.ROLE_EXTERNAL_ID, "123");
        AwsSessionCredentials credentials = (AwsSessionCredentials) resolve(settings);
        assertEquals(List.of("ASIA", "assumed", "of the role"), List.of(credentials.accessKeyId(),
            credentials.secretAccessKey(), credentials.sessionToken()));
        Map<String, String> request = requests.get(0);
        assertEquals(List.of("AssumeRole", ROLE, "session-name", "123"), List.of(request.get("Action"),
            request.get("RoleArn"), request.get("RoleSessionName"), request.get("ExternalId")));
    }

    @Test
    void aRoleThatMayNotBeAssumedStopsTheStart() {
        status = 403;
        NoCredentialsException failure = assertThrows(NoCredentialsException.class,
            () -> resolve(with(accessKey(), SinkConfig.ROLE_ARN, ROLE)));
        assertEquals(AwsFailure.FATAL, AwsFailure.of(failure));
        assertTrue(AwsFailure.isSetup(failure));
        assertTrue(AwsFailure.code(failure).contains("not authorized to perform: sts:AssumeRole"),
            AwsFailure.code(failure));
    }

    @Test
    void takesAProviderOfTheUsersWithItsKeys() {
        assertEquals(AwsBasicCredentials.create("mine", "of eu"), resolve(Map.of(
            SinkConfig.PROVIDER_CLASS, Own.class.getName(), SinkConfig.PROVIDER_PREFIX + "place", "eu")));
    }

    @Test
    void takesAProviderOfTheSdk() {
        String name = "software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider";
        System.setProperty("aws.accessKeyId", "AKIA-property");
        System.setProperty("aws.secretAccessKey", "secret");
        try {
            assertEquals("AKIA-property", resolve(Map.of(SinkConfig.PROVIDER_CLASS, name)).accessKeyId());
        } finally {
            System.clearProperty("aws.accessKeyId");
            System.clearProperty("aws.secretAccessKey");
        }
    }

    /** A provider as users write them for Confluent's sink. */
    public static final class Own implements AwsCredentialsProvider, Configurable {
        private String place;

        @Override
        public void configure(Map<String, ?> configs) {
            place = configs.get("place").toString();
        }

        @Override
        public AwsCredentials resolveCredentials() {
            return AwsBasicCredentials.create("mine", "of " + place);
        }
    }

    private static AwsCredentials resolve(Map<String, String> settings) {
        try (Credentials credentials = Credentials.of(new SinkConfig(settings), Apache5HttpClient.builder())) {
            return credentials.resolveCredentials();
        }
    }

    private static Map<String, String> accessKey() {
        return Map.of(SinkConfig.ACCESS_KEY_ID, "AKIA", SinkConfig.SECRET_ACCESS_KEY, "secret");
    }

    private static Map<String, String> with(Map<String, String> settings, String... more) {
        Map<String, String> all = new HashMap<>(settings);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }

    private static Map<String, String> form(String body) {
        Map<String, String> fields = new HashMap<>();
        for (String field : body.split("&")) {
            String[] parts = field.split("=", 2);
            fields.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return fields;
    }
}
