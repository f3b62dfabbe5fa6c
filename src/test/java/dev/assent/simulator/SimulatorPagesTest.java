package dev.assent.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The pages answer, with and without htmx, and forms do what programs can do. */
@SimulatorTest
class SimulatorPagesTest {

    @LocalServerPort int port;
    @Autowired HandMovedTime time;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Application application = new Application();
    private final String farah = Meta.person();
    private Meta meta;
    private Meta.Line lotus;

    @BeforeEach
    void aNumber() {
        meta = new Meta(port);
        lotus = meta.line("IN", application);
        lotus.phone(farah, "message", "{\"text\":\"My <crown> came loose\"}");
    }

    @AfterEach
    void close() {
        application.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/accounts", "/templates", "/webhooks", "/log", "/mail", "/settings"})
    void every_page_answers(String path) throws Exception {
        var page = get(path);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("Stands in for WhatsApp", "<main")
                .doesNotContain("style=", "onclick", "<script>");
    }

    @Test
    void a_phone_shows_the_request_and_takes_an_answer_without_a_script() throws Exception {
        lotus.ask(farah);
        var page = get("/phones/" + chat());
        assertThat(page.body())
                .contains("My &lt;crown&gt; came loose", "May we call you?", "Allow for 7 days");
        var answered = post("/phones/" + chat() + "/reply", Map.of("choice", "always"));
        assertThat(answered.statusCode()).isEqualTo(302);
        assertThat(lotus.state(farah).path("state").asString()).isEqualTo("always allowed");
        assertThat(get("/phones/" + chat()).body()).contains("You always allow calls");
    }

    @Test
    void two_phones_lie_side_by_side() throws Exception {
        var meera = Meta.person();
        lotus.phone(meera, "profile", "{\"permission\":\"always\"}");
        lotus.dial(meera);
        var page = get("?open=" + chat() + "&open=" + lotus.id() + "/" + meera).body();
        assertThat(page).contains("id=\"screen-" + lotus.id() + "-" + farah);
        assertThat(page).contains("id=\"screen-" + lotus.id() + "-" + meera);
        assertThat(page).contains("ringing", "Decline", "Ignore", "Voicemail", "Answer");
        assertThat(get("?open=nonsense&open=1/2").statusCode()).isEqualTo(200);
    }

    @Test
    void htmx_gets_the_screen_alone() throws Exception {
        lotus.phone(farah, "profile", "{\"permission\":\"always\"}");
        lotus.dial(farah);
        var screen = send("POST", "/phones/" + chat() + "/answer", "seconds=20", true);
        assertThat(screen.statusCode()).isEqualTo(200);
        assertThat(screen.body()).contains("In a call", "Hang up").doesNotContain("<html");
        time.advance(Duration.ofSeconds(20));
        assertThat(
                        lotus.phone(farah, "read", "{}")
                                .body()
                                .path("calls")
                                .path(0)
                                .path("seconds")
                                .asInt(0))
                .isEqualTo(20);
    }

    @Test
    void when_a_limit_ends_is_told_as_people_read_it() throws Exception {
        lotus.phone(farah, "profile", "{\"permission\":\"always\"}");
        var first = time.instant();
        for (var i = 0; i < 5; i++) {
            for (var act : List.of("ring", "answer", "hangup")) {
                assertThat(lotus.phone(farah, act, "{}").status()).isEqualTo(200);
            }
        }
        var until = first.plus(Duration.ofHours(24));
        var unix = Long.toString(until.getEpochSecond());
        var fragment = send("POST", "/phones/" + chat() + "/ring", "", true);
        assertThat(fragment.statusCode()).isEqualTo(422);
        assertThat(fragment.body())
                .contains("5 connected calls in 24 hours", "(138012)", "datetime=\"" + until)
                .doesNotContain(unix);
        assertThat(lotus.phone(farah, "ring", "{}").body().toString())
                .contains(until.toString())
                .doesNotContain(unix);
        assertThat(lotus.dial(farah).body().path("error").path("error_data").toString())
                .contains(unix);
    }

    @Test
    void what_cannot_be_done_is_said_where_it_was_tried() throws Exception {
        var fragment = send("POST", "/phones/" + chat() + "/answer", "", true);
        assertThat(fragment.statusCode()).isEqualTo(422);
        assertThat(fragment.headers().firstValue("HX-Retarget")).hasValue("#notice");
        assertThat(fragment.body()).contains("no call going on").doesNotContain("<html");
        var page = post("/phones/" + chat() + "/answer", Map.of());
        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(page.body()).contains("no call going on", "Back");
        assertThat(get("/phones/42/" + farah).statusCode()).isEqualTo(404);
        assertThat(get("/phones/" + lotus.id() + "/farah").statusCode()).isEqualTo(422);
    }

    @Test
    void the_business_can_be_let_call() throws Exception {
        assertThat(get("/phones/" + chat()).body())
                .contains("Let %s call".formatted(lotus.state(farah).path("business").asString()));
        var refused = send("POST", "/phones/" + chat() + "/ring", "", true);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.headers().firstValue("HX-Retarget")).hasValue("#notice");
        assertThat(refused.body()).contains("does not allow calls at present", "138006");
        lotus.phone(farah, "profile", "{\"permission\":\"always\"}");
        var screen = send("POST", "/phones/" + chat() + "/ring", "", true);
        assertThat(screen.statusCode()).isEqualTo(200);
        assertThat(screen.body()).contains("ringing", "Decline", "Answer").doesNotContain("<html");
    }

