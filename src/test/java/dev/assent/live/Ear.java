package dev.assent.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Listens to a stream as a browser does, and keeps what it hears. */
class Ear implements AutoCloseable {

    record Word(String event, List<String> topics, long id) {}

    private final List<Word> heard = new CopyOnWriteArrayList<>();
    private final HttpResponse<Stream<String>> response;
    private volatile boolean over;

    /** Opens a stream for account and tenant of these numbers. */
    Ear(int port, long account, long tenant, long since, String... topics) {
        try {
            response =
                    HttpClient.newHttpClient()
                            .send(
                                    request(port, account, tenant, since, topics),
                                    BodyHandlers.ofLines());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
        Thread.ofVirtual().start(this::listen);
    }

    static HttpRequest request(int port, long account, long tenant, long since, String... topics) {
        var query = URLEncoder.encode(String.join(" ", topics), StandardCharsets.UTF_8);
        return HttpRequest.newBuilder(
                        URI.create(
                                "http://localhost:%d/live?topics=%s&since=%d"
                                        .formatted(port, query, since)))
                .header("Accept", "text/event-stream")
                .header("Cookie", "account=%d; tenant=%d".formatted(account, tenant))
                .build();
    }

    private void listen() {
        var event = "";
        var data = "";
        var id = 0L;
        try {
            for (var line : (Iterable<String>) response.body()::iterator) {
                if (line.startsWith("id:")) {
                    id = Long.parseLong(line.substring(3));
                } else if (line.startsWith("event:")) {
                    event = line.substring(6);
                } else if (line.startsWith("data:")) {
                    data = line.substring(5);
                } else if (line.isEmpty()) {
                    heard.add(new Word(event, List.of(data.split(" ")), id));
                }
            }
        } catch (UncheckedIOException | IllegalStateException closed) {
            // One side hung up.
        } finally {
            over = true;
        }
    }

    int status() {
        return response.statusCode();
    }

    List<Word> heard() {
        return heard;
    }

    /** How often it was told that this topic changed. */
    long times(String topic) {
        return heard.stream()
                .filter(word -> word.event().equals("changed") && word.topics().contains(topic))
                .count();
    }

    boolean hears(String topic) {
        return times(topic) > 0;
    }

    boolean hearsEverything() {
        return heard.stream().anyMatch(word -> word.event().equals("everything"));
    }

    /** Whether it is connected: the first thing it is told is the time. */
    boolean isOpen() {
        return heard.stream().anyMatch(word -> word.event().equals("time"));
    }

    boolean isOver() {
        return over;
    }

    @Override
    public void close() {
        response.body().close();
    }
}
