package dev.assent.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assent.contact.Contact;
import dev.assent.permission.HandMovedTime;
import dev.assent.permission.Moods;
import dev.assent.permission.PermissionTest;
import dev.assent.permission.Scene;
import dev.assent.rules.Standing;
import dev.assent.tenancy.Id;
import dev.assent.whatsapp.MetaError;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/** An agent calls somebody who allows it; the simulator is Meta and the person's phone. */
@PermissionTest
class OutgoingCallTest {

    @Autowired ApplicationContext application;
    @Autowired HandMovedTime time;
    @Autowired Moods moods;

    private Scene lotus;
    private Agent asha;
    private Contact meera;

    @BeforeEach
    void somebody_allows_calls() {
        moods.calm();
        lotus = Scene.lotus(application);
        asha = Agent.of(application, lotus.tenant);
        meera = lotus.stranger("Meera Nair");
        lotus.allow(meera);
        time.advance(Duration.ofMinutes(1));
    }

    @AfterEach
    void calm() {
        moods.calm();
    }

    @Test
    void a_call_rings_is_picked_up_and_ends_by_hanging_up() {
        var call = asha.call(lotus.number, meera);
        assertThat(call.status()).as(call.json().toString()).isEqualTo(201);
        assertThat(call.json().path("mine").asBoolean()).isTrue();
        await().until(() -> asha.look(call.id()).state().equals("ringing"));
        lotus.phone(meera, "answer", Map.of());
        await().until(() -> asha.look(call.id()).state().equals("connected"));
        assertThat(asha.look(call.id()).text("remote"))
                .startsWith("v=0")
                .contains("a=setup:active");
        time.advance(Duration.ofSeconds(42));
        var over = asha.hangUp(call.id());
        assertThat(over.state()).isEqualTo("ended");
        assertThat(over.text("outcome")).isEqualTo("completed");
        assertThat(over.json().path("remote").isNull()).isTrue();
        await().untilAsserted(() ->
                assertThat(lotus.sheet(meera).position().calls())
                        .singleElement()
                        .satisfies(counted -> {
                            assertThat(counted.pickedUp()).isNotNull();
                            assertThat(counted.ended()).isEqualTo(time.instant());
                        }));
        assertThat(lotus.sheet(meera).position().callLimits().getFirst().used()).isEqualTo(1);
        assertThat(asha.mine().json().path("current").isNull()).isTrue();
    }

    @Test
    void the_person_hangs_up() {
        var call = ringing();
        lotus.phone(meera, "answer", Map.of());
        await().until(() -> asha.look(call).state().equals("connected"));
        time.advance(Duration.ofSeconds(9));
        lotus.phone(meera, "hangup", Map.of());
        await().until(() -> asha.look(call).state().equals("ended"));
        assertThat(asha.look(call).text("words")).isEqualTo("The call with Meera Nair has ended.");
    }

    @Test
    void the_person_declines() {
        var call = ringing();
        lotus.phone(meera, "reject", Map.of());
        await().until(() -> asha.look(call).text("outcome").equals("rejected"));
        assertThat(lotus.sheet(meera).position().unansweredRow()).hasSize(1);
    }

    @Test
    void nobody_picks_up() {
        var call = ringing();
        lotus.phone(meera, "ignore", Map.of());
        await().until(() -> asha.look(call).state().equals("ended"));
        assertThat(asha.look(call).text("outcome")).isEqualTo("unanswered");
        assertThat(asha.look(call).text("words")).isEqualTo("Meera Nair did not pick up.");
    }

    @Test
    void hanging_up_before_anybody_picks_up_ends_it_at_meta_too() {
        var call = ringing();
        assertThat(asha.hangUp(call).text("outcome")).isEqualTo("cancelled");
        assertThat(asha.hangUp(call).text("outcome")).isEqualTo("cancelled");
        await().until(() -> lotus.sheet(meera).position().unansweredRow().size() == 1);
        assertThat(asha.call(lotus.number, meera).status()).isEqualTo(201);
    }

