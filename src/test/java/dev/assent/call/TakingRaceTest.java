package dev.assent.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.AtOnce;
import dev.assent.access.Member;
import dev.assent.contact.Contacts;
import dev.assent.live.Live;
import dev.assent.number.Numbers;
import dev.assent.permission.Dialling;
import dev.assent.permission.PermissionTest;
import dev.assent.permission.Scene;
import dev.assent.tenancy.Alarms;
import dev.assent.tenancy.Id;
import dev.assent.tenancy.Persistent;
import dev.assent.whatsapp.Graph;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Sixty-four agents, or pages of one, take the same call in the same moment. */
@PermissionTest
class TakingRaceTest {

    private static final int AT_ONCE = 64;

    @Autowired ApplicationContext application;
    @Autowired JdbcClient jdbc;
    @Autowired Ringing ringing;
    @Autowired Alarms alarms;
    @Autowired Live live;
    @Autowired ApplicationEventPublisher events;
    @Autowired Numbers numbers;
    @Autowired Contacts contacts;
    @Autowired Dialling dialling;
    @Autowired Graph graph;
    @Autowired Persistent persistent;
    @Autowired InstantSource time;
    @Autowired Answering answering;

    @Test
    void exactly_one_of_them_has_it() throws Exception {
        var outcomes = race(answering, agents());
        assertThat(outcomes).filteredOn(Answering.Claimed.Won.class::isInstance).hasSize(1);
        assertThat(outcomes)
                .filteredOn(Answering.Claimed.Lost.class::isInstance)
                .hasSize(AT_ONCE - 1);
    }

    @Test
    void without_the_lock_on_the_call_several_believe_so() throws Exception {
        assertThat(race(unlocked(), agents()))
                .filteredOn(Answering.Claimed.Won.class::isInstance)
                .hasSizeGreaterThan(1);
    }

    @Test
    void exactly_one_page_of_the_same_agent_has_it() throws Exception {
        var outcomes = race(answering, pagesOfOne());
        assertThat(outcomes).filteredOn(Answering.Claimed.Won.class::isInstance).hasSize(1);
        assertThat(outcomes)
                .filteredOn(Answering.Claimed.Elsewhere.class::isInstance)
                .hasSize(AT_ONCE - 1);
    }

    @Test
    void without_the_lock_on_the_call_several_pages_of_one_believe_so() throws Exception {
        assertThat(race(unlocked(), pagesOfOne()))
                .filteredOn(Answering.Claimed.Won.class::isInstance)
                .hasSizeGreaterThan(1);
    }

    private static List<Member> agents() {
        return IntStream.range(0, AT_ONCE).mapToObj(i -> CallStage.member("agent" + i)).toList();
    }

    private static List<Member> pagesOfOne() {
        return Collections.nCopies(AT_ONCE, CallStage.member("asha"));
    }

    private List<Answering.Claimed> race(Answering taking, List<Member> members) throws Exception {
        var stage = new CallStage(application, Scene.lotus(application));
        var caller = stage.lotus.stranger();
        var wacid = "wacid.RACE" + caller.id();
        stage.hear(stage.connect(caller, wacid));
        var call = stage.called(wacid).id();
        return AtOnce.all(
                AT_ONCE,
                i ->
                        () ->
                                stage.lotus.tenant.call(() ->
                                        taking.claim(
                                                call,
                                                members.get(i),
                                                new Tab("session", "page" + i))));
    }

    /** The same, but the call is read without a lock: the protection is off. */
    private Answering unlocked() {
        var together = AtOnce.meeting(4);
        var calls =
                new Calls(jdbc) {
                    @Override
                    Optional<Call> lock(Id id) {
                        var call = find(id);
                        together.run();
                        return call;
                    }
                };
        var switchboard = new Switchboard(calls, ringing, alarms, live, events, time);
        return new Answering(
                calls, switchboard, numbers, contacts, dialling, graph, persistent, time);
    }
}
