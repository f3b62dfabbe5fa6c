package dev.assent.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.ZoneOffset;

/** What Meta says to those who call, and what calls lead to. */
@SimulatorTest
class CallingTest {

    @LocalServerPort int port;
    @Autowired HandMovedTime time;

    private final Application application = new Application();
    private final String farah = Meta.person();
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
    void nobody_is_called_without_permission() {
        var answer = lotus.dial(farah);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo(138006);
    }

    @Test
    void a_temporary_permission_lasts_168_hours_to_the_second() {
        allowsForNow();
        time.advance(Duration.ofHours(168).minusSeconds(1));
        assertThat(lotus.dial(farah).status()).isEqualTo(200);
        lotus.phone(farah, "reject", "{}");
        time.advance(Duration.ofSeconds(1));
        assertThat(lotus.dial(farah).code()).isEqualTo(138006);
    }

    @Test
    void a_permanent_permission_lasts_until_it_is_revoked() {
        lotus.phone(farah, "profile", "{\"permission\":\"always\"}");
        time.advance(Duration.ofDays(300));
        assertThat(lotus.dial(farah).status()).isEqualTo(200);
        lotus.phone(farah, "reject", "{}");
        lotus.phone(farah, "profile", "{\"permission\":\"revoke\"}");
        assertThat(lotus.dial(farah).code()).isEqualTo(138006);
    }

    @Test
    void five_connected_calls_fit_into_a_day() {
        lotus.phone(farah, "profile", "{\"permission\":\"always\"}");
        for (var i = 0; i < 5; i++) {
            connectedCall();
        }
        var refused = lotus.dial(farah);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo(138012);
        var free = time.instant().getEpochSecond() + 86_400;
        assertThat(refused.details()).contains(Long.toString(free));
        time.advance(Duration.ofHours(24).minusSeconds(1));
        assertThat(lotus.dial(farah).code()).isEqualTo(138012);
        time.advance(Duration.ofSeconds(1));
        assertThat(lotus.dial(farah).status()).isEqualTo(200);
    }

    @Test
    void voicemail_counts_and_what_nobody_picked_up_does_not() {
        lotus.phone(farah, "profile", "{\"permission\":\"always\"}");
        for (var i = 0; i < 4; i++) {
            connectedCall();
        }
        lotus.dial(farah);
        lotus.phone(farah, "reject", "{}");
        lotus.dial(farah);
        lotus.phone(farah, "ignore", "{}");
        assertThat(lotus.dial(farah).status()).isEqualTo(200);
        lotus.phone(farah, "voicemail", "{\"seconds\":5}");
        time.advance(Duration.ofSeconds(5));
        assertThat(lotus.dial(farah).code()).isEqualTo(138012);
    }

    @Test
    void thirty_five_connected_calls_fit_under_a_temporary_permission() {
        allowsForNow();
        for (var day = 0; day < 6; day++) {
            for (var i = 0; i < 5; i++) {
                connectedCall();
            }
            time.advance(Duration.ofHours(24));
        }
        for (var i = 0; i < 4; i++) {
            connectedCall();
        }
        time.advance(Duration.ofHours(23));
        assertThat(lotus.state(farah).path("limits").path("calls_of_grant").asInt(0)).isEqualTo(34);
        connectedCall();
        var refused = lotus.dial(farah);
        assertThat(refused.code()).isEqualTo(138012);
        assertThat(refused.details()).contains("35");
        var reading = lotus.reading(farah);
        assertThat(reading.path("permission").path("status").asString()).isEqualTo("temporary");
        assertThat(action(reading, "start_call").path("can_perform_action").asBoolean()).isFalse();
        lotus.phone(farah, "profile", "{\"permission\":\"always\"}");
        time.advance(Duration.ofHours(1));
        assertThat(lotus.dial(farah).status()).isEqualTo(200);
    }

