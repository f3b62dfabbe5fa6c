package dev.assent.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How an open page lends a phone its sound, and what becomes of calls where none does. */
@SimulatorTest
class SoundTest {

    @LocalServerPort int port;
    @Autowired HandMovedTime time;

    private final Application application = new Application();
    private final String farah = Meta.person();
    private final List<OpenPage> pages = new ArrayList<>();
    private Meta meta;
    private Meta.Line lotus;

    @BeforeEach
    void aNumberThatMayCall() {
        meta = new Meta(port);
        lotus = meta.line("IN", application);
        lotus.phone(farah, "profile", "{\"permission\":\"always\"}");
        application.clear();
    }

    @AfterEach
    void close() throws IOException {
        for (var page : pages) {
            page.close();
        }
        application.close();
    }

    @Test
    void the_open_page_answers_and_its_answer_is_what_the_business_gets() {
        var page = open();
        var call = dial();
        var offered = page.offered();
        assertThat(offered.path("id").asString()).isEqualTo(call);
        assertThat(offered.path("offer").asString()).isEqualTo(Meta.OFFER);
        assertThat(offered.path("rings").asBoolean()).isTrue();
        application.value("calls", value -> status(value).equals("RINGING"));
        assertThat(connects()).isEmpty();
        assertThat(page.answers(call, Meta.ANSWER).status()).isEqualTo(204);
        assertThat(answer()).isEqualTo(Meta.ANSWER);
        lotus.phone(farah, "answer", "{}");
        var talking = page.hears(told -> told.path("state").asString().equals("CONNECTED")).call();
        assertThat(talking.path("page").asString()).isEqualTo(page.id());
        assertThat(talking.has("offer")).isFalse();
        lotus.onCall("terminate", call, "");
        page.hears(JsonNode::isMissingNode);
        assertThat(connects()).hasSize(1);
    }

    @Test
    void an_open_page_rings_within_300_milliseconds() {
        var page = open();
        dial();
        lotus.phone(farah, "reject", "{}");
        page.hears(JsonNode::isMissingNode);
        var before = System.nanoTime();
        dial();
        var rang = page.hears(told -> told.path("rings").asBoolean()).nanos();
        assertThat(Duration.ofNanos(rang - before)).isLessThan(Duration.ofMillis(300));
    }

    @Test
    void of_two_open_pages_the_first_that_answers_has_the_sound() {
        var first = open();
        var second = open();
        var call = dial();
        first.offered();
        second.offered();
        assertThat(second.answers(call, Meta.ANSWER).status()).isEqualTo(204);
        assertThat(first.answers(call, Meta.ANSWER).status()).isEqualTo(409);
        var told = first.hears(one -> !one.has("offer")).call();
        assertThat(told.path("page").asString()).isEqualTo(second.id());
        answer();
        assertThat(connects()).hasSize(1);
    }

    @Test
    void a_page_opened_while_the_phone_rings_has_the_sound() {
        var call = dial();
        application.value("calls", value -> status(value).equals("RINGING"));
        assertThat(connects()).isEmpty();
        var late = open();
        assertThat(late.offered().path("offer").asString()).isEqualTo(Meta.OFFER);
        assertThat(late.answers(call, Meta.ANSWER).status()).isEqualTo(204);
        assertThat(answer()).isEqualTo(Meta.ANSWER);
        var told = open().hears(one -> one.has("id")).call();
        assertThat(told.has("offer")).isFalse();
        assertThat(told.path("page").asString()).isEqualTo(late.id());
    }

    @Test
    void a_call_picked_up_before_any_page_was_open_is_silent() {
        var call = dial();
        lotus.phone(farah, "answer", "{}");
        assertThat(answer()).contains("a=ice-lite").contains("a=setup:active");
        var late = open();
        assertThat(late.hears(one -> one.has("id")).call().has("offer")).isFalse();
        assertThat(late.answers(call, Meta.ANSWER).status()).isEqualTo(409);
    }

