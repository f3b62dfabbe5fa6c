package dev.assent.whatsapp;

import io.micrometer.core.instrument.MeterRegistry;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import tools.jackson.databind.JsonNode;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import javax.net.ssl.SSLHandshakeException;

/**
 * Asks one question at a time and says how it ended. Nothing is asked twice, no redirect followed,
 * so the token goes to the configured host alone. What is asked and answered is never logged.
 */
@Component
class GraphConnection implements AutoCloseable {

    private static final int LONGEST_ANSWER = 4 * 1024 * 1024;

    /** Where Meta keeps files, and her Graph; nothing else of hers is ever named as a file's. */
    private static final List<String> META_HOSTS =
            List.of(".facebook.com", ".fbsbx.com", ".fbcdn.net", ".whatsapp.net");

    private static final Logger log = LoggerFactory.getLogger(GraphConnection.class);

    private final GraphAddress address;
    private final HttpClient client;
    private final Duration answerTimeout;
    private final MeterRegistry meters;

    GraphConnection(GraphAddress address, GraphProperties properties, MeterRegistry meters) {
        this.address = address;
        this.answerTimeout = properties.answerTimeout();
        this.meters = meters;
        this.client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(properties.connectTimeout())
                        .build();
    }

    /** Turns an answer into what was asked for, or throws {@link Unreadable}. */
    interface Reading<T> {
        T of(JsonNode answer);
    }

    /**
     * @param name of the question, for figures and log
     * @param path of the thing that is asked about, below the version
     */
    record Question(
            String name,
            String method,
            String path,
            Map<String, String> parameters,
            @Nullable JsonNode body) {

        static Question get(String name, String path, Map<String, String> parameters) {
            return new Question(name, "GET", path, parameters, null);
        }

        static Question post(String name, String path, @Nullable JsonNode body) {
            return new Question(name, "POST", path, Map.of(), body);
        }

        static Question delete(String name, String path, Map<String, String> parameters) {
            return new Question(name, "DELETE", path, parameters, null);
        }
    }

    /** Makes an answer of a status and what came with it. */
    private interface Whole<T> {
        Answer<T> of(int status, byte[] body);
    }

    <T> Answer<T> ask(Question question, AccessToken token, Reading<T> reading) {
        var start = System.nanoTime();
        Answer<T> answer =
                exchange(
                        request(question, token),
                        LONGEST_ANSWER,
                        (status, body) -> whole(status, body, reading));
        meters.timer("assent.graph", "question", question.name(), "outcome", outcome(answer))
                .record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        note(question, answer);
        return answer;
    }

    /**
     * Fetches a file of at most so many bytes. The token goes to the Graph host alone, and to where
     * Meta keeps files.
     */
    Answer<MediaFile> fetch(MediaPlace place, AccessToken token, long most) {
        if (!mayHaveToken(place.url())) {
            log.warn("media: not fetched, for it lies with a host that is none of Meta's");
            return new Answer.Unreachable<>();
        }
        var request =
                HttpRequest.newBuilder(place.url())
                        .header("Authorization", "Bearer " + token.value())
                        .header("User-Agent", "assent")
                        .GET()
                        .build();
        var start = System.nanoTime();
        var answer =
                exchange(
                        request,
                        most,
                        (status, body) ->
                                status >= 200 && status <= 299
                                        ? new Answer.Done<>(
                                                new MediaFile(place.mimeType(), body.length, body))
                                        : refused(status, Errors.inAnswer(status, null)));
        meters.timer("assent.graph", "question", "media file", "outcome", outcome(answer))
                .record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        return answer;
    }

    private boolean mayHaveToken(URI url) {
        var graph = address.base();
        var host = url.getHost();
        if (host == null || url.getUserInfo() != null) {
            return false;
        }
        var same =
                host.equalsIgnoreCase(graph.getHost())
                        && url.getPort() == graph.getPort()
                        && Objects.equals(url.getScheme(), graph.getScheme());
        return same
                || "https".equals(url.getScheme())
                        && url.getPort() == -1
                        && META_HOSTS.stream().anyMatch(host.toLowerCase(Locale.ROOT)::endsWith)
                        && META_HOSTS.stream()
                                .anyMatch(
                                        ("." + graph.getHost()).toLowerCase(Locale.ROOT)::endsWith);
    }