    @Test
    void meta_knows_no_limit_of_a_permission() {
        lotus.decide("edition", "{\"edition\":\"meta-2026-06\"}");
        allowsForNow();
        for (var i = 0; i < 36; i++) {
            connectedCall();
        }
        assertThat(lotus.dial(farah).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"reject", "ignore", "business hangs up", "rings out", "phone off"})
    void the_fourth_call_for_nothing_in_a_row_ends_the_permission(String how) {
        allowsForNow();
        for (var i = 1; i <= 4; i++) {
            assertThat(lotus.dial(farah).status()).as("call %d", i).isEqualTo(200);
            assertThat(lotus.state(farah).path("permission").path("status").asString())
                    .isEqualTo("temporary");
            goesForNothing(how);
            var told = lotus.state(farah);
            assertThat(told.path("limits").path("unanswered_in_a_row").asInt(0)).isEqualTo(i);
            assertThat(told.path("messages").toString().contains("You missed 2 calls"))
                    .isEqualTo(i >= 2);
        }
        assertThat(lotus.dial(farah).code()).isEqualTo(138006);
        var reply = application.reply("reject").path("messages").path(0);
        assertThat(reply.has("context")).isFalse();
        assertThat(
                        reply.path("interactive")
                                .path("call_permission_reply")
                                .path("response_source")
                                .asString())
                .isEqualTo("automatic");
    }

    @Test
    void a_connected_call_or_a_new_permission_ends_the_row() {
        allowsForNow();
        for (var i = 0; i < 3; i++) {
            lotus.dial(farah);
            lotus.phone(farah, "reject", "{}");
        }
        time.advance(Duration.ofSeconds(1));
        connectedCall();
        assertThat(unanswered()).isZero();
        for (var i = 0; i < 3; i++) {
            time.advance(Duration.ofSeconds(1));
            lotus.dial(farah);
            lotus.phone(farah, "reject", "{}");
        }
        assertThat(unanswered()).isEqualTo(3);
        lotus.phone(farah, "profile", "{\"permission\":\"always\"}");
        assertThat(unanswered()).isZero();
        time.advance(Duration.ofSeconds(1));
        lotus.dial(farah);
        lotus.phone(farah, "reject", "{}");
        assertThat(unanswered()).isEqualTo(1);
    }

    @Test
    void test_numbers_may_call_ten_times_for_nothing() {
        lotus.decide("edition", "{\"edition\":\"test-numbers\"}");
        allowsForNow();
        for (var i = 1; i <= 10; i++) {
            time.advance(Duration.ofSeconds(1));
            assertThat(lotus.dial(farah).status()).as("call %d", i).isEqualTo(200);
            lotus.phone(farah, "reject", "{}");
            assertThat(
                            lotus.state(farah)
                                    .path("messages")
                                    .toString()
                                    .contains("You missed 5 calls"))
                    .isEqualTo(i >= 5);
        }
        assertThat(lotus.dial(farah).code()).isEqualTo(138006);
    }

    @Test
    void a_call_that_broke_down_counts_for_nothing() {
        allowsForNow();
        for (var i = 0; i < 6; i++) {
            lotus.dial(farah);
            lotus.phone(farah, "fail", "{\"code\":138021}");
        }
        for (var i = 0; i < 6; i++) {
            lotus.dial(farah);
            lotus.phone(farah, "answer", "{}");
            lotus.phone(farah, "fail", "{\"code\":138023}");
        }
        var limits = lotus.state(farah).path("limits");
        assertThat(limits.path("unanswered_in_a_row").asInt(-1)).isZero();
        assertThat(limits.path("calls_in_24h").asInt(-1)).isZero();
        var failed =
                application.value(
                        "calls",
                        value -> value.path("errors").path(0).path("code").asInt(0) == 138021);
        assertThat(failed.path("calls").path(0).path("status").asString()).isEqualTo("FAILED");
        assertThat(failed.path("calls").path(0).has("start_time")).isFalse();
    }

    @Test
    void two_cannot_talk_twice_at_a_time() {
        allowsForNow();
        lotus.dial(farah);
        var second = lotus.dial(farah);
        assertThat(second.status()).isEqualTo(400);
        assertThat(second.code()).isEqualTo(138003);
        lotus.phone(farah, "answer", "{}");
        assertThat(lotus.dial(farah).code()).isEqualTo(138003);
        assertThat(lotus.phone(farah, "call", "{}").status()).isEqualTo(409);
    }

