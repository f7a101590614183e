package dev.mskpipeline.connect.secrets;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonNodeParser;

/** Secrets Manager as far as the provider knows it: answers as it is told, and keeps what it was asked. */
final class StubSecretsManager implements AutoCloseable {
    static final String SECRET = "sales/debezium";
    /** No message and no log may have this. */
    static final String PASSWORD = "s3cret-Kx7";
    static final String FIELDS = "{\"username\":\"debezium\",\"password\":\"" + PASSWORD
        + "\",\"port\":3306,\"ssl\":true,\"tags\":[\"" + PASSWORD + "\"],\"old\":null}";

    /** One request: what AWS calls its operation, and the secret that it names. */
    static final class Request {
        final String target;
        final String secretId;
        /** Empty when none was named. */
        final String versionStage;

        private Request(String target, String secretId, String versionStage) {
            this.target = target;
            this.secretId = secretId;
            this.versionStage = versionStage;
        }
    }

    private static final class Answer {
        private final int status;
        private final String body;

        private Answer(int status, String body) {
            this.status = status;
            this.body = body;
        }
    }

    /** Whether it takes requests and answers none. */
    volatile boolean silent;
    final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Queue<Answer> answers = new ArrayDeque<>();
    private final HttpServer server;

    StubSecretsManager() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Adds an answer; the last one stays for all further requests. */
    StubSecretsManager text(String secret) {
        return answer(200, "{\"Name\":\"x\",\"SecretString\":" + quoted(secret) + "}");
    }

    StubSecretsManager binary(String base64) {
        return answer(200, "{\"Name\":\"x\",\"SecretBinary\":" + quoted(base64) + "}");
    }

    StubSecretsManager failure(int status, String code, String message) {
        return answer(status, "{\"__type\":" + quoted(code) + ",\"message\":" + quoted(message) + "}");
    }

    /** What a worker has under {@code config.providers.secretsManager.param.}. */
    Map<String, String> params() {
        return Map.of("region", "us-east-1", "endpoint", "http://127.0.0.1:" + server.getAddress().getPort());
    }

    SecretsManagerConfigProvider provider() {
        return provider(new SecretsManagerConfigProvider());
    }

    /** A provider with these parameters more. */
    SecretsManagerConfigProvider provider(SecretsManagerConfigProvider provider, String... more) {
        Map<String, String> params = new HashMap<>(params());
        for (int i = 0; i < more.length; i += 2) {
            params.put(more[i], more[i + 1]);
        }
        provider.configure(params);
        return provider;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private StubSecretsManager answer(int status, String body) {
        synchronized (answers) {
            answers.add(new Answer(status, body));
        }
        return this;
    }

    private void handle(HttpExchange exchange) throws IOException {
        JsonNode asked = JsonNodeParser.create().parse(exchange.getRequestBody());
        requests.add(new Request(exchange.getRequestHeaders().getFirst("X-Amz-Target"),
            asked.field("SecretId").orElseThrow().text(), asked.field("VersionStage").map(JsonNode::text).orElse("")));
        if (silent) {
            return;
        }
        Answer answer = next();
        byte[] body = answer.body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(answer.status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private Answer next() {
        synchronized (answers) {
            return answers.size() > 1 ? answers.remove() : answers.element();
        }
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