    boolean isSimulated() {
        return address.isSimulated();
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private HttpRequest request(Question question, AccessToken token) {
        var body = question.body();
        var request =
                HttpRequest.newBuilder(uri(question))
                        .header("Authorization", "Bearer " + token.value())
                        .header("Accept", "application/json");
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        return request.method(
                        question.method(),
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(
                                        Json.MAPPER.writeValueAsBytes(body)))
                .build();
    }

    private URI uri(Question question) {
        var query =
                question.parameters().entrySet().stream()
                        .map(parameter -> parameter.getKey() + "=" + encoded(parameter.getValue()))
                        .collect(Collectors.joining("&", "?", ""));
        return URI.create(
                address.base() + "/" + question.path() + (query.length() == 1 ? "" : query));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private <T> Answer<T> exchange(HttpRequest request, long longest, Whole<T> whole) {
        var status = new AtomicInteger();
        var bounded =
                HttpResponse.BodyHandlers.limiting(
                        HttpResponse.BodyHandlers.ofByteArray(), longest);
        var exchange =
                client.sendAsync(
                        request,
                        head -> {
                            status.set(head.statusCode());
                            return bounded.apply(head);
                        });
        try {
            var response = exchange.get(answerTimeout.toNanos(), TimeUnit.NANOSECONDS);
            return whole.of(response.statusCode(), response.body());
        } catch (ExecutionException broken) {
            return isUnconnected(broken.getCause())
                    ? new Answer.Unreachable<>()
                    : cutOff(status.get());
        } catch (TimeoutException late) {
            exchange.cancel(true);
            return cutOff(status.get());
        } catch (InterruptedException stop) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            return cutOff(status.get());
        }
    }

    private static <T> Answer<T> whole(int status, byte[] body, Reading<T> reading) {
        try {
            var answer = Json.tree(body);
            return status >= 200 && status <= 299
                    ? done(status, answer, reading)
                    : refused(status, Errors.inAnswer(status, answer));
        } catch (Unreadable noJson) {
            return cutOff(status);
        }
    }

    private static <T> Answer<T> done(int status, JsonNode answer, Reading<T> reading) {
        try {
            return new Answer.Done<>(reading.of(answer));
        } catch (Unreadable lacking) {
            return new Answer.Failed<>(Errors.inAnswer(status, answer));
        }
    }

    /** A redirect counts as refused: whoever answered there did not do it. */
    private static <T> Answer<T> refused(int status, MetaError error) {
        return status >= 500 ? new Answer.Failed<>(error) : new Answer.Refused<>(error);
    }

    /** What is known when the answer broke off: at most its status, which may be enough. */
    private static <T> Answer<T> cutOff(int status) {
        if (status == 0) {
            return new Answer.Silent<>();
        }
        var error = Errors.inAnswer(status, null);
        return status >= 200 && status <= 299 ? new Answer.Failed<>(error) : refused(status, error);
    }

    private static boolean isUnconnected(@Nullable Throwable cause) {
        return cause != null
                && (cause instanceof ConnectException
                        || cause instanceof HttpConnectTimeoutException
                        || cause instanceof NoRouteToHostException
                        || cause instanceof SSLHandshakeException
                        || isUnconnected(cause.getCause()));
    }

    private static void note(Question question, Answer<?> answer) {
        switch (answer) {
            case Answer.Done<?> _ -> log.debug("{}: done", question.name());
            case Answer.Refused<?>(var error) ->
                    log.info("{}: refused, {} {}", question.name(), error.code(), error.trouble());
            case Answer.Failed<?>(var error) ->
                    log.warn("{}: failed, {} {}", question.name(), error.code(), error.trouble());
            case Answer.Silent<?>() -> log.warn("{}: no answer", question.name());
            case Answer.Unreachable<?>() -> log.warn("{}: no connection", question.name());
        }
    }

    private static String outcome(Answer<?> answer) {
        return answer.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }
}