    @Test
    void a_phone_is_added_and_changed() throws Exception {
        var lukas = Meta.person();
        var added =
                post(
                        "/phones",
                        Map.of("at", lotus.id(), "phone", "+" + lukas, "name", "Lukas Brandt"));
        assertThat(added.headers().firstValue("Location").orElse("")).contains(lukas);
        assertThat(get("/phones/list?q=Lukas&number=" + lotus.id()).body())
                .contains("Lukas Brandt")
                .doesNotContain("<html");
        post("/phones/" + lukas, Map.of("receipts", "NEVER", "onWhatsapp", "true"));
        assertThat(get("/phones/" + lotus.id() + "/" + lukas).body()).contains("switched off");
        assertThat(
                        post("/phones", Map.of("at", lotus.id(), "phone", "nobody", "name", "X"))
                                .statusCode())
                .isEqualTo(422);
    }

    @Test
    void templates_are_approved_and_rejected() throws Exception {
        var id =
                lotus.graph(
                                "POST",
                                lotus.waba() + "/message_templates",
                                "{\"name\":\"page_test\",\"language\":\"en\",\"category\":\"UTILITY\",\"components\":[{\"type\":\"BODY\",\"text\":\"May"
                                    + " we call?\"}]}")
                        .body()
                        .path("id")
                        .asString();
        assertThat(get("/templates").body()).contains("page_test", "Approve page_test");
        post("/templates/" + id + "/approve", Map.of());
        assertThat(
                        application
                                .value("message_template_status_update", _ -> true)
                                .path("event")
                                .asString())
                .isEqualTo("APPROVED");
        assertThat(post("/templates/1/approve", Map.of()).statusCode()).isEqualTo(404);
    }

    @Test
    void numbers_are_opened_and_changed() throws Exception {
        assertThat(
                        post("/numbers", Map.of("business", "Harbor Bikes", "country", "de"))
                                .statusCode())
                .isEqualTo(302);
        assertThat(get("/accounts").body()).contains("Harbor Bikes");
        post("/numbers/" + lotus.id() + "/edition", Map.of("edition", "test-numbers"));
        assertThat(lotus.ask(farah).status()).isEqualTo(200);
        assertThat(lotus.ask(farah).status()).isEqualTo(200);
        assertThat(post("/numbers", Map.of("business", "Nowhere", "country", "XX")).statusCode())
                .isEqualTo(422);
        assertThat(post("/numbers/" + lotus.id() + "/edition", Map.of("edition", "?")).statusCode())
                .isEqualTo(422);
    }

