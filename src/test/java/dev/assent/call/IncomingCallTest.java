package dev.assent.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assent.access.Members;
import dev.assent.contact.Assignments;
import dev.assent.contact.Contact;
import dev.assent.contact.Contacts;
import dev.assent.number.Numbers;
import dev.assent.permission.CountedStatements;
import dev.assent.permission.Dialling;
import dev.assent.permission.HandMovedTime;
import dev.assent.permission.Moods;
import dev.assent.permission.PermissionTest;
import dev.assent.permission.Scene;
import dev.assent.rules.Call.Outcome;
import dev.assent.tenancy.Id;
import dev.assent.tenancy.Persistent;
import dev.assent.whatsapp.Graph;
import dev.assent.whatsapp.Notice;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody calls the business; two agents have a page open. */
@PermissionTest
class IncomingCallTest {

    @Autowired ApplicationContext application;
    @Autowired HandMovedTime time;
    @Autowired Moods moods;
    @Autowired CountedStatements statements;

    private Scene lotus;
    private CallStage stage;
    private Agent asha;
    private Agent ravi;
    private Contact meera;

    @BeforeEach
    void two_agents_are_here() {
        moods.calm();
        lotus = Scene.lotus(application);
        stage = new CallStage(application, lotus);
        asha = Agent.of(application, lotus.tenant);
        ravi = Agent.of(application, lotus.tenant);
        stage.online(asha.account, true);
        stage.online(ravi.account, true);
        meera = lotus.stranger("Meera Nair");
    }

    @AfterEach
    void calm() {
        moods.calm();
    }

    @Test
    void it_rings_for_everybody_and_stops_ringing_when_one_has_taken_it() {
        var call = rings();
        assertThat(ringingFor(asha)).containsExactly(call);
        assertThat(ringingFor(ravi)).containsExactly(call);
        var won = asha.claim(call);
        assertThat(won.status()).isEqualTo(200);
        assertThat(won.text("remote")).startsWith("v=0").contains("a=setup:actpass");
        assertThat(ringingFor(asha)).isEmpty();
        assertThat(ringingFor(ravi)).isEmpty();
        var lost = ravi.claim(call);
        assertThat(lost.status()).isEqualTo(409);
        assertThat(lost.detail()).endsWith("took this call.");
        assertThat(lost.text("code")).isEqualTo("TAKEN");
        assertThat(ravi.look(call).json().path("remote").isNull()).isTrue();
        assertThat(ravi.answer(call).status()).isEqualTo(404);
    }

