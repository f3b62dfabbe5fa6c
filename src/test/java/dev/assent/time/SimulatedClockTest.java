package dev.assent.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assent.AssentTest;
import dev.assent.contact.Contacts;
import dev.assent.contact.PhoneNumber;
import dev.assent.tenancy.Control;
import dev.assent.tenancy.Tenant;
import dev.assent.tenancy.Tenants;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;

/** Others must not feel the clock move, so it has schemas of its own. */
@AssentTest
@TestPropertySource(properties = "test.schemas=_c")
class SimulatedClockTest {

    private static final Duration A_MOMENT = Duration.ofSeconds(10);
    private static final PhoneNumber SOMEBODY = PhoneNumber.ofWaId("919812345678");

    @LocalServerPort int port;
    @Autowired InstantSource time;
    @Autowired Tenants tenants;
    @Autowired Contacts contacts;
    @Autowired TransactionTemplate transactions;
    @Autowired @Control JdbcClient control;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeEach
    void theDemoStands() {
        await().atMost(Duration.ofMinutes(1)).until(() -> health() == 200);
    }

    @AfterEach
    void backToRealTime() throws Exception {
        if (!json(clock("GET", "")).at("/ahead").asString().equals("PT0S")) {
            assertThat(clock("DELETE", "").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void it_shows_real_time_until_somebody_moves_it() throws Exception {
        var reading = json(clock("GET", ""));
        assertThat(reading.at("/ahead").asString()).isEqualTo("PT0S");
        assertThat(now(reading)).isBetween(Instant.now().minus(A_MOMENT), Instant.now());
    }

    @Test
    void it_moves_forward_and_all_business_time_with_it() throws Exception {
        assertThat(json(clock("POST", advance("PT24H"))).at("/ahead").asString())
                .isEqualTo("PT24H");
        var reading = json(clock("POST", advance("P7DT1S")));
        assertThat(Duration.parse(reading.at("/ahead").asString()))
                .isEqualTo(Duration.ofDays(8).plusSeconds(1));
        assertThat(time.instant())
                .isBetween(now(reading), now(reading).plus(A_MOMENT))
                .isAfter(Instant.now().plus(Duration.ofDays(8)).minus(A_MOMENT));
        assertThat(json(clock("GET", "")).at("/ahead").asString())
                .isEqualTo(reading.at("/ahead").asString());
    }

    @Test
    void it_can_run_ten_years_ahead_and_no_second_more() throws Exception {
        assertThat(clock("POST", advance("P3650DT1S")).statusCode()).isEqualTo(422);
        assertThat(clock("POST", advance("P3650D")).statusCode()).isEqualTo(200);
        assertThat(clock("POST", advance("PT1S")).statusCode()).isEqualTo(422);
        assertThat(clock("POST", advance("PT9223372036854775807S")).statusCode()).isEqualTo(422);
        assertThat(json(clock("GET", "")).at("/ahead").asString()).isEqualTo("PT87600H");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"advance\": null}",
                "{\"advance\": \"\"}",
                "{\"advance\": \"tomorrow\"}",
                "{\"advance\": 7}",
                "{\"advance\": \"-PT1S\"}",
                "{\"advance\": \"P1DT-25H\"}",
                "{\"advance\": \"PT99999999999999999999S\"}"
            })
    void what_cannot_be_read_or_leads_back_is_refused_and_moves_nothing(String move)
            throws Exception {
        var answer = clock("POST", move);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(json(answer).at("/detail").asString()).isNotBlank();
        assertThat(json(clock("GET", "")).at("/ahead").asString()).isEqualTo("PT0S");
    }

    @Test
    void what_is_no_json_is_refused_too() throws Exception {
        assertThat(clock("POST", "{").statusCode()).isEqualTo(400);
    }

    @Test
    void how_far_ahead_it_runs_survives_a_restart() throws Exception {
        clock("POST", advance("PT36H"));
        var restarted = BusinessTime.system();
        new SimulatedClock(restarted, control, event -> {});
        assertThat(restarted.ahead()).isEqualTo(Duration.ofHours(36));
        clock("DELETE", "");
        var again = BusinessTime.system();
        new SimulatedClock(again, control, event -> {});
        assertThat(again.ahead()).isZero();
    }

    /** The application is not healthy while its businesses are away. */
    @Test
    void real_time_comes_back_with_the_demo_as_it_was() throws Exception {
        clock("POST", advance("P30D"));
        lotus().run(() ->
                transactions.executeWithoutResult(_ -> contacts.enter(SOMEBODY, "Somebody")));
        var back = CompletableFuture.supplyAsync(() -> clock("DELETE", ""));
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> health() == 503);
        assertThat(back.get().statusCode()).isEqualTo(200);
        assertThat(health()).isEqualTo(200);
        assertThat(json(back.get()).at("/ahead").asString()).isEqualTo("PT0S");
        assertThat(time.instant()).isBefore(Instant.now().plusSeconds(1));
        lotus().run(() -> {
            assertThat(contacts.findByPhone(SOMEBODY)).isEmpty();
        });
    }

    private Tenant lotus() {
        return tenants.findBySlug("lotus").orElseThrow();
    }

    private int health() {
        return send("GET", "/actuator/health", "").statusCode();
    }

    private HttpResponse<String> clock(String method, String body) {
        return send(method, "/simulator/clock", body);
    }

    private HttpResponse<String> send(String method, String path, String body) {
        try {
            return http.send(
                    HttpRequest.newBuilder(
                                    URI.create("http://127.0.0.1:%d%s".formatted(port, path)))
                            .header("Content-Type", "application/json")
                            .method(method, HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String advance(String step) {
        return "{\"advance\": \"%s\"}".formatted(step);
    }

    private static Instant now(JsonNode reading) {
        return Instant.parse(reading.at("/now").asString());
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }
}
