package dev.mskpipeline.connect.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stands between the sink and DynamoDB Local, which never throttles or fails: makes the faults that AWS has. */
final class FaultProxy implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Decides what happens to a request. */
    interface Fault {
        Answer answer(Call call) throws Exception;
    }

    /** One request of the sink. */
    static final class Call {
        final String operation;
        final ObjectNode body;
        private final FaultProxy proxy;

        private Call(String operation, ObjectNode body, FaultProxy proxy) {
            this.operation = operation;
            this.body = body;
            this.proxy = proxy;
        }

        boolean isWrite() {
            return operation.equals("BatchWriteItem");
        }

        /** The writes of a BatchWriteItem of one table. */
        ArrayNode writes() {
            return (ArrayNode) body.get("RequestItems").elements().next();
        }

        int size() {
            return writes().size();
        }

        /** DynamoDB Local's own answer. */
        Answer forward() throws Exception {
            return proxy.forward(operation, body);
        }

        /** Writes the first few only and hands the others back as unprocessed. */
        Answer forwardOnly(int count) throws Exception {
            ArrayNode left = JSON.createArrayNode();
            ArrayNode writes = writes();
            while (writes.size() > count) {
                left.add(writes.remove(count));
            }
            ObjectNode reply = count == 0 ? JSON.createObjectNode() : (ObjectNode) JSON.readTree(forward().body);
            ObjectNode unprocessed = JSON.createObjectNode();
            unprocessed.set(body.get("RequestItems").fieldNames().next(), left);
            reply.set("UnprocessedItems", unprocessed);
            return new Answer(200, reply.toString());
        }
    }

    /** What the sink receives; status 0 drops the connection. */
    static final class Answer {
        final int status;
        final String body;

        Answer(int status, String body) {
            this.status = status;
            this.body = body;
        }

        static Answer error(int status, String type) {
            return new Answer(status, "{\"__type\":\"com.amazonaws.dynamodb.v20120810#" + type
                + "\",\"message\":\"made by the test\"}");
        }

        static Answer dropConnection() {
            return new Answer(0, "");
        }
    }

    /** The sizes of all BatchWriteItem requests, in the order of their arrival. */
    final List<Integer> writeSizes = new CopyOnWriteArrayList<>();
    /** The key of every write that was sent, with repetitions. */
    final List<String> sentIds = new CopyOnWriteArrayList<>();
    volatile Fault fault = Call::forward;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "fault-proxy");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI target;

    FaultProxy(URI target) throws IOException {
        this.target = target;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try {
            String operation = exchange.getRequestHeaders().getFirst("X-Amz-Target").split("\\.")[1];
            ObjectNode body = (ObjectNode) JSON.readTree(exchange.getRequestBody().readAllBytes());
            Call call = new Call(operation, body, this);
            if (call.isWrite()) {
                record(call);
            }
            Answer answer = fault.answer(call);
            if (answer.status != 0) {
                byte[] bytes = answer.body.getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
                exchange.sendResponseHeaders(answer.status, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        } catch (Exception failure) {
            throw new IOException(failure);
        } finally {
            // Without an answer this drops the connection.
            exchange.close();
        }
    }

    private void record(Call call) {
        writeSizes.add(call.size());
        List<String> ids = new ArrayList<>();
        for (JsonNode write : call.writes()) {
            JsonNode attributes = write.has("PutRequest") ? write.get("PutRequest").get("Item")
                : write.get("DeleteRequest").get("Key");
            ids.add(attributes.get("id").elements().next().asText());
        }
        sentIds.addAll(ids);
    }

    private Answer forward(String operation, ObjectNode body) throws Exception {
        HttpResponse<String> reply = http.send(HttpRequest.newBuilder(target)
            .header("Content-Type", "application/x-amz-json-1.0")
            .header("X-Amz-Target", "DynamoDB_20120810." + operation)
            .header("Authorization", "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/dynamodb/aws4_request, "
                + "SignedHeaders=host, Signature=0")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString())).build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(reply.statusCode(), reply.body());
    }
}