    @Test
    void a_number_has_a_limit_of_running_calls_and_one_of_calls_started() {
        allowsForNow();
        quirk("\"concurrent_calls\":0");
        var full = lotus.dial(farah);
        assertThat(full.status()).isEqualTo(429);
        assertThat(full.code()).isEqualTo(138002);
        quirk("\"concurrent_calls\":1000,\"call_starts_per_day\":2");
        try {
            assertThat(lotus.dial(farah).status()).isEqualTo(200);
            lotus.phone(farah, "reject", "{}");
            assertThat(lotus.dial(farah).status()).isEqualTo(200);
            lotus.phone(farah, "reject", "{}");
            var spent = lotus.dial(farah);
            assertThat(spent.status()).isEqualTo(429);
            assertThat(spent.code()).isEqualTo(138005);
            time.advance(Duration.ofHours(24).minusSeconds(1));
            assertThat(lotus.dial(farah).code()).isEqualTo(138005);
            time.advance(Duration.ofSeconds(1));
            assertThat(lotus.dial(farah).status()).isEqualTo(200);
        } finally {
            quirk("\"call_starts_per_day\":10000");
        }
    }

    @Test
    void old_phones_and_strangers_to_whatsapp_cannot_be_called() {
        meta.done("POST", "/phones/" + farah, "{\"on_whatsapp\":false}");
        assertThat(lotus.dial(farah).code()).isEqualTo(138006);
        quirk("\"uncallable_before_permission\":true");
        try {
            assertThat(lotus.dial(farah).code()).isEqualTo(138001);
        } finally {
            quirk("\"uncallable_before_permission\":false");
        }
        meta.done("POST", "/phones/" + farah, "{\"on_whatsapp\":true}");
        allowsForNow();
        meta.done("POST", "/phones/" + farah, "{\"current_client\":false}");
        assertThat(lotus.dial(farah).code()).isEqualTo(138001);
    }