    @Test
    void a_phone_that_is_off_answers_silently_at_once() {
        meta.done("POST", "/phones/" + farah, "{\"online\":false}");
        dial();
        assertThat(answer()).contains("a=ice-lite").contains("a=setup:active");
    }

    @Test
    void a_page_that_does_not_answer_is_not_waited_for_long() {
        var page = open();
        var call = dial();
        page.offered();
        assertThat(answer()).contains("a=ice-lite");
        assertThat(page.answers(call, Meta.ANSWER).status()).isEqualTo(409);
        assertThat(connects()).hasSize(1);
    }

    @Test
    void a_page_that_cannot_answer_says_so() {
        var page = open();
        var call = dial();
        page.offered();
        assertThat(page.answers(call, "v=0\r\n").status()).isEqualTo(409);
        assertThat(lotus.phone(farah, "line", "{}").status()).isEqualTo(409);
        assertThat(page.answers(call, null).status()).isEqualTo(204);
        assertThat(answer()).contains("a=ice-lite");
    }

    @Test
    void whoever_picks_up_by_program_before_the_page_answered_has_no_sound() {
        var page = open();
        var call = dial();
        lotus.phone(farah, "answer", "{}");
        assertThat(answer()).contains("a=ice-lite");
        application.value("calls", value -> status(value).equals("ACCEPTED"));
        assertThat(page.answers(call, Meta.ANSWER).status()).isEqualTo(409);
    }

    @Test
    void a_page_that_comes_back_in_time_gets_the_offer() throws IOException {
        var page = open();
        page.leaves(meta);
        page.close();
        var call = dial();
        var again = open();
        assertThat(again.offered().path("id").asString()).isEqualTo(call);
        again.answers(call, Meta.ANSWER);
        assertThat(answer()).isEqualTo(Meta.ANSWER);
    }

    @Test
    void a_switched_off_phone_does_not_ring_on_its_page() {
        var page = open();
        meta.done("POST", "/phones/" + farah, "{\"online\":false}");
        dial();
        assertThat(answer()).contains("a=ice-lite");
        assertThat(page.hears(told -> told.has("id")).call().path("rings").asBoolean()).isFalse();
    }

    @Test
    void a_person_calls_with_the_sound_of_the_page() {
        var page = open();
        var words = Json.object().put("page", page.id()).put("offer", Meta.OFFER);
        var call =
                lotus.phone(farah, "call", Json.write(words))
                        .body()
                        .path("call")
                        .path("id")
                        .asString();
        var connect = application.call("connect").path("calls").path(0);
        assertThat(connect.path("direction").asString()).isEqualTo("USER_INITIATED");
        assertThat(connect.path("session").path("sdp_type").asString()).isEqualTo("offer");
        assertThat(connect.path("session").path("sdp").asString()).isEqualTo(Meta.OFFER);
        lotus.onCall("pre_accept", call, Meta.answer());
        var ready = page.hears(told -> told.has("answer")).call();
        assertThat(ready.path("answer").asString()).isEqualTo(Meta.ANSWER);
        assertThat(ready.path("state").asString()).isEqualTo("RINGING");
        lotus.onCall("accept", call, Meta.answer());
        page.hears(told -> told.path("state").asString().equals("CONNECTED"));
        page.leaves(meta);
        application.call("terminate");
    }

    @Test
    void a_person_cannot_call_with_an_offer_that_is_none() {
        var words = Json.object().put("page", "p").put("offer", "v=0\r\n");
        assertThat(lotus.phone(farah, "call", Json.write(words)).status()).isEqualTo(409);
        words.put("page", "p".repeat(41)).put("offer", Meta.OFFER);
        assertThat(lotus.phone(farah, "call", Json.write(words)).status()).isEqualTo(409);
        assertThat(lotus.state(farah).has("call")).isFalse();
    }

