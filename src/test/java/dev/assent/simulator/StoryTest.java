package dev.assent.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import tools.jackson.databind.node.ObjectNode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** A told past counts like a lived one. */
@SimulatorTest
class StoryTest {

    @LocalServerPort int port;
    @Autowired HandMovedTime time;

    private final Application application = new Application();
    private final String farah = Meta.person();
    private final ObjectNode story = Json.object();
    private Meta meta;
    private Meta.Line lotus;

    @BeforeEach
    void aNumber() {
        meta = new Meta(port);
        lotus = meta.line("IN", application);
    }

    @AfterEach
    void close() {
        application.close();
    }

    @Test
    void requests_of_the_past_count() {
        event("message_in", ago("PT1H")).put("text", "hello");
        event("request", ago("PT23H59M59S")).put("id", "wamid.told-1").put("text", "May we call?");
        tell();
        assertThat(lotus.ask(farah).code()).isEqualTo(138009);
        time.advance(Duration.ofSeconds(1));
        assertThat(lotus.ask(farah).status()).isEqualTo(200);
    }

    @Test
    void a_told_request_can_be_answered() {
        event("request", ago("P6DT23H")).put("id", "wamid.told-2").put("text", "May we call?");
        tell();
        assertThat(lotus.phone(farah, "reply", "{\"choice\":\"allow\"}").status()).isEqualTo(200);
        var reply = application.reply("accept").path("messages").path(0);
        assertThat(reply.path("context").path("id").asString()).isEqualTo("wamid.told-2");
    }

    @Test
    void a_told_permission_lasts_to_its_second() {
        event("request", ago("P6DT12H")).put("id", "wamid.told-3");
        event("accept", ago("P6DT11H")).put("request", "wamid.told-3");
        tell();
        assertThat(lotus.state(farah).path("state").asString()).isEqualTo("allowed");
        time.advance(Duration.ofHours(13).minusSeconds(1));
        assertThat(lotus.dial(farah).status()).isEqualTo(200);
        lotus.phone(farah, "reject", "{}");
        time.advance(Duration.ofSeconds(1));
        assertThat(lotus.dial(farah).code()).isEqualTo(138006);
        assertThat(lotus.state(farah).path("state").asString()).isEqualTo("expired");
    }

    @Test
    void told_calls_count_against_the_day_and_the_permission() {
        lotus.decide("edition", "{\"edition\":\"meta-2026-06\"}");
        event("accept", ago("P2D")).put("always", true);
        for (var i = 0; i < 99; i++) {
            event("call_out", ago("PT20H").plusSeconds(200L * i)).put("seconds", 30).put("rang", 5);
        }
        tell();
        lotus.dial(farah);
        lotus.phone(farah, "answer", "{}");
        lotus.phone(farah, "hangup", "{}");
        var refused = lotus.dial(farah);
        assertThat(refused.code()).isEqualTo(138012);
        var free = ago("PT20H").plusSeconds(5).plus(Duration.ofHours(24)).getEpochSecond();
        assertThat(refused.details()).contains(Long.toString(free));
    }

    @Test
    void a_told_row_of_calls_for_nothing_goes_on() {
        event("accept", ago("P1D")).put("always", true);
        for (var i = 0; i < 3; i++) {
            event("call_out", ago("PT5H").plusSeconds(600L * i)).put("outcome", "rejected");
        }
        tell();
        assertThat(unanswered()).isEqualTo(3);
        lotus.dial(farah);
        lotus.phone(farah, "reject", "{}");
        assertThat(lotus.dial(farah).code()).isEqualTo(138006);
        application.reply("reject");
    }

    @Test
    void a_told_fourth_call_for_nothing_has_ended_the_permission() {
        event("accept", ago("P1D")).put("always", true);
        for (var i = 0; i < 4; i++) {
            event("call_out", ago("PT5H").plusSeconds(600L * i));
        }
        event("reject", ago("PT2H")).put("automatic", true);
        tell();
        assertThat(lotus.dial(farah).code()).isEqualTo(138006);
        var told = lotus.state(farah);
        assertThat(told.path("permission").path("taken_away").asString())
                .isEqualTo("REVOKED_BY_WHATSAPP");
        assertThat(told.path("state").asString()).isEqualTo("revoked");
    }

    @Test
    void a_connected_call_of_the_past_resets_the_requests_before_it() {
        event("message_in", ago("PT3H")).put("text", "hello");
        event("request", ago("PT5H")).put("id", "wamid.told-5");
        event("call_in", ago("PT4H")).put("seconds", 60);
        tell();
        assertThat(lotus.ask(farah).status()).isEqualTo(200);
    }

    @Test
    void declined_and_revoked_are_told_apart() {
        event("request", ago("P3D")).put("id", "wamid.told-6");
        event("reject", ago("P2D")).put("request", "wamid.told-6");
        tell();
        assertThat(lotus.state(farah).path("permission").path("taken_away").asString())
                .isEqualTo("DECLINED");
        story.removeAll();
        event("accept", ago("P1D"));
        event("reject", ago("PT3H"));
        tell();
        assertThat(lotus.state(farah).path("permission").path("taken_away").asString())
                .isEqualTo("REVOKED");
    }

    @Test
    void nobody_is_told_of_a_story() {
        event("message_in", ago("PT1H")).put("text", "hello");
        event("accept", ago("PT1H"));
        tell();
        lotus.phone(farah, "message", "{\"text\":\"now\"}");
        application.value("messages", value -> value.toString().contains("\"now\""));
        assertThat(application.changes()).hasSize(1);
    }

    @Test
    void a_senseless_story_changes_nothing() {
        event("accept", ago("PT1H"));
        event("danced", ago("PT1H"));
        assertThat(meta.send("POST", "/story", Json.write(story), null).status()).isEqualTo(409);
        assertThat(lotus.state(farah).path("state").asString()).isEqualTo("not asked");
        assertThat(meta.send("POST", "/story", "{\"events\":[{\"at\":\"soon\"}]}", null).status())
                .isEqualTo(422);
    }

    @Test
    void the_documented_example_can_be_told_and_forgotten() throws Exception {
        var page = Files.readString(Path.of("docs/simulator.md"));
        var example = page.substring(page.indexOf("```json story") + 13);
        example = example.substring(0, example.indexOf("```"));
        meta.done("DELETE", "/story", null);
        var told = meta.done("POST", "/story", example).body();
        assertThat(told.path("numbers").asInt(0)).isPositive();
        assertThat(told.path("events").asInt(0)).isPositive();
        var numbers = meta.send("GET", "/numbers", null, null).body();
        assertThat(numbers.path(0).path("phone_number_id").asString()).isEqualTo("100000000000001");
        assertThat(meta.send("GET", "/phones", null, null).body().size()).isPositive();
        meta.done("DELETE", "/story", null);
        assertThat(meta.send("GET", "/numbers", null, null).body().size()).isZero();
        assertThat(meta.send("GET", "/phones", null, null).body().size()).isZero();
    }

    private ObjectNode event(String type, Instant at) {
        return story.withArray("events")
                .addObject()
                .put("type", type)
                .put("at", at.toString())
                .put("number", lotus.id())
                .put("person", "+" + farah);
    }

    private void tell() {
        meta.done("POST", "/story", Json.write(story));
    }

    private Instant ago(String duration) {
        return time.instant().minus(Duration.parse(duration));
    }

    private int unanswered() {
        return lotus.state(farah).path("limits").path("unanswered_in_a_row").asInt(-1);
    }
}