    @Test
    void a_call_that_breaks_down_says_why_and_counts_for_nothing() {
        var call = ringing();
        lotus.phone(meera, "fail", Map.of("code", "138021"));
        await().until(() -> asha.look(call).text("outcome").equals("failed"));
        assertThat(asha.look(call).text("words")).contains("No sound reached WhatsApp");
        assertThat(lotus.sheet(meera).position().unansweredRow()).isEmpty();
    }

    @Test
    void somebody_who_clicks_twice_makes_one_call() {
        var offer = Sdp.offer();
        var first = asha.call(lotus.number, meera, offer, false);
        var second = asha.call(lotus.number, meera, offer, false);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(lotus.sheet(meera).position().calls()).hasSize(1);
    }

    @Test
    void a_second_call_to_the_same_person_is_refused() {
        ringing();
        var colleague = Agent.of(application, lotus.tenant);
        var refused = colleague.call(lotus.number, meera);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.reason()).isEqualTo("CALL_IN_PROGRESS");
        assertThat(refused.detail()).isEqualTo("A call with Meera is in progress.");
    }

    @Test
    void an_agent_is_in_one_call_at_a_time() {
        ringing();
        var other = lotus.stranger("Farah Khan");
        lotus.allow(other);
        var refused = asha.call(lotus.number, other);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("code")).isEqualTo("ENGAGED");
        assertThat(lotus.sheet(other).position().calls()).isEmpty();
    }

    @Test
    void who_revoked_one_second_ago_is_not_called() {
        lotus.phone(meera, "profile", Map.of("permission", "revoke"));
        await().until(() -> lotus.sheet(meera).position().standing() instanceof Standing.Revoked);
        time.advance(Duration.ofSeconds(1));
        var refused = asha.call(lotus.number, meera);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.reason()).isEqualTo("NO_PERMISSION");
        assertThat(lotus.sheet(meera).position().calls()).isEmpty();
    }

    @Test
    void a_sixth_connected_call_within_a_day_is_refused_until_the_first_is_a_day_old() {
        var first = time.instant();
        for (int i = 0; i < 5; i++) {
            var call = ringing();
            lotus.phone(meera, "answer", Map.of());
            await().until(() -> asha.look(call).state().equals("connected"));
            time.advance(Duration.ofSeconds(30));
            lotus.phone(meera, "hangup", Map.of());
            await().until(() -> asha.look(call).state().equals("ended"));
        }
        var refused = asha.call(lotus.number, meera);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.reason()).isEqualTo("CALL_LIMIT_24H");
        assertThat(refused.json().path("reasons").path(0).path("clears_at").asString())
                .isEqualTo(first.plus(Duration.ofHours(24)).toString());
    }

    @Test
    void the_fourth_unanswered_call_needs_a_word_and_costs_the_permission() {
        for (int i = 0; i < 3; i++) {
            var call = ringing();
            lotus.phone(meera, "ignore", Map.of());
            await().until(() -> asha.look(call).state().equals("ended"));
        }
        var asked = asha.call(lotus.number, meera);
        assertThat(asked.status()).isEqualTo(409);
        assertThat(asked.text("code")).isEqualTo("CONFIRM");
        assertThat(asked.text("caution")).isEqualTo("UNANSWERED_3");
        assertThat(asked.detail()).contains("One more unanswered call");
        var fourth = asha.call(lotus.number, meera, Sdp.offer(), true);
        assertThat(fourth.status()).isEqualTo(201);
        await().until(() -> asha.look(fourth.id()).state().equals("ringing"));
        lotus.phone(meera, "ignore", Map.of());
        await().until(() -> lotus.sheet(meera).position().standing() instanceof Standing.Revoked);
        assertThat(asha.call(lotus.number, meera).reason()).isEqualTo("NO_PERMISSION");
    }

    @ParameterizedTest
    @CsvSource({
        "138001, failed, cannot be called on WhatsApp",
        "138003, busy, going on already",
        "138006, failed, does not allow calls any more",
        "138012, failed, called as often as WhatsApp allows",
        "138013, failed, does not let numbers of this country",
        "138014, failed, has paused calling",
        "138000, failed, Calling is switched off",
        "138005, failed, calls more often than WhatsApp allows",
        "131044, failed, means of payment",
        "190, failed, access token",
        "100, failed, could not work with what this browser offered"
    })
    void what_meta_refuses_is_said_in_words(int code, String outcome, String words) {
        moods.fail("ERROR", code, "calls", 1, false);
        var refused = asha.call(lotus.number, meera);
        assertThat(refused.status()).as(refused.json().toString()).isEqualTo(502);
        assertThat(refused.json().path("meta").path("code").asInt()).isEqualTo(code);
        assertThat(refused.detail()).contains(words);
        var call = asha.look(refused.text("call"));
        assertThat(call.state()).isEqualTo("ended");
        assertThat(call.text("outcome")).isEqualTo(outcome);
        assertThat(lotus.sheet(meera).position().unansweredRow()).isEmpty();
    }

    @Test
    void a_call_nobody_confirmed_is_ended_as_soon_as_it_shows() {
        moods.silent();
        moods.fail("TIMEOUT", 131_000, "calls", 1, true);
        var lost = asha.call(lotus.number, meera);
        assertThat(lost.status()).isEqualTo(502);
        assertThat(lost.detail()).contains("did not confirm the call in time");
        var call = lost.text("call");
        assertThat(asha.look(call).text("outcome")).isEqualTo("unknown");
        moods.calm();
        await().until(() -> asha.look(call).text("outcome").equals("cancelled"));
        await().until(() -> lotus.sheet(meera).position().unansweredRow().size() == 1);
        assertThat(asha.call(lotus.number, meera).status()).isEqualTo(201);
    }

    @Test
    void a_call_of_which_only_a_webhook_tells_goes_on() {
        moods.fail("TIMEOUT", 131_000, "calls", 1, true);
        var call = asha.call(lotus.number, meera);
        assertThat(call.status()).as(call.json().toString()).isEqualTo(201);
        await().until(() -> asha.look(call.id()).state().equals("ringing"));
        lotus.phone(meera, "answer", Map.of());
        await().until(() -> asha.look(call.id()).state().equals("connected"));
        assertThat(asha.look(call.id()).text("remote")).startsWith("v=0");
        assertThat(asha.hangUp(call.id()).text("outcome")).isEqualTo("completed");
        await().untilAsserted(() -> assertThat(lotus.phone(meera).path("calls")).hasSize(1));
        assertThat(lotus.sheet(meera).position().calls()).hasSize(1);
    }

    @Test
    void while_meta_is_silent_nobody_dials_a_second_time() throws Exception {
        moods.fail("TIMEOUT", 131_000, "calls", 1, true);
        var offer = Sdp.offer();
        try (var impatient = Executors.newSingleThreadExecutor()) {
            var first = impatient.submit(() -> asha.call(lotus.number, meera, offer, false));
            await().until(() -> asha.mine().json().path("current").isObject());
            var again = asha.call(lotus.number, meera, offer, false);
            var elsewhere =
                    asha.inAnotherBrowser(application)
                            .call(lotus.number, meera, Sdp.offer(), false);
            var colleague = Agent.of(application, lotus.tenant).call(lotus.number, meera);
            assertThat(first.get().status()).isEqualTo(201);
            assertThat(again.id()).isEqualTo(first.get().id());
            assertThat(elsewhere.status()).isEqualTo(409);
            assertThat(colleague.reason()).isEqualTo("CALL_IN_PROGRESS");
            assertThat(asha.hangUp(again.id()).state()).isEqualTo("ended");
        }
        await().untilAsserted(() -> assertThat(lotus.phone(meera).path("calls")).hasSize(1));
    }

    @Test
    void a_call_on_which_no_sound_arrives_is_ended_by_meta_and_counts_for_nothing() {
        lotus.phone(meera, "plan", Map.of("fate", "NO_MEDIA"));
        var call = ringing();
        lotus.phone(meera, "answer", Map.of());
        await().until(() -> asha.look(call).state().equals("connected"));
        time.advance(Duration.ofSeconds(19));
        assertThat(lotus.phone(meera).path("call").path("state").asString()).isEqualTo("CONNECTED");
        assertThat(asha.look(call).state()).isEqualTo("connected");
        time.advance(Duration.ofSeconds(1));
        await().until(() -> asha.look(call).state().equals("ended"));
        var over = asha.look(call);
        assertThat(over.text("outcome")).isEqualTo("failed");
        assertThat(over.text("words"))
                .contains("No sound reached WhatsApp from this browser, so the call was ended.");
        await().untilAsserted(() -> {
            var position = lotus.sheet(meera).position();
            assertThat(position.callLimits().getFirst().used()).isZero();
            assertThat(position.unansweredRow()).isEmpty();
        });
        assertThat(asha.mine().json().path("current").isNull()).isTrue();
        assertThat(asha.call(lotus.number, meera).status()).isEqualTo(201);
    }

    @Test
    void an_offer_that_is_not_taken_up_in_time_ends_the_call_and_counts_for_nothing() {
        lotus.phone(meera, "plan", Map.of("fate", "CONNECT_TIMEOUT"));
        var call = asha.call(lotus.number, meera).id();
        time.advance(Duration.ofSeconds(20));
        await().until(() -> asha.look(call).state().equals("ended"));
        assertThat(asha.look(call).text("outcome")).isEqualTo("failed");
        assertThat(asha.look(call).text("words")).isEqualTo(words(138_007));
        assertThat(lotus.sheet(meera).position().unansweredRow()).isEmpty();
        assertThat(asha.mine().json().path("current").isNull()).isTrue();
    }

    private String words(int code) {
        return application.getBean(CallWords.class).why(new MetaError(code, "", null, null));
    }

    /** Not even where everything is logged. */
    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void nothing_of_what_the_ends_say_to_each_other_is_logged(CapturedOutput log) {
        log(LogLevel.TRACE);
        try {
            var call = asha.call(lotus.number, meera).id();
            await().until(() -> asha.look(call).state().equals("ringing"));
            lotus.phone(meera, "answer", Map.of());
            await().until(() -> asha.look(call).text("remote").startsWith("v=0"));
            asha.hangUp(call);
            asha.call(lotus.number, meera, Sdp.offer().replace("a=rtcp-mux", "a=x"), false);
            asha.browser.json("/calls", "{\"offer\": \"%s\",".formatted(Sdp.offer()));
            moods.fail("ERROR", 100, "calls", 1, false);
            asha.call(lotus.number, meera);
        } finally {
            log(null);
        }
        assertThat(log.getAll())
                .contains("was turned away", "Read \"application/json")
                .doesNotContain("ice-pwd", "fingerprint", "v=0");
    }

    private static void log(@Nullable LogLevel level) {
        var logging = LoggingSystem.get(OutgoingCallTest.class.getClassLoader());
        for (var name : List.of("dev.assent.call", "org.springframework.web")) {
            logging.setLogLevel(name, level);
        }
    }

    @Test
    void a_call_that_meta_never_got_is_over_at_once_for_us() {
        moods.fail("TIMEOUT", 131_000, "calls", 1, false);
        var lost = asha.call(lotus.number, meera);
        assertThat(asha.look(lost.text("call")).text("outcome")).isEqualTo("unknown");
        assertThat(asha.mine().json().path("current").isNull()).isTrue();
    }

    @Test
    void calls_and_people_of_another_business_are_nowhere() {
        var call = ringing();
        var harbor = Scene.lotus(application);
        var stranger = Agent.of(application, harbor.tenant);
        assertThat(stranger.look(call).status()).isEqualTo(404);
        assertThat(stranger.claim(call).status()).isEqualTo(404);
        assertThat(stranger.answer(call).status()).isEqualTo(404);
        assertThat(stranger.reject(call).status()).isEqualTo(404);
        assertThat(stranger.hangUp(call).status()).isEqualTo(404);
        assertThat(stranger.alive(call, "one").status()).isEqualTo(404);
        assertThat(stranger.post("/calls/%s/note".formatted(call), Map.of()).status())
                .isEqualTo(404);
        assertThat(stranger.call(harbor.number, meera).status()).isEqualTo(404);
        assertThat(stranger.call(lotus.number, meera).status()).isEqualTo(404);
        assertThat(stranger.look("nonsense").status()).isEqualTo(404);
        assertThat(stranger.look(Id.fresh().toString()).status()).isEqualTo(404);
        assertThat(asha.look(call).state()).isEqualTo("ringing");
    }

    @Test
    void what_came_of_a_call_is_one_of_a_few_words_and_a_note() {
        var path = "/calls/%s/note".formatted(ringing());
        assertThat(asha.post(path, Map.of("note", "Wants it cheaper", "tag", "reached")).status())
                .isEqualTo(204);
        assertThat(asha.post(path, Map.of("tag", "nonsense")).status()).isEqualTo(422);
        assertThat(asha.post(path, Map.of("note", "x".repeat(2_000))).status()).isEqualTo(204);
        assertThat(asha.post(path, Map.of("note", "x".repeat(2_001))).status()).isEqualTo(422);
    }

    @Test
    void a_colleague_sees_the_call_but_neither_its_keys_nor_its_switch() {
        var call = ringing();
        lotus.phone(meera, "answer", Map.of());
        await().until(() -> asha.look(call).state().equals("connected"));
        assertThat(asha.look(call).text("remote")).startsWith("v=0");
        var colleague = Agent.of(application, lotus.tenant);
        assertThat(colleague.look(call).status()).isEqualTo(200);
        assertThat(colleague.look(call).json().path("remote").isNull()).isTrue();
        assertThat(colleague.look(call).json().path("mine").asBoolean()).isFalse();
        assertThat(colleague.hangUp(call).status()).isEqualTo(404);
        assertThat(colleague.alive(call, "tab").text("code")).isEqualTo("ELSEWHERE");
        assertThat(asha.alive(call, "tab").status()).isEqualTo(204);
        assertThat(asha.look(call).state()).isEqualTo("connected");
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    v=0
                    nonsense
                    ''
                    """)
    void an_offer_that_is_none_is_refused_kindly_and_dials_nobody(String offer) {
        var refused = asha.call(lotus.number, meera, offer, false);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("field")).isEqualTo("offer");
        assertThat(refused.detail()).contains("use another browser");
        assertThat(lotus.sheet(meera).position().calls()).isEmpty();
    }

    @Test
    void an_offer_that_is_too_long_is_refused_and_one_far_too_long_not_even_read() {
        var offer = Sdp.offer();
        var tooLong = asha.call(lotus.number, meera, offer + "a=x:" + "y".repeat(10_000), false);
        assertThat(tooLong.status()).isEqualTo(422);
        assertThat(tooLong.detail()).contains("longer than 10,240 bytes");
        assertThat(asha.call(lotus.number, meera, "y".repeat(70_000), false).status())
                .isEqualTo(413);
        assertThat(lotus.sheet(meera).position().calls()).isEmpty();
        assertThat(asha.call(lotus.number, meera, offer, false).status()).isEqualTo(201);
    }

    @Test
    void one_page_holds_the_call() {
        var call = ringing();
        assertThat(asha.alive(call, "one").status()).isEqualTo(204);
        assertThat(asha.alive(call, "one").status()).isEqualTo(204);
        var other = asha.alive(call, "two");
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.detail()).isEqualTo("Another page holds this call.");
        asha.hangUp(call);
        var over = asha.alive(call, "one");
        assertThat(over.status()).isEqualTo(409);
        assertThat(over.text("code")).isEqualTo("OVER");
    }

    @Test
    void a_page_that_is_closed_hangs_up_with_its_last_breath() {
        var call = ringing();
        var answer =
                asha.browser.postBare(
                        "/calls/%s/hang-up".formatted(call), Map.of("_csrf", asha.browser.csrf()));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(asha.look(call).state()).isEqualTo("ended");
    }

    private String ringing() {
        var call = asha.call(lotus.number, meera);
        assertThat(call.status()).as(call.json().toString()).isEqualTo(201);
        await().until(() -> asha.look(call.id()).state().equals("ringing"));
        return call.id();
    }
}
