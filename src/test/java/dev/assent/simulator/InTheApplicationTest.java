package dev.assent.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assent.AssentTest;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;

/** The simulator beside the application it serves. */
@AssentTest
class InTheApplicationTest {

    @LocalServerPort int port;

    private final String farah = Meta.person();
    private Meta meta;

    @BeforeEach
    void reach() {
        meta = Meta.besideTheDemo(port);
    }

    @Test
    void the_application_takes_its_webhooks() {
        var id = opened().path("phone_number_id").asString();
        meta.done("POST", "/phones/%s/%s/message".formatted(id, farah), "{\"text\":\"hello\"}");
        await().until(() -> toldOf(farah).anyMatch(webhook -> webhook.contains(">200<")));
    }

    @Test
    void ringing_ends_when_the_clock_is_moved() {
        var number = opened();
        var id = number.path("phone_number_id").asString();
        var phone = "/phones/%s/%s".formatted(id, farah);
        meta.done("POST", phone + "/profile", "{\"permission\":\"always\"}");
        var dialled =
                meta.send(
                        "POST",
                        "/graph/v26.0/" + id + "/calls",
                        Meta.dialling(farah),
                        number.path("access_token").asString());
        assertThat(dialled.status()).isEqualTo(200);
        meta.done("POST", "/clock", "{\"advance\":\"PT50S\"}");
        await().atMost(Duration.ofSeconds(10))
                .until(() -> !meta.send("GET", phone + "/state", null, null).body().has("call"));
    }

    @Test
    void pages_obey_the_policy_of_the_site() throws Exception {
        var page =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(
                                                URI.create(
                                                        "http://localhost:%d/simulator"
                                                                .formatted(port)))
                                        .build(),
                                BodyHandlers.ofString());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'")
                .doesNotContain("unsafe");
        assertThat(page.headers().allValues("Set-Cookie")).isEmpty();
    }

    /**
     * The webhooks about this person, with what the application answered, as the log shows them.
     */
    private Stream<String> toldOf(String person) {
        var log = meta.send("GET", "/log?kind=WEBHOOK", null, null).text();
        return Arrays.stream(log.split("<details")).filter(webhook -> webhook.contains(person));
    }

    private JsonNode opened() {
        return meta.done("POST", "/numbers", "{\"business\":\"Harbor Bikes\",\"country\":\"DE\"}")
                .body();
    }
}
