package dev.assent.simulator;

import static org.awaitility.Awaitility.await;

import tools.jackson.databind.JsonNode;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** A page on which somebody holds a phone, without a browser around it. */
class OpenPage implements AutoCloseable {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Meta.Line line;
    private final String person;
    private final String id = UUID.randomUUID().toString();
    private final InputStream stream;
    private final List<Heard> heard = new CopyOnWriteArrayList<>();

    OpenPage(int port, Meta.Line line, String person) {
        this.line = line;
        this.person = person;
        try {
            stream =
                    HTTP.send(
                                    HttpRequest.newBuilder(
                                                    URI.create(
                                                            "http://127.0.0.1:%d/simulator/events?page=%s&phone=%s/%s"
                                                                    .formatted(
                                                                            port, id, line.id(),
                                                                            person)))
                                            .build(),
                                    HttpResponse.BodyHandlers.ofInputStream())
                            .body();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
        Thread.ofVirtual().start(this::listen);
        hears(_ -> true);
    }

    /** What the page was told of its phone's call, and when. */
    record Heard(JsonNode call, long nanos) {}

    String id() {
        return id;
    }

    /** Waits until it was told of such a call. */
    Heard hears(Predicate<JsonNode> call) {
        return await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> last().filter(one -> call.test(one.call())), Optional::isPresent)
                .orElseThrow();
    }

    JsonNode offered() {
        return hears(call -> call.has("offer")).call();
    }

    /** Answers the business's offer, or says with null that it cannot. */
    Meta.Answer answers(String call, String sdp) {
        var reply = Json.object().put("page", id).put("call", call).put("answer", sdp);
        return line.phone(person, "line", Json.write(reply));
    }

    /** The page is closed properly. */
    void leaves(Meta meta) {
        meta.done("POST", "/pages/%s/gone".formatted(id), "{}");
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }

    private Optional<Heard> last() {
        return heard.isEmpty() ? Optional.empty() : Optional.of(heard.getLast());
    }

    private void listen() {
        var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
        try {
            var event = "";
            for (var text = reader.readLine(); text != null; text = reader.readLine()) {
                if (text.startsWith("event:")) {
                    event = text.substring(6);
                } else if (text.startsWith("data:") && event.equals("line")) {
                    var told = Json.MAPPER.readTree(text.substring(5));
                    heard.add(new Heard(told.path("call"), System.nanoTime()));
                }
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }
}