    @Test
    void of_two_browsers_of_one_agent_one_has_it_and_the_other_is_told() {
        var elsewhere = asha.inAnotherBrowser(application);
        var call = rings();
        assertThat(ringingFor(elsewhere)).containsExactly(call);
        assertThat(asha.claim(call).status()).isEqualTo(200);
        var late = elsewhere.claim(call);
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text("code")).isEqualTo("ELSEWHERE");
        assertThat(late.detail()).isEqualTo("You took this call in another tab or browser.");
        assertThat(asha.claim(call, "another").text("code")).isEqualTo("ELSEWHERE");
        assertThat(asha.claim(call).status()).isEqualTo(200);
        assertThat(elsewhere.alive(call, "tab").text("code")).isEqualTo("ELSEWHERE");
        assertThat(asha.alive(call, "tab").status()).isEqualTo(204);
        assertThat(asha.answer(call).state()).isEqualTo("connected");
        assertThat(ravi.claim(call).text("code")).isEqualTo("TAKEN");
    }

    @Test
    void a_page_without_a_name_takes_nothing() {
        var call = rings();
        assertThat(asha.claim(call, "").status()).isEqualTo(422);
        assertThat(asha.claim(call, "x".repeat(41)).status()).isEqualTo(422);
        assertThat(ringingFor(asha)).containsExactly(call);
        assertThat(asha.claim(call, "x".repeat(40)).status()).isEqualTo(200);
    }

    @Test
    void however_many_ring_a_page_asks_as_often() {
        ring(1);
        var few = asked();
        ring(5);
        assertThat(ringingFor(asha)).hasSize(6);
        assertThat(asked()).isEqualTo(few);
    }

    private void ring(int people) {
        for (int caller = 0; caller < people; caller++) {
            stage.hear(stage.connect(lotus.stranger("Caller"), "wacid.RING" + Id.fresh()));
        }
    }

    private int asked() {
        statements.of("/calls/mine");
        asha.mine();
        return statements.tenant().size();
    }

    @Test
    void it_is_answered_counts_as_connected_and_ends() {
        var call = rings();
        asha.claim(call);
        var talking = asha.answer(call);
        assertThat(talking.status()).as(talking.json().toString()).isEqualTo(200);
        assertThat(talking.state()).isEqualTo("connected");
        assertThat(lotus.sheet(meera).position().calls())
                .singleElement()
                .satisfies(counted -> assertThat(counted.pickedUp()).isNotNull());
        time.advance(Duration.ofMinutes(4));
        assertThat(asha.look(call).state()).isEqualTo("connected");
        var over = asha.hangUp(call);
        assertThat(over.text("outcome")).isEqualTo("completed");
        await().untilAsserted(() ->
                assertThat(lotus.sheet(meera).position().calls())
                        .singleElement()
                        .satisfies(counted ->
                                assertThat(counted.outcome()).isEqualTo(Outcome.CONNECTED)));
        lotus.phone(meera, "call", Map.of());
    }

    @Test
    void the_same_answer_twice_is_one_answer() {
        var call = rings();
        asha.claim(call);
        assertThat(asha.answer(call).state()).isEqualTo("connected");
        assertThat(asha.answer(call).state()).isEqualTo("connected");
        assertThat(asha.look(call).state()).isEqualTo("connected");
    }

    @Test
    void an_answer_that_is_none_is_refused_and_the_call_waits() {
        var call = rings();
        asha.claim(call);
        var refused = asha.post("/calls/%s/answer".formatted(call), Map.of("answer", Sdp.offer()));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(asha.answer(call).state()).isEqualTo("connected");
    }

    @Test
    void it_is_declined_for_everybody() {
        var call = rings();
        assertThat(ravi.reject(call).text("outcome")).isEqualTo("rejected");
        assertThat(ringingFor(asha)).isEmpty();
        assertThat(asha.claim(call).detail()).isEqualTo("The call of Meera Nair was declined.");
        await().untilAsserted(() ->
                assertThat(lotus.sheet(meera).position().calls())
                        .singleElement()
                        .satisfies(counted ->
                                assertThat(counted.outcome()).isEqualTo(Outcome.UNANSWERED)));
    }

    @Test
    void what_a_colleague_has_taken_is_not_declined_any_more() {
        var call = rings();
        asha.claim(call);
        var late = ravi.reject(call);
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text("code")).isEqualTo("TAKEN");
        assertThat(asha.answer(call).state()).isEqualTo("connected");
        assertThat(ravi.reject(call).status()).isEqualTo(409);
        assertThat(asha.look(call).state()).isEqualTo("connected");
        assertThat(asha.reject(call).text("outcome")).isEqualTo("completed");
    }

    @Test
    void the_caller_hangs_up_before_anybody_takes_it() {
        var call = rings();
        lotus.phone(meera, "hangup", Map.of());
        await().until(() -> asha.look(call).text("outcome").equals("missed"));
        assertThat(ringingFor(asha)).isEmpty();
        var late = asha.claim(call);
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.detail()).isEqualTo("Meera Nair called, and nobody picked up.");
        assertThat(asha.answer(call).status()).isEqualTo(404);
        assertNothingHappened();
    }

    @Test
    void the_caller_hangs_up_while_somebody_is_about_to_answer() {
        var call = rings();
        asha.claim(call);
        lotus.phone(meera, "hangup", Map.of());
        await().until(() -> asha.look(call).state().equals("ended"));
        var late = asha.answer(call);
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.detail())
                .isEqualTo("Meera Nair hung up before the call could be answered.");
        assertThat(asha.answer(call).status()).isEqualTo(409);
        assertThat(facts(call)).doesNotContainKey(Fact.ANSWERING);
        assertNothingHappened();
    }

    /** She has accepted, and took our hanging up for a mistake, for it came sooner. */
    @Test
    void who_hangs_up_while_meta_accepts_leaves_no_call_behind() {
        var call = rings();
        asha.claim(call);
        var looks = new AtomicInteger();
        Executor otherwise = work -> Thread.ofPlatform().start(work);
        InstantSource hangingUp =
                () -> {
                    if (looks.incrementAndGet() == 2) {
                        moods.fail("ERROR", 100, "calls", 1, false);
                        CompletableFuture.runAsync(() -> hangUp(call), otherwise).join();
                    }
                    return time.instant();
                };
        var answered =
                lotus.tenant.call(() ->
                        answering(hangingUp)
                                .answer(
                                        Id.parse(call),
                                        asha.account,
                                        new SessionDescription(Sdp.answer())));
        assertThat(answered).isInstanceOf(Answering.Answered.Over.class);
        await().until(() -> !lotus.phone(meera).has("call"));
        assertThat(asha.mine().json().path("current").isNull()).isTrue();
    }

    private void hangUp(String call) {
        assertThat(asha.hangUp(call).state()).isEqualTo("ended");
        await().until(() -> facts(call).containsKey(Fact.RELEASED));
        assertThat(lotus.phone(meera).has("call")).isTrue();
    }

    private Answering answering(InstantSource looking) {
        return new Answering(
                application.getBean(Calls.class),
                application.getBean(Switchboard.class),
                application.getBean(Numbers.class),
                application.getBean(Contacts.class),
                application.getBean(Dialling.class),
                application.getBean(Graph.class),
                application.getBean(Persistent.class),
                looking);
    }

    private Map<Fact, Instant> facts(String call) {
        return lotus.in(() -> application.getBean(Calls.class).find(Id.parse(call)))
                .orElseThrow()
                .course()
                .facts();
    }

    @Test
    void the_caller_has_hung_up_and_only_meta_knows_it_yet() {
        var call = rings();
        asha.claim(call);
        moods.silent();
        lotus.phone(meera, "hangup", Map.of());
        var late = asha.answer(call);
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.detail()).contains("hung up before");
        assertThat(asha.look(call).text("outcome")).isEqualTo("missed");
        moods.calm();
        await().until(() -> lotus.sheet(meera).position().calls().getFirst().ended() != null);
        assertThat(asha.look(call).text("outcome")).isEqualTo("missed");
        assertNothingHappened();
    }

    @Test
    void an_accept_that_nobody_confirms_is_ended_rather_than_left_open() {
        var call = rings();
        asha.claim(call);
        moods.fail("SERVER_ERROR", 131_000, "calls", 1, false);
        var lost = asha.answer(call);
        assertThat(lost.status()).isEqualTo(502);
        assertThat(asha.look(call).state()).isEqualTo("ended");
        await().until(() -> lotus.sheet(meera).position().calls().getFirst().ended() != null);
    }

    @Test
    void an_end_that_comes_before_the_beginning_rings_nowhere() {
        var wacid = "wacid.EARLY" + meera.id();
        stage.hear(
                new Notice.CallTerminate(
                        wacid,
                        Scene.person(meera),
                        lotus.now(),
                        Notice.Direction.INCOMING,
                        null,
                        null,
                        null,
                        false,
                        List.of(),
                        null));
        stage.hear(stage.connect(meera, wacid));
        assertThat(ringingFor(asha)).isEmpty();
        var call = stage.called(wacid);
        assertThat(call.outcome()).isEqualTo(dev.assent.call.Outcome.MISSED);
        assertThat(call.remote()).isNull();
        assertThat(asha.claim(call.id().toString()).status()).isEqualTo(409);
    }

    @Test
    void one_that_is_told_minutes_late_rings_nowhere() {
        var wacid = "wacid.LATE" + meera.id();
        var late = stage.connect(meera, wacid);
        time.advance(Duration.ofMinutes(2));
        stage.hear(late);
        assertThat(ringingFor(asha)).isEmpty();
        assertThat(stage.called(wacid).outcome()).isEqualTo(dev.assent.call.Outcome.MISSED);
    }

    @Test
    void it_rings_for_the_agent_whose_conversation_it_is() {
        assign(ravi);
        var call = rings();
        assertThat(ringingFor(ravi)).containsExactly(call);
        assertThat(ringingFor(asha)).isEmpty();
    }

    @Test
    void it_rings_for_the_others_while_that_agent_is_away_or_in_a_call() {
        assign(ravi);
        stage.online(ravi.account, false);
        var call = rings();
        assertThat(ringingFor(asha)).containsExactly(call);
        stage.online(ravi.account, true);
        assertThat(ringingFor(asha)).isEmpty();
        var other = lotus.stranger("Farah Khan");
        stage.hear(stage.connect(other, "wacid.OTHER" + other.id()));
        assertThat(ravi.claim(stage.called("wacid.OTHER" + other.id()).id().toString()).status())
                .isEqualTo(200);
        assertThat(ringingFor(asha)).containsExactly(call);
    }

    @Test
    void who_is_in_a_call_takes_no_other() {
        var other = lotus.stranger("Farah Khan");
        stage.hear(stage.connect(other, "wacid.BUSY" + other.id()));
        asha.claim(stage.called("wacid.BUSY" + other.id()).id().toString());
        var call = rings();
        var refused = asha.claim(call);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("code")).isEqualTo("ENGAGED");
        assertThat(ringingFor(ravi)).containsExactly(call);
    }

    @Test
    void nobody_here_or_nobody_takes_it_and_it_rings_until_meta_ends_it() {
        stage.online(asha.account, false);
        stage.online(ravi.account, false);
        var call = rings();
        time.advance(Duration.ofSeconds(25));
        assertThat(asha.look(call).state()).isEqualTo("ringing");
        lotus.phone(meera, "hangup", Map.of());
        await().until(() -> asha.look(call).text("outcome").equals("missed"));
    }

    @Test
    void without_a_word_it_is_missed_after_two_minutes() {
        var wacid = "wacid.MUTE" + meera.id();
        stage.hear(stage.connect(meera, wacid));
        time.advance(Duration.ofSeconds(119));
        assertThat(ringingFor(asha)).hasSize(1);
        time.advance(Duration.ofSeconds(1));
        assertThat(ringingFor(asha)).isEmpty();
        await().until(() -> stage.called(wacid).outcome() == dev.assent.call.Outcome.MISSED);
    }

    /** Nothing is counted of Meera's call, and Asha is free to take the next. */
    private void assertNothingHappened() {
        await().untilAsserted(() -> {
            var position = lotus.sheet(meera).position();
            assertThat(position.calls())
                    .singleElement()
                    .satisfies(call -> assertThat(call.outcome()).isEqualTo(Outcome.UNANSWERED));
            assertThat(position.callLimits())
                    .allSatisfy(limit -> assertThat(limit.used()).isZero());
            assertThat(position.unansweredRow()).isEmpty();
        });
        assertThat(asha.mine().json().path("current").isNull()).isTrue();
        assertThat(ringingFor(asha)).isEmpty();
        var next = rings();
        assertThat(asha.claim(next).status()).isEqualTo(200);
        assertThat(asha.answer(next).state()).isEqualTo("connected");
        assertThat(asha.hangUp(next).text("outcome")).isEqualTo("completed");
    }

    private void assign(Agent agent) {
        lotus.in(() -> {
            var member = application.getBean(Members.class).find(agent.account).orElseThrow();
            return application.getBean(Assignments.class).assign(meera.id(), member);
        });
    }

    /** Lets Meera call, and waits until it rings. */
    private String rings() {
        lotus.phone(meera, "call", Map.of());
        return await().until(
                        () ->
                                lotus.in(() ->
                                        stage.jdbc()
                                                .sql(
                                                        """
                                                        select id from phone_call
                                                        where contact_id = ? and outcome is null
                                                        """)
                                                .param(meera.id().value())
                                                .query((row, _) ->
                                                        new Id(row.getLong(1)).toString())
                                                .optional()
                                                .orElse("")),
                        id -> !id.isEmpty());
    }

    private static List<String> ringingFor(Agent agent) {
        return agent.mine().json().path("ringing").values().stream()
                .map(call -> call.path("id").asString())
                .toList();
    }
}