    @Test
    void a_call_whose_page_is_closed_is_over_and_any_other_goes_on() {
        var page = open();
        var other = open();
        var call = dial();
        page.offered();
        page.answers(call, Meta.ANSWER);
        lotus.phone(farah, "answer", "{}");
        other.leaves(meta);
        assertThat(lotus.state(farah).path("call").path("state").asString()).isEqualTo("CONNECTED");
        page.leaves(meta);
        assertThat(application.call("terminate").path("calls").path(0).path("status").asString())
                .isEqualTo("COMPLETED");
    }

    @ParameterizedTest
    @CsvSource({
        "NOT_ON_WHATSAPP,400,138001",
        "CONCURRENT_CALLS,429,138002",
        "BUSY,400,138003",
        "CONNECTION,500,138004",
        "CALL_STARTS,429,138005",
        "NO_PERMISSION,401,138006",
        "CALL_LIMIT,400,138012",
        "COUNTRY,400,138013",
        "PAUSED,400,138014"
    })
    void a_refusal_can_be_planned_for_the_next_call(String fate, int status, int code) {
        plan(fate, false);
        var refused = lotus.dial(farah);
        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.code()).isEqualTo(code);
        assertThat(lotus.dial(farah).status()).isEqualTo(200);
    }

    @Test
    void a_fate_can_last_until_it_is_taken_back() {
        plan("BUSY", true);
        assertThat(lotus.dial(farah).code()).isEqualTo(138003);
        assertThat(lotus.dial(farah).code()).isEqualTo(138003);
        assertThat(lotus.state(farah).path("planned").path("fate").asString()).isEqualTo("BUSY");
        plan("", false);
        assertThat(lotus.dial(farah).status()).isEqualTo(200);
        assertThat(lotus.phone(farah, "plan", "{\"fate\":\"LUCK\"}").status()).isEqualTo(409);
    }

    @Test
    void an_offer_that_nobody_answers_times_out_and_rings_nowhere() {
        var page = open();
        plan("CONNECT_TIMEOUT", false);
        dial();
        assertThat(page.hears(told -> told.has("id")).call().path("rings").asBoolean()).isFalse();
        assertThat(lotus.phone(farah, "answer", "{}").status()).isEqualTo(409);
        time.advance(Duration.ofSeconds(20));
        var ended = application.call("terminate");
        assertThat(ended.path("errors").path(0).path("code").asInt(0)).isEqualTo(138007);
        assertThat(ended.path("calls").path(0).path("status").asString()).isEqualTo("FAILED");
        assertThat(connects()).isEmpty();
        assertThat(limits("unanswered_in_a_row")).isZero();
    }

    @Test
    void a_call_on_which_no_sound_arrives_breaks_down_after_20_seconds() {
        open();
        plan("NO_MEDIA", false);
        dial();
        assertThat(answer()).contains("a=ice-lite");
        lotus.phone(farah, "answer", "{}");
        time.advance(Duration.ofSeconds(19));
        assertThat(lotus.state(farah).path("call").path("state").asString()).isEqualTo("CONNECTED");
        time.advance(Duration.ofSeconds(1));
        var ended = application.call("terminate");
        assertThat(ended.path("errors").path(0).path("code").asInt(0)).isEqualTo(138021);
        assertThat(limits("calls_in_24h")).isZero();
    }

    @Test
    void voicemail_picks_up_by_itself_and_hangs_up() {
        plan("VOICEMAIL", false);
        dial();
        time.advance(Duration.ofSeconds(4));
        application.value("calls", value -> status(value).equals("ACCEPTED"));
        await().untilAsserted(() ->
                assertThat(lotus.state(farah).path("call").path("voicemail").asBoolean()).isTrue());
        time.advance(Duration.ofSeconds(12));
        var ended = application.call("terminate").path("calls").path(0);
        assertThat(ended.path("duration").asInt(0)).isEqualTo(12);
        assertThat(limits("calls_in_24h")).isEqualTo(1);
    }

    @Test
    void a_jump_of_the_clock_lets_voicemail_pick_up_and_hang_up_at_their_moments() {
        plan("VOICEMAIL", false);
        dial();
        var dialled = time.instant().getEpochSecond();
        time.advance(Duration.ofDays(1));
        var ended = application.call("terminate").path("calls").path(0);
        assertThat(ended.path("start_time").asString()).isEqualTo(Long.toString(dialled + 4));
        assertThat(ended.path("end_time").asString()).isEqualTo(Long.toString(dialled + 16));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "nothing",
            textBlock =
                    """
                    v=0                   | v=1                       | begin with v=0
                    m=audio               | m=video                   | one m=audio
                    a=mid:0               | m=video 9 UDP/TLS/RTP/SAVPF 96 | one m=audio
                    UDP/TLS/RTP/SAVPF     | RTP/AVP                   | UDP/TLS/RTP/SAVPF
                    opus/48000/2          | PCMU/8000                 | opus
                    sha-256               | sha-1                     | sha-256
                    a=ice-ufrag:abcd      | a=x                       | ice-ufrag
                    a=rtcp-mux            | a=x                       | rtcp-mux
                    a=setup:actpass       | a=setup:active            | actpass
                    a=sendrecv            | a=recvonly                | sendrecv
                    """)
    void an_offer_that_meta_would_not_take_is_refused_with_the_reason(
            String right, String wrong, String reason) {
        var session =
                Json.object().put("sdp_type", "offer").put("sdp", Meta.OFFER.replace(right, wrong));
        var body =
                Json.object()
                        .put("messaging_product", "whatsapp")
                        .put("to", farah)
                        .put("action", "connect")
                        .set("session", session);
        var refused = lotus.graph("POST", lotus.id() + "/calls", Json.write(body));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo(100);
        assertThat(refused.details()).contains("SDP").contains(reason);
    }

    @Test
    void an_answer_must_be_active() {
        var call = lotus.phone(farah, "call", "{}").body().path("call").path("id").asString();
        var refused = lotus.onCall("accept", call, Meta.answer().replace("active", "actpass"));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.details()).contains("a=setup:active");
        assertThat(lotus.onCall("accept", call, Meta.answer()).status()).isEqualTo(200);
    }

    @Test
    void the_log_keeps_no_session_descriptions() {
        var person = Meta.person();
        lotus.phone(person, "profile", "{\"permission\":\"always\"}");
        lotus.dial(person);
        lotus.phone(person, "answer", "{}");
        answer();
        await().untilAsserted(() ->
                assertThat(meta.send("GET", "/log", null, null).text())
                        .contains(person)
                        .doesNotContain("a=fingerprint")
                        .doesNotContain("0123456789abcdef01234567"));
    }

    private OpenPage open() {
        var page = new OpenPage(port, lotus, farah);
        pages.add(page);
        return page;
    }

    private String dial() {
        var answer = lotus.dial(farah);
        assertThat(answer.status()).isEqualTo(200);
        return answer.body().path("calls").path(0).path("id").asString();
    }

    private String answer() {
        var session = application.call("connect").path("calls").path(0).path("session");
        assertThat(session.path("sdp_type").asString()).isEqualTo("answer");
        return session.path("sdp").asString();
    }

    private List<JsonNode> connects() {
        return application.values("calls").stream()
                .filter(value ->
                        value.path("calls").path(0).path("event").asString().equals("connect"))
                .toList();
    }

    private void plan(String fate, boolean lasting) {
        var words = Json.object().put("fate", fate).put("lasting", lasting);
        assertThat(lotus.phone(farah, "plan", Json.write(words)).status()).isEqualTo(200);
    }

    private int limits(String name) {
        return lotus.state(farah).path("limits").path(name).asInt(-1);
    }

    private static String status(JsonNode value) {
        return value.path("statuses").path(0).path("status").asString();
    }
}