    @Test
    void some_numbers_may_not_call_at_all() {
        var maple = meta.line("US", application);
        maple.phone(farah, "profile", "{\"permission\":\"always\"}");
        assertThat(maple.dial(farah).code()).isEqualTo(138013);
        allowsForNow();
        lotus.decide("restrict", "{}");
        assertThat(lotus.dial(farah).code()).isEqualTo(138014);
        lotus.decide("relieve", "{}");
        lotus.settings("{\"sip\":{\"status\":\"ENABLED\"}}");
        assertThat(lotus.dial(farah).code()).isEqualTo(131055);
        lotus.settings("{\"status\":\"DISABLED\"}");
        assertThat(lotus.dial(farah).code()).isEqualTo(138000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"sdp_type":"answer","sdp":"v=0 m=audio a=fingerprint:x"} | 100
                    {"sdp_type":"offer","sdp":"hello"}                         | 100
                    {"sdp_type":"offer"}                                       | 100
                    """)
    void a_call_needs_a_session_description(String session, int code) {
        allowsForNow();
        var body =
                "{\"messaging_product\":\"whatsapp\",\"to\":\"%s\",\"action\":\"connect\",\"session\":%s}"
                        .formatted(farah, session);
        assertThat(lotus.graph("POST", lotus.id() + "/calls", body).code()).isEqualTo(code);
    }

    @Test
    void a_phone_rings_45_seconds_of_the_business_clock() {
        allowsForNow();
        lotus.dial(farah);
        var dialled = time.instant();
        time.advance(Duration.ofSeconds(44));
        assertThat(lotus.state(farah).path("call").path("state").asString()).isEqualTo("RINGING");
        time.advance(Duration.ofDays(2));
        var ended = application.call("terminate").path("calls").path(0);
        assertThat(ended.path("timestamp").asString())
                .isEqualTo(Long.toString(dialled.getEpochSecond() + 45));
        assertThat(ended.has("duration")).isFalse();
    }

    @Test
    void a_call_answered_for_so_many_seconds_ends_by_itself() {
        allowsForNow();
        lotus.dial(farah);
        time.advance(Duration.ofSeconds(3));
        var start = time.instant().getEpochSecond();
        lotus.phone(farah, "answer", "{\"seconds\":120}");
        time.advance(Duration.ofHours(3));
        var ended = application.call("terminate").path("calls").path(0);
        assertThat(ended.path("status").asString()).isEqualTo("COMPLETED");
        assertThat(ended.path("start_time").asString()).isEqualTo(Long.toString(start));
        assertThat(ended.path("end_time").asString()).isEqualTo(Long.toString(start + 120));
        assertThat(ended.path("duration").asInt(0)).isEqualTo(120);
    }

    @Test
    void a_persons_call_opens_the_window_and_may_permit_a_call_back() {
        assertThat(lotus.write(farah, "hello").code()).isEqualTo(131047);
        lotus.phone(farah, "call", "{}");
        lotus.phone(farah, "hangup", "{}");
        assertThat(lotus.write(farah, "hello").status()).isEqualTo(200);
        assertThat(lotus.dial(farah).code()).isEqualTo(138006);
        lotus.settings("{\"callback_permission_status\":\"ENABLED\"}");
        var call = lotus.phone(farah, "call", "{}").body().path("call").path("id").asString();
        lotus.phone(farah, "hangup", "{}");
        var reply = application.reply("accept").path("messages").path(0);
        assertThat(reply.path("context").path("id").asString()).isEqualTo(call);
        assertThat(lotus.dial(farah).status()).isEqualTo(200);
    }

    @Test
    void a_call_back_permission_lengthens_and_never_shortens() {
        lotus.settings("{\"callback_permission_status\":\"ENABLED\"}");
        lotus.phone(farah, "profile", "{\"permission\":\"always\"}");
        lotus.phone(farah, "call", "{}");
        lotus.phone(farah, "hangup", "{}");
        assertThat(permission()).isEqualTo("always");
        lotus.phone(farah, "profile", "{\"permission\":\"revoke\"}");
        lotus.phone(farah, "call", "{}");
        lotus.phone(farah, "hangup", "{}");
        var until = lotus.state(farah).path("permission").path("until").asString();
        time.advance(Duration.ofDays(1));
        lotus.phone(farah, "call", "{}");
        assertThat(lotus.state(farah).path("permission").path("until").asString())
                .isGreaterThan(until);
    }

    @Test
    void an_unanswered_call_of_ours_does_not_open_the_window_and_a_picked_up_one_does() {
        allowsForNow();
        time.advance(Duration.ofHours(24));
        lotus.dial(farah);
        lotus.phone(farah, "reject", "{}");
        assertThat(lotus.write(farah, "hello").code()).isEqualTo(131047);
        connectedCall();
        assertThat(lotus.write(farah, "hello").status()).isEqualTo(200);
    }

    @Test
    void the_business_accepts_a_call_with_one_answer() {
        var call = lotus.phone(farah, "call", "{}").body().path("call").path("id").asString();
        assertThat(
                        lotus.onCall("pre_accept", call, Meta.answer())
                                .body()
                                .path("success")
                                .asBoolean())
                .isTrue();
        var other = Meta.answer().replace("127.0.0.1", "127.0.0.2");
        assertThat(lotus.onCall("accept", call, other).code()).isEqualTo(100);
        assertThat(lotus.onCall("accept", call, Meta.answer()).status()).isEqualTo(200);
        assertThat(lotus.onCall("reject", call, "").code()).isEqualTo(100);
        time.advance(Duration.ofSeconds(30));
        assertThat(lotus.onCall("terminate", call, "").status()).isEqualTo(200);
        assertThat(lotus.onCall("terminate", call, "").code()).isEqualTo(100);
        var ended = application.call("terminate").path("calls").path(0);
        assertThat(ended.path("duration").asInt(0)).isEqualTo(30);
        assertThat(ended.path("direction").asString()).isEqualTo("USER_INITIATED");
    }

    @Test
    void a_call_the_business_does_not_take_ends_after_45_seconds() {
        lotus.phone(farah, "call", "{}");
        time.advance(Duration.ofSeconds(45));
        await().untilAsserted(() -> assertThat(lotus.state(farah).has("call")).isFalse());
        assertThat(application.call("terminate").path("calls").path(0).has("duration")).isFalse();
    }

    @Test
    void a_closed_business_can_be_asked_to_call_back() {
        lotus.settings(
                """
                {"callback_permission_status":"ENABLED","call_hours":{"status":"ENABLED","timezone_id":"UTC",
                 "weekly_operating_hours":[{"day_of_week":"%s","open_time":"0900","close_time":"0901"}]}}
                """
                        .formatted(time.instant().atZone(ZoneOffset.UTC).getDayOfWeek().plus(2)));
        assertThat(lotus.phone(farah, "call", "{}").status()).isEqualTo(409);
        assertThat(lotus.phone(farah, "callback", "{}").status()).isEqualTo(200);
        assertThat(permission()).isEqualTo("temporary");
    }

    @Test
    void a_number_that_takes_no_calls_is_not_called() {
        lotus.settings("{\"status\":\"DISABLED\"}");
        assertThat(lotus.phone(farah, "call", "{}").status()).isEqualTo(409);
    }

    @Test
    void a_reading_tells_permission_and_limits() {
        var before = lotus.reading(farah);
        assertThat(before.path("permission").path("status").asString()).isEqualTo("no_permission");
        assertThat(before.path("permission").has("expiration_time")).isFalse();
        allowsForNow();
        var until = time.instant().getEpochSecond() + 604_800;
        var reading = lotus.reading(farah);
        assertThat(reading.path("messaging_product").asString()).isEqualTo("whatsapp");
        assertThat(reading.path("permission").path("status").asString()).isEqualTo("temporary");
        assertThat(reading.path("permission").path("expiration_time").asLong(0)).isEqualTo(until);
        var asking = action(reading, "send_call_permission_request");
        assertThat(asking.path("can_perform_action").asBoolean()).isFalse();
        var day = asking.path("limits").path(0);
        assertThat(day.path("time_period").asString()).isEqualTo("PT24H");
        assertThat(day.path("max_allowed").asInt(0)).isEqualTo(1);
        assertThat(day.path("current_usage").asInt(0)).isEqualTo(1);
        assertThat(day.path("limit_expiration_time").asLong(0))
                .isEqualTo(time.instant().getEpochSecond() + 86_400);
        var week = asking.path("limits").path(1);
        assertThat(week.path("time_period").asString()).isEqualTo("P7D");
        assertThat(week.path("max_allowed").asInt(0)).isEqualTo(2);
        assertThat(week.has("limit_expiration_time")).isFalse();
        var calling = action(reading, "start_call");
        assertThat(calling.path("can_perform_action").asBoolean()).isTrue();
        assertThat(calling.path("limits").path(0).path("max_allowed").asInt(0)).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({"documented,5", "meta-2026-06,100"})
    void so_many_readings_fit_into_a_second(String edition, int limit) {
        lotus.decide("edition", "{\"edition\":\"%s\"}".formatted(edition));
        time.advance(Duration.ofSeconds(1));
        var path = lotus.id() + "/call_permissions?user_wa_id=" + farah;
        for (var i = 0; i < limit; i++) {
            assertThat(lotus.graph("GET", path, null).status()).isEqualTo(200);
        }
        var refused = lotus.graph("GET", path, null);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.code()).isEqualTo(613);
        time.advance(Duration.ofSeconds(1));
        assertThat(lotus.graph("GET", path, null).status()).isEqualTo(200);
    }

    private void allowsForNow() {
        lotus.phone(farah, "message", "{\"text\":\"Call me\"}");
        assertThat(lotus.ask(farah).status()).isEqualTo(200);
        assertThat(lotus.phone(farah, "reply", "{\"choice\":\"allow\"}").status()).isEqualTo(200);
    }

    @Test
    void a_call_that_somebody_lets_the_business_make_is_a_call_like_any_other() {
        allowsForNow();
        assertThat(lotus.phone(farah, "ring", "{}").status()).isEqualTo(200);
        assertThat(lotus.state(farah).path("state").asString()).isEqualTo("ringing");
        assertThat(lotus.dial(farah).code()).isEqualTo(138003);
        var connect = application.call("connect").path("calls").path(0);
        assertThat(connect.path("direction").asString()).isEqualTo("BUSINESS_INITIATED");
        application.value("calls", value -> status(value).equals("RINGING"));
        lotus.phone(farah, "answer", "{\"seconds\":20}");
        application.value("calls", value -> status(value).equals("ACCEPTED"));
        time.advance(Duration.ofSeconds(20));
        lotus.phone(farah, "read", "{}");
        var ended = application.call("terminate").path("calls").path(0);
        assertThat(ended.path("id").asString()).isEqualTo(connect.path("id").asString());
        assertThat(ended.path("duration").asInt(0)).isEqualTo(20);
        assertThat(lotus.state(farah).path("limits").path("calls_in_24h").asInt(0)).isEqualTo(1);
    }

    @Test
    void what_meta_refuses_is_refused_there_too_and_nothing_rings() {
        assertThatRefused(138006);
        lotus.phone(farah, "profile", "{\"permission\":\"always\"}");
        for (var i = 0; i < 5; i++) {
            assertThat(lotus.phone(farah, "ring", "{}").status()).isEqualTo(200);
            lotus.phone(farah, "answer", "{}");
            lotus.phone(farah, "hangup", "{}");
        }
        assertThatRefused(138012);
        time.advance(Duration.ofHours(24));
        assertThat(lotus.phone(farah, "ring", "{}").status()).isEqualTo(200);
        assertThatRefused(138003);
        lotus.phone(farah, "reject", "{}");
        lotus.settings("{\"status\":\"DISABLED\"}");
        assertThatRefused(138000);
    }

    private void assertThatRefused(int code) {
        var ring = lotus.phone(farah, "ring", "{}");
        assertThat(ring.status()).isEqualTo(409);
        assertThat(ring.body().path("detail").asString())
                .startsWith("WhatsApp refuses their call: ")
                .endsWith("(%d)".formatted(code));
    }

    private static String status(JsonNode value) {
        return value.path("statuses").path(0).path("status").asString();
    }

    private void connectedCall() {
        assertThat(lotus.dial(farah).status()).isEqualTo(200);
        lotus.phone(farah, "answer", "{}");
        lotus.phone(farah, "hangup", "{}");
    }

    private void goesForNothing(String how) {
        time.advance(Duration.ofSeconds(1));
        switch (how) {
            case "business hangs up" ->
                    lotus.onCall(
                            "terminate", lotus.state(farah).path("call").path("id").asString(), "");
            case "rings out" -> ringsOut();
            case "phone off" -> {
                meta.done("POST", "/phones/" + farah, "{\"online\":false}");
                ringsOut();
            }
            default -> lotus.phone(farah, how, "{}");
        }
    }

    private void ringsOut() {
        time.advance(Duration.ofSeconds(45));
        await().untilAsserted(() -> assertThat(lotus.state(farah).has("call")).isFalse());
    }

    private int unanswered() {
        return lotus.state(farah).path("limits").path("unanswered_in_a_row").asInt(-1);
    }

    private String permission() {
        return lotus.state(farah).path("permission").path("status").asString();
    }

    private void quirk(String quirk) {
        meta.done("PATCH", "/settings.json", "{\"quirks\":{%s}}".formatted(quirk));
    }

    private static JsonNode action(JsonNode reading, String name) {
        for (var action : reading.path("actions")) {
            if (action.path("action_name").asString().equals(name)) {
                return action;
            }
        }
        throw new AssertionError("no " + name + " in " + reading);
    }
}
