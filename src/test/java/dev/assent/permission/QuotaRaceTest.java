package dev.assent.permission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.AssentTest;
import dev.assent.AtOnce;
import dev.assent.contact.Contact;
import dev.assent.contact.Contacts;
import dev.assent.live.Live;
import dev.assent.rules.Verdict;
import dev.assent.tenancy.Alarms;
import dev.assent.tenancy.Id;
import dev.assent.tenancy.Persistent;
import dev.assent.whatsapp.Graph;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** Sixty-four people of a business ask the same person in the same moment. */
@AssentTest
class QuotaRaceTest {

    private static final int AT_ONCE = 64;

    @Autowired ApplicationContext application;
    @Autowired JdbcClient jdbc;
    @Autowired JdbcTemplate batches;
    @Autowired Ledger ledger;
    @Autowired Requests requests;
    @Autowired Rulebook rulebook;
    @Autowired Lessons lessons;
    @Autowired Contacts contacts;
    @Autowired Alarms alarms;
    @Autowired Live live;
    @Autowired Graph graph;
    @Autowired Readings readings;
    @Autowired Persistent persistent;
    @Autowired InstantSource time;
    @Autowired Asking asking;

    @Test
    void exactly_one_request_is_sent() throws Exception {
        var scene = Scene.lotus(application);
        var contact = scene.writer();
        var answers = race(scene, ask -> asking.ask(ask), contact);
        assertThat(answers).filteredOn(Asked.Sent.class::isInstance).hasSize(1);
        assertThat(answers)
                .filteredOn(Asked.Forbidden.class::isInstance)
                .hasSize(AT_ONCE - 1)
                .allSatisfy(answer ->
                        assertThat(((Asked.Forbidden) answer).reasons())
                                .extracting(Verdict.Reason::code)
                                .contains(Verdict.Code.REQUEST_LIMIT_24H));
        assertThat(scene.requests(contact)).hasSize(1);
    }

    @Test
    void without_the_lock_on_the_pair_several_reach_meta() throws Exception {
        var scene = Scene.lotus(application);
        var contact = scene.writer();
        race(scene, unlocked()::ask, contact);
        assertThat(scene.requests(contact)).hasSizeGreaterThan(1);
    }

    private List<Asked> race(Scene scene, Function<Ask, Asked> asking, Contact contact)
            throws Exception {
        return AtOnce.all(
                AT_ONCE,
                _ ->
                        () ->
                                scene.tenant.call(() ->
                                        asking.apply(
                                                new Ask(
                                                        scene.number,
                                                        contact,
                                                        new Ask.FreeForm("May we call?"),
                                                        "Asha"))));
    }

    /** The same, but the pair is read without a lock: the protection is off. */
    private Asking unlocked() {
        var together = AtOnce.meeting(4);
        var pairs =
                new Pairs(jdbc, batches, contacts) {
                    @Override
                    List<Pair> lock(Collection<Id> ids) {
                        var pairs = read(ids);
                        together.run();
                        return pairs;
                    }
                };
        var books =
                new Books(pairs, ledger, requests, rulebook, contacts, alarms, live, _ -> {}, time);
        return new Asking(books, requests, rulebook, lessons, graph, readings, persistent, time);
    }
}