    @Test
    void what_is_longer_than_can_be_kept_is_refused_and_said() throws Exception {
        var most = "n".repeat(200);
        var tooLong = most + "n";
        var number = Map.of("business", most, "country", "de");
        assertThat(post("/numbers", number).statusCode()).isEqualTo(302);
        refused("/numbers", Map.of("business", tooLong, "country", "de"), "at most 200 characters");
        refused(
                "/phones",
                Map.of("at", lotus.id(), "phone", "+" + Meta.person(), "name", tooLong),
                "at most 200 characters");
        var ofLotus = "/numbers/" + lotus.id();
        var address = "http://localhost/" + "a".repeat(500);
        refused(ofLotus + "/webhook", Map.of("url", address), "at most 500 characters");
        refused(ofLotus + "/webhook", Map.of("secret", tooLong), "at most 200 characters");
    }

    @Test
    void what_means_nothing_is_refused_and_said() throws Exception {
        var ofLotus = "/numbers/" + lotus.id();
        refused(ofLotus + "/webhook", Map.of("url", "not an address"), "begins with http");
        refused(ofLotus + "/quality", Map.of("rating", "PURPLE"), "GREEN, YELLOW, RED");
        refused(ofLotus + "/messaging-limit", Map.of("limit", "TIER_7"), "TIER_250, TIER_2K");
        var letter = get("/mail/nonsense");
        assertThat(letter.statusCode()).isEqualTo(422);
        assertThat(letter.body()).contains("“nonsense”").doesNotContain("java.lang");
    }

    @Test
    void barred_countries_are_read_however_they_are_written_and_only_if_they_exist()
            throws Exception {
        var quirks = "{\"quirks\":{\"barred_countries\":\"%s\"}}";
        var unknown = meta.send("PATCH", "/settings.json", quirks.formatted("DE, ATLANTIS"), null);
        assertThat(unknown.status()).isEqualTo(409);
        assertThat(unknown.body().toString()).contains("ATLANTIS");
        meta.done("PATCH", "/settings.json", quirks.formatted(" in; us "));
        assertThat(lotus.ask(farah).code()).isEqualTo(138013);
        meta.done("PATCH", "/settings.json", quirks.formatted(""));
        assertThat(lotus.ask(farah).status()).isEqualTo(200);
    }

    @Test
    void delivery_and_failures_are_set_by_forms() throws Exception {
        post(
                "/webhooks/delivery",
                Map.of(
                        "delayMillis",
                        "10",
                        "repeats",
                        "1",
                        "batch",
                        "2",
                        "_shuffle",
                        "on",
                        "_paused",
                        "on"));
        var told = meta.send("GET", "/settings.json", null, null).body();
        assertThat(told.path("delivery").path("repeats").asInt(0)).isEqualTo(1);
        assertThat(told.path("delivery").path("shuffle").asBoolean(true)).isFalse();
        post(
                "/webhooks/delivery",
                Map.of(
                        "delayMillis",
                        "0",
                        "repeats",
                        "0",
                        "batch",
                        "1",
                        "_shuffle",
                        "on",
                        "_paused",
                        "on"));
        assertThat(
                        post(
                                        "/webhooks/delivery",
                                        Map.of("delayMillis", "-5", "repeats", "0", "batch", "1"))
                                .statusCode())
                .isEqualTo(422);
        post(
                "/webhooks/failure",
                Map.of(
                        "times",
                        "1",
                        "kind",
                        "ERROR",
                        "code",
                        "131056",
                        "edge",
                        "messages",
                        "_done",
                        "on"));
        assertThat(lotus.ask(farah).code()).isEqualTo(131056);
    }

