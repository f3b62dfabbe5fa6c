package dev.assent.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import java.time.Duration;

/** What a person can do with a request, and a phone with messages. */
@SimulatorTest
class HoldingPhonesTest {

    @LocalServerPort int port;
    @Autowired HandMovedTime time;

    private final Application application = new Application();
    private final String farah = Meta.person();
    private Meta meta;
    private Meta.Line lotus;

    @BeforeEach
    void aRequestIsThere() {
        meta = new Meta(port);
        lotus = meta.line("IN", application);
        lotus.phone(farah, "message", "{\"text\":\"hi\"}");
    }

    @AfterEach
    void close() {
        application.close();
    }

    @Test
    void a_mind_can_be_changed_until_seven_days_after_the_answer() {
        lotus.ask(farah);
        assertThat(choose("decline")).isEqualTo(200);
        assertThat(state()).isEqualTo("declined");
        time.advance(Duration.ofDays(7).minusSeconds(1));
        assertThat(choose("allow")).isEqualTo(200);
        assertThat(state()).isEqualTo("allowed");
        time.advance(Duration.ofDays(7).minusSeconds(1));
        assertThat(choose("decline")).isEqualTo(200);
        assertThat(state()).isEqualTo("revoked");
        time.advance(Duration.ofDays(7));
        assertThat(choose("allow")).isEqualTo(409);
    }

    @Test
    void an_unanswered_request_expires_seven_days_after_it_arrived() {
        meta.done("POST", "/phones/" + farah, "{\"online\":false}");
        lotus.ask(farah);
        time.advance(Duration.ofDays(2));
        assertThat(choose("allow")).isEqualTo(409);
        meta.done("POST", "/phones/" + farah, "{\"online\":true}");
        assertThat(state()).isEqualTo("asked");
        time.advance(Duration.ofDays(7).minusSeconds(1));
        assertThat(state()).isEqualTo("asked");
        time.advance(Duration.ofSeconds(1));
        assertThat(state()).isEqualTo("not asked");
        assertThat(choose("allow")).isEqualTo(409);
    }

    @Test
    void a_newer_request_takes_the_place_of_an_older_one_when_it_arrives() {
        var first = lotus.ask(farah).body().path("messages").path(0).path("id").asString();
        time.advance(Duration.ofHours(24));
        meta.done("POST", "/phones/" + farah, "{\"online\":true}");
        lotus.phone(farah, "message", "{\"text\":\"hi\"}");
        meta.done("POST", "/phones/" + farah, "{\"online\":false}");
        var second = lotus.ask(farah).body().path("messages").path(0).path("id").asString();
        meta.done("POST", "/phones/" + farah, "{\"online\":true}");
        assertThat(choose("allow\",\"request\":\"" + first)).isEqualTo(409);
        assertThat(choose("allow")).isEqualTo(200);
        assertThat(
                        application
                                .reply("accept")
                                .path("messages")
                                .path(0)
                                .path("context")
                                .path("id")
                                .asString())
                .isEqualTo(second);
    }

    @Test
    void a_phone_that_is_off_gets_its_messages_later() {
        meta.done("POST", "/phones/" + farah, "{\"online\":false}");
        lotus.write(farah, "hello");
        application.status("sent");
        assertThat(application.values("messages").toString()).doesNotContain("\"delivered\"");
        time.advance(Duration.ofHours(2));
        meta.done("POST", "/phones/" + farah, "{\"online\":true}");
        assertThat(
                        application
                                .status("delivered")
                                .path("statuses")
                                .path(0)
                                .path("timestamp")
                                .asString())
                .isEqualTo(Long.toString(time.instant().getEpochSecond()));
    }

    @Test
    void reading_is_told_when_the_chat_is_opened_at_once_or_never() {
        lotus.write(farah, "hello");
        assertThat(lotus.state(farah).path("unread").asInt(0)).isEqualTo(1);
        lotus.phone(farah, "read", "{}");
        application.status("read");
        assertThat(lotus.state(farah).path("unread").asInt(9)).isZero();
        application.clear();
        meta.done("POST", "/phones/" + farah, "{\"receipts\":\"AT_ONCE\"}");
        lotus.write(farah, "hello");
        application.status("read");
        application.clear();
        meta.done("POST", "/phones/" + farah, "{\"receipts\":\"NEVER\"}");
        lotus.write(farah, "hello");
        lotus.phone(farah, "read", "{}");
        lotus.phone(farah, "message", "{\"text\":\"the last\"}");
        application.value("messages", value -> value.toString().contains("the last"));
        assertThat(application.values("messages").toString()).doesNotContain("\"read\"");
    }

    @Test
    void somebody_without_whatsapp_gets_nothing() {
        meta.done("POST", "/phones/" + farah, "{\"on_whatsapp\":false}");
        lotus.write(farah, "hello");
        assertThat(
                        application
                                .status("failed")
                                .path("statuses")
                                .path(0)
                                .path("errors")
                                .path(0)
                                .path("code")
                                .asInt(0))
                .isEqualTo(131026);
        assertThat(lotus.phone(farah, "message", "{\"text\":\"hi\"}").status()).isEqualTo(409);
    }

    @ParameterizedTest
    @ValueSource(strings = {"answer", "voicemail", "reject", "ignore", "hangup"})
    void nobody_can_do_anything_with_a_phone_that_does_not_ring(String act) {
        assertThat(lotus.phone(farah, act, "{}").status()).isEqualTo(409);
    }

    @Test
    void unknown_acts_and_numbers_are_not_there() {
        assertThat(lotus.phone(farah, "dance", "{}").status()).isEqualTo(404);
        assertThat(meta.send("POST", "/phones/1/" + farah + "/read", "{}", null).status())
                .isEqualTo(404);
        assertThat(lotus.phone("farah", "read", "{}").status()).isEqualTo(409);
    }

    private int choose(String choice) {
        return lotus.phone(farah, "reply", "{\"choice\":\"%s\"}".formatted(choice)).status();
    }

    private String state() {
        return lotus.state(farah).path("state").asString();
    }
}
