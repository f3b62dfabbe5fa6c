package dev.assent.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assent.contact.Contact;
import dev.assent.permission.HandMovedTime;
import dev.assent.permission.Moods;
import dev.assent.permission.PermissionTest;
import dev.assent.permission.Scene;
import dev.assent.tenancy.Id;
import dev.assent.whatsapp.Notice;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import java.time.Duration;
import java.util.Map;

/** No call goes on without anybody of ours in it. */
@PermissionTest
class SweepingTest {

    @Autowired ApplicationContext application;
    @Autowired HandMovedTime time;
    @Autowired Moods moods;
    @Autowired Sweeping sweeping;

    private Scene lotus;
    private CallStage stage;
    private Agent asha;
    private Contact meera;

    @BeforeEach
    void somebody_allows_calls() {
        moods.calm();
        lotus = Scene.lotus(application);
        stage = new CallStage(application, lotus);
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
    void a_call_whose_page_is_silent_for_fifteen_seconds_is_ended_at_meta_too() {
        var call = connected();
        silent(call, 12);
        sweep();
        assertThat(asha.look(call).state()).isEqualTo("connected");
        silent(call, 16);
        sweep();
        assertThat(asha.look(call).text("outcome")).isEqualTo("completed");
        await().until(() -> lotus.sheet(meera).position().calls().getFirst().ended() != null);
    }

    @Test
    void the_round_finds_it_by_itself() {
        var call = connected();
        silent(call, 16);
        time.advance(Duration.ofSeconds(11));
        await().until(() -> asha.look(call).state().equals("ended"));
        await().until(() -> lotus.sheet(meera).position().calls().getFirst().ended() != null);
    }

    @Test
    void a_sign_of_life_keeps_it() {
        var call = connected();
        silent(call, 16);
        assertThat(asha.alive(call, "one").status()).isEqualTo(204);
        sweep();
        assertThat(asha.look(call).state()).isEqualTo("connected");
    }

    @Test
    void a_call_that_was_taken_and_whose_page_is_gone_is_declined() {
        lotus.phone(meera, "call", Map.of());
        await().until(() -> !asha.mine().json().path("ringing").isEmpty());
        var call = asha.mine().json().path("ringing").path(0).path("id").asString();
        asha.claim(call);
        silent(call, 16);
        sweep();
        assertThat(asha.look(call).text("outcome")).isEqualTo("missed");
        await().until(() -> lotus.sheet(meera).position().calls().getFirst().ended() != null);
    }

    /** As if the answer had been lost on its way. */
    @Test
    void a_call_that_was_taken_and_never_answered_is_declined_after_two_minutes() {
        var wacid = "wacid.TAKEN" + meera.id();
        stage.hear(stage.connect(meera, wacid));
        var call = stage.called(wacid).id().toString();
        asha.claim(call);
        time.advance(Duration.ofMinutes(2));
        await().until(() -> stage.called(wacid).course().has(Fact.ABANDONED));
        assertThat(asha.look(call).text("outcome")).isEqualTo("missed");
        await().until(() -> !owed(call));
    }

    @Test
    void meta_is_told_again_until_she_has_understood() {
        var call = connected();
        moods.fail("SERVER_ERROR", 131_000, "calls", 1, false);
        asha.hangUp(call);
        await().until(() -> owedLater(call));
        assertThat(lotus.sheet(meera).position().calls().getFirst().ended()).isNull();
        tellAgain(call);
        await().until(() -> lotus.sheet(meera).position().calls().getFirst().ended() != null);
        await().until(() -> !owed(call));
    }

    @Test
    void meta_is_told_for_a_day_and_no_longer() {
        var began = time.instant();
        var call = connected();
        moods.silent();
        moods.fail("SERVER_ERROR", 131_000, "calls", 100, false);
        asha.hangUp(call);
        await().until(() -> owedLater(call));
        time.advance(Duration.between(time.instant(), began).plusDays(1).minusSeconds(1));
        tellAgain(call);
        await().during(Duration.ofSeconds(1)).until(() -> owed(call));
        time.advance(Duration.ofSeconds(1));
        tellAgain(call);
        await().until(() -> !owed(call));
    }

    private void tellAgain(String call) {
        lotus.in(() ->
                stage.jdbc()
                        .sql("update phone_call set release_at = utc_timestamp(3) where id = ?")
                        .param(Id.parse(call).value())
                        .update());
        sweep();
    }

    /** As if this node had died between its commit and Meta's answer. */
    @Test
    void a_dial_that_was_cut_short_is_ended_as_soon_as_it_shows_that_meta_has_it() {
        moods.silent();
        moods.fail("TIMEOUT", 131_000, "calls", 1, true);
        var call = asha.call(lotus.number, meera).text("call");
        lotus.in(() ->
                stage.jdbc()
                        .sql(
                                """
                                update phone_call
                                set abandoned_at = null, outcome = null, ended_at = null,
                                    changes_at = began_at + interval 2 minute,
                                    seen_at = utc_timestamp(3) - interval 16 second
                                where id = ?
                                """)
                        .param(Id.parse(call).value())
                        .update());
        assertThat(asha.look(call).state()).isEqualTo("dialling");
        sweep();
        assertThat(asha.look(call).text("outcome")).isEqualTo("unknown");
        moods.calm();
        await().until(() -> asha.look(call).text("outcome").equals("cancelled"));
        await().until(() -> lotus.sheet(meera).position().unansweredRow().size() == 1);
    }

    @Test
    void one_that_nobody_picks_up_is_over_after_two_minutes_and_ended_at_meta() {
        moods.silent();
        var call = asha.call(lotus.number, meera).id();
        time.advance(Duration.ofSeconds(119));
        asha.alive(call, "one");
        assertThat(asha.look(call).state()).isEqualTo("calling");
        time.advance(Duration.ofSeconds(1));
        await().until(() -> !owed(call) && asha.alive(call, "one").status() == 409);
        assertThat(asha.look(call).text("outcome")).isEqualTo("unanswered");
    }

    @Test
    void a_call_of_another_system_is_followed_and_left_alone() {
        var wacid = "wacid.FOREIGN" + meera.id();
        stage.hear(
                new Notice.CallStatus(
                        wacid,
                        Scene.person(meera),
                        lotus.now(),
                        Notice.CallProgress.ACCEPTED,
                        null));
        sweep();
        var call = stage.called(wacid);
        assertThat(call.state(time.instant())).isEqualTo(State.CONNECTED);
        assertThat(call.agent()).isNull();
        assertThat(call.course().owed()).isFalse();
    }

    private void sweep() {
        lotus.tenant.run(() -> sweeping.sweep());
    }

    private String connected() {
        var call = asha.call(lotus.number, meera).id();
        await().until(() -> asha.look(call).state().equals("ringing"));
        lotus.phone(meera, "answer", Map.of());
        await().until(() -> asha.look(call).state().equals("connected"));
        return call;
    }

    private void silent(String call, int seconds) {
        lotus.in(() ->
                stage.jdbc()
                        .sql(
                                """
                                update phone_call
                                set seen_at = utc_timestamp(3) - interval ? second where id = ?
                                """)
                        .params(seconds, Id.parse(call).value())
                        .update());
    }

    private boolean owed(String call) {
        return count("release_at is not null", call);
    }

    private boolean owedLater(String call) {
        return count("release_at > utc_timestamp(3) + interval 5 second", call);
    }

    private boolean count(String condition, String call) {
        return lotus.in(() ->
                stage.jdbc()
                                .sql(
                                        "select count(*) from phone_call where id = ? and "
                                                + condition)
                                .param(Id.parse(call).value())
                                .query(Integer.class)
                                .single()
                        > 0);
    }
}