    @Test
    void every_quirk_stands_on_its_page_and_is_kept() throws Exception {
        var page = get("/settings").body();
        for (var component : Quirks.class.getRecordComponents()) {
            assertThat(page).contains("name=\"" + component.getName() + "\"");
        }
        var form =
                Arrays.stream(Quirks.class.getRecordComponents())
                        .collect(
                                Collectors.toMap(
                                        component ->
                                                (component.getType() == boolean.class ? "_" : "")
                                                        + component.getName(),
                                        component ->
                                                component.getType() == int.class ? "7" : "on"));
        form.put("barredCountries", "IN");
        form.put("titleCaseStatus", "on");
        assertThat(post("/settings", form).statusCode()).isEqualTo(302);
        var quirks = meta.send("GET", "/settings.json", null, null).body().path("quirks");
        assertThat(quirks.path("ring_seconds").asInt(0)).isEqualTo(7);
        assertThat(quirks.path("title_case_status").asBoolean()).isTrue();
        assertThat(quirks.path("rejected_calls_count").asBoolean(true)).isFalse();
        assertThat(lotus.ask(farah).code()).isEqualTo(138013);
        post("/settings/usual", Map.of());
        assertThat(lotus.ask(farah).status()).isEqualTo(200);
    }

    @Test
    void mail_is_kept_and_its_links_can_be_followed() throws Exception {
        meta.done(
                "POST",
                "/mail",
                "{\"to\":\"asha@lotus.example\",\"subject\":\"Welcome <to>"
                        + " Assent\",\"text\":\"Hello Asha,\\n\\nfollow"
                        + " http://localhost:8080/welcome?t=a&b=1.\\n<script>\"}");
        var list = get("/mail?q=Welcome");
        assertThat(list.body()).contains("Welcome &lt;to&gt; Assent", "asha@lotus.example");
        var href = list.body().replaceFirst("(?s).*?href=\"/simulator(/mail/[0-9]+)\".*", "$1");
        assertThat(get(href).body())
                .contains("href=\"http://localhost:8080/welcome?t=a&amp;b=1\"", "&lt;script&gt;");
        assertThat(meta.send("POST", "/mail", "{\"to\":\"x\"}", null).status()).isEqualTo(409);
        assertThat(get("/mail/999999").statusCode()).isEqualTo(404);
    }

    @Test
    void the_log_shows_what_was_said_and_no_token() throws Exception {
        lotus.ask(farah);
        application.status("sent");
        var log = get("/log").body();
        assertThat(log).contains("/" + lotus.id() + "/messages", "May we call you?");
        assertThat(get("/log?kind=WEBHOOK").body()).contains(application.url());
        assertThat(log).doesNotContain(lotus.token());
    }

    @Test
    void pages_hear_what_changes() throws Exception {
        var events =
                http.send(
                        HttpRequest.newBuilder(
                                        URI.create(
                                                "http://localhost:%d/simulator/events"
                                                        .formatted(port)))
                                .build(),
                        BodyHandlers.ofInputStream());
        try (var reader =
                new BufferedReader(new InputStreamReader(events.body(), StandardCharsets.UTF_8))) {
            assertThat(reader.readLine()).isEqualTo("event:ready");
            lotus.ask(farah);
            var line = reader.readLine();
            while (!line.equals("data:phone-" + lotus.id() + "-" + farah)) {
                line = reader.readLine();
            }
        }
    }

    private void refused(String path, Map<String, String> form, String words) throws Exception {
        var page = post(path, form);
        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(page.body()).contains("That did not work", words);
    }

    private String chat() {
        return lotus.id() + "/" + farah;
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(
                                URI.create("http://localhost:%d/simulator%s".formatted(port, path)))
                        .header("Accept", "text/html")
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, Map<String, String> form) throws Exception {
        var body =
                form.entrySet().stream()
                        .map(entry ->
                                entry.getKey()
                                        + "="
                                        + URLEncoder.encode(
                                                entry.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
        return send("POST", path, body, false);
    }

    private HttpResponse<String> send(String method, String path, String body, boolean htmx)
            throws Exception {
        var request =
                HttpRequest.newBuilder(
                                URI.create("http://localhost:%d/simulator%s".formatted(port, path)))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Accept", "text/html")
                        .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (htmx) {
            request.header("HX-Request", "true");
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
