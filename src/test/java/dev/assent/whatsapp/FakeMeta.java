package dev.assent.whatsapp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.springframework.mock.env.MockEnvironment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A Graph API that answers as a test wants it to, and remembers what it was asked. */
public final class FakeMeta implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private volatile Reply reply = status(500, "");

    public FakeMeta() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** One question: path and query below the version, and the body. */
    public record Asked(String method, String target, String authorization, String body) {}

    /** How to answer. */
    @FunctionalInterface
    public interface Reply {
        void to(HttpExchange exchange, Asked asked) throws IOException, InterruptedException;
    }

    /** With the version, as {@code assent.whatsapp.graph-url} wants it. */
    public String url() {
        return "http://127.0.0.1:%d/v26.0".formatted(server.getAddress().getPort());
    }

    /** The client of this Graph API. */
    public Graph graph(Credentials credentials) {
        var properties = new GraphProperties(url(), Duration.ofSeconds(1), Duration.ofSeconds(2));
        var address = new GraphAddress(properties, new MockEnvironment());
        return new Graph(
                new GraphConnection(address, properties, new SimpleMeterRegistry()), credentials);
    }

    public List<Asked> asked() {
        return asked;
    }

    public FakeMeta replies(Reply reply) {
        this.reply = reply;
        return this;
    }

    public FakeMeta replies(int status, String body) {
        return replies(status(status, body));
    }

    public static Reply status(int status, String body) {
        return (exchange, _) -> {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
        };
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var question =
                new Asked(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().toString().replaceFirst("^/v26.0/", ""),
                        exchange.getRequestHeaders().getFirst("Authorization"),
                        body);
        asked.add(question);
        try (exchange) {
            reply.to(exchange, question);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
