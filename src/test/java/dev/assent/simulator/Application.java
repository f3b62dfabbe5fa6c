package dev.assent.simulator;

import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The application's side of webhooks, as a number's own address. */
class Application implements AutoCloseable {

    static final String SECRET = "the-number's-own-secret";

    private final HttpServer server;
    private final List<Post> posts = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger();

    Application() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::take);
        server.start();
    }

    record Post(String body, String signature, boolean taken, long nanos) {

        JsonNode json() {
            return Json.MAPPER.readTree(body);
        }

        boolean wellSigned() {
            return signature.equals("sha256=" + hmac(body));
        }

        List<JsonNode> changes() {
            var changes = new ArrayList<JsonNode>();
            json().path("entry").forEach(entry -> entry.path("changes").forEach(changes::add));
            return changes;
        }
    }

    String url() {
        return "http://127.0.0.1:%d/hook".formatted(server.getAddress().getPort());
    }

    /** The next so many POSTs are answered 503. */
    void refuse(int times) {
        refusals.set(times);
    }

    List<Post> posts() {
        return List.copyOf(posts);
    }

    /** All changes taken so far. */
    List<JsonNode> changes() {
        return posts.stream().filter(Post::taken).flatMap(post -> post.changes().stream()).toList();
    }

    List<JsonNode> values(String field) {
        return changes().stream()
                .filter(change -> change.path("field").asString().equals(field))
                .map(change -> change.path("value"))
                .toList();
    }

    /** Waits for a value of that field. */
    JsonNode value(String field, Predicate<JsonNode> wanted) {
        return await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> values(field).stream().filter(wanted).findFirst(), Optional::isPresent)
                .orElseThrow();
    }

    JsonNode call(String event) {
        return value(
                "calls",
                value -> value.path("calls").path(0).path("event").asString().equals(event));
    }

    JsonNode status(String status) {
        return value(
                "messages",
                value -> value.path("statuses").path(0).path("status").asString().equals(status));
    }

    JsonNode reply(String response) {
        return value(
                "messages",
                value ->
                        value.path("messages")
                                .path(0)
                                .path("interactive")
                                .path("call_permission_reply")
                                .path("response")
                                .asString()
                                .equals(response));
    }

    void clear() {
        posts.clear();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var taken = refusals.getAndUpdate(left -> Math.max(0, left - 1)) == 0;
        posts.add(
                new Post(
                        body,
                        String.valueOf(
                                exchange.getRequestHeaders().getFirst("X-Hub-Signature-256")),
                        taken,
                        System.nanoTime()));
        exchange.sendResponseHeaders(taken ? 200 : 503, -1);
        exchange.close();
    }

    private static String hmac(String body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
