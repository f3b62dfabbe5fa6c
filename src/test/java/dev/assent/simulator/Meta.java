package dev.assent.simulator;

import static org.awaitility.Awaitility.await;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.ThreadLocalRandom;

/** The simulator as tests use it: over HTTP and nothing else. */
class Meta {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    static final String OFFER =
            """
            v=0\r
            o=- 1 2 IN IP4 127.0.0.1\r
            s=-\r
            t=0 0\r
            m=audio 9 UDP/TLS/RTP/SAVPF 111 126\r
            c=IN IP4 0.0.0.0\r
            a=ice-ufrag:abcd\r
            a=ice-pwd:0123456789abcdef01234567\r
            a=fingerprint:sha-256 %s\r
            a=setup:actpass\r
            a=mid:0\r
            a=sendrecv\r
            a=rtcp-mux\r
            a=rtpmap:111 opus/48000/2\r
            a=rtpmap:126 telephone-event/8000\r
            """
                    .formatted(String.join(":", Collections.nCopies(32, "AB")));

    static final String ANSWER = OFFER.replace("actpass", "active");

    private final String base;

    Meta(int port) {
        this.base = "http://127.0.0.1:%d/simulator".formatted(port);
    }

    /** Beside the whole application, once its demo stands: loading that empties the world first. */
    static Meta besideTheDemo(int port) {
        var health = URI.create("http://127.0.0.1:%d/actuator/health".formatted(port));
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        HTTP.send(
                                                HttpRequest.newBuilder(health).build(),
                                                HttpResponse.BodyHandlers.discarding())
                                        .statusCode()
                                == 200);
        return new Meta(port);
    }

    record Answer(int status, String text) {

        JsonNode body() {
            return Json.MAPPER.readTree(text);
        }

        int code() {
            return body().path("error").path("code").asInt(0);
        }

        String details() {
            return body().path("error").path("error_data").path("details").asString();
        }
    }

    /** A number of a business, and those who use it. */
    record Line(Meta meta, String id, String waba, String token, String digits) {

        Answer graph(String method, String path, String body) {
            return meta.send(method, "/graph/v26.0/" + path, body, token);
        }

        Answer write(String to, String text) {
            return graph(
                    "POST",
                    id + "/messages",
                    """
                    {"messaging_product":"whatsapp","to":"%s","type":"text","text":{"body":"%s"}}
                    """
                            .formatted(to, text));
        }

        Answer ask(String to) {
            return graph("POST", id + "/messages", asking(to));
        }

        Answer dial(String to) {
            return graph("POST", id + "/calls", dialling(to));
        }

        Answer onCall(String action, String wacid, String more) {
            return graph(
                    "POST",
                    id + "/calls",
                    "{\"messaging_product\":\"whatsapp\",\"call_id\":\"%s\",\"action\":\"%s\"%s}"
                            .formatted(wacid, action, more));
        }

        Answer settings(String calling) {
            return graph("POST", id + "/settings", "{\"calling\":" + calling + "}");
        }

        JsonNode reading(String waId) {
            return graph("GET", id + "/call_permissions?user_wa_id=" + waId, null).body();
        }

        /** What a person does with the phone, opened at the chat with this business. */
        Answer phone(String person, String act, String words) {
            return meta.send("POST", "/phones/%s/%s/%s".formatted(id, person, act), words, null);
        }

        JsonNode state(String person) {
            return meta.send("GET", "/phones/%s/%s/state".formatted(id, person), null, null).body();
        }

        void decide(String decision, String words) {
            meta.done("POST", "/numbers/%s/%s".formatted(id, decision), words);
        }
    }

    /** A fresh number whose webhooks go to that application. */
    Line line(String country, Application application) {
        return line(country, application, "{}");
    }

    Line line(String country, Application application, String more) {
        var opening = Json.parseObject(more);
        opening.put("business", "Lotus Dental");
        opening.put("country", country);
        opening.put("webhook_url", application.url());
        opening.put("webhook_secret", Application.SECRET);
        var told = done("POST", "/numbers", Json.write(opening)).body();
        return new Line(
                this,
                told.path("phone_number_id").asString(),
                told.path("waba_id").asString(),
                told.path("access_token").asString(),
                told.path("display_phone_number").asString().replaceAll("[^0-9]", ""));
    }

    /** Some person's number that nobody used yet. */
    static String person() {
        return "4917" + ThreadLocalRandom.current().nextLong(10_000_000L, 100_000_000L);
    }

    static String asking(String to) {
        return """
        {"messaging_product":"whatsapp","recipient_type":"individual","to":"%s","type":"interactive",
         "biz_opaque_callback_data":"attempt-7",
         "interactive":{"type":"call_permission_request",
           "action":{"name":"call_permission_request"},"body":{"text":"May we call you?"}}}
        """
                .formatted(to);
    }

    static String dialling(String to) {
        return "{\"messaging_product\":\"whatsapp\",\"to\":\"%s\",\"action\":\"connect\",\"biz_opaque_callback_data\":\"attempt-9\",\"session\":{\"sdp_type\":\"offer\",\"sdp\":%s}}"
                .formatted(to, Json.write(OFFER));
    }

    /** The business's side of a person's call, as part of a request. */
    static String answer() {
        return ",\"session\":{\"sdp_type\":\"answer\",\"sdp\":%s}".formatted(Json.write(ANSWER));
    }

    Answer done(String method, String path, String body) {
        var answer = send(method, path, body, null);
        if (answer.status() >= 300) {
            throw new AssertionError(path + " answered " + answer);
        }
        return answer;
    }

    Answer send(String method, String path, String body, String token) {
        var request =
                HttpRequest.newBuilder(URI.create(base + path))
                        .timeout(Duration.ofSeconds(40))
                        .method(
                                method,
                                body == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            var answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer.body());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
