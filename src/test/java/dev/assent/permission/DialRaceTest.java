package dev.assent.permission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.AtOnce;
import dev.assent.contact.Contacts;
import dev.assent.live.Live;
import dev.assent.permission.Dialling.Leave;
import dev.assent.rules.Verdict;
import dev.assent.tenancy.Alarms;
import dev.assent.tenancy.Id;
import dev.assent.tenancy.Persistent;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.InstantSource;
import java.util.Collection;
import java.util.List;

/** Thirty-two agents of a business call the same person in the same moment. */
@PermissionTest
class DialRaceTest {

    private static final int AT_ONCE = 32;

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
    @Autowired ApplicationEventPublisher events;
    @Autowired Readings readings;
    @Autowired Persistent persistent;
    @Autowired InstantSource time;
    @Autowired Dialling dialling;

    @Test
    void one_call_is_dialled_and_the_others_are_told_that_it_is() throws Exception {
        var answers = race(dialling);
        assertThat(answers).filteredOn(Leave.Given.class::isInstance).hasSize(1);
        assertThat(answers)
                .filteredOn(Leave.Refused.class::isInstance)
                .hasSize(AT_ONCE - 1)
                .allSatisfy(answer ->
                        assertThat(((Leave.Refused) answer).reasons())
                                .extracting(Verdict.Reason::code)
                                .containsExactly(Verdict.Code.CALL_IN_PROGRESS));
    }

    @Test
    void without_the_lock_on_the_pair_several_are() throws Exception {
        assertThat(race(unlocked()))
                .filteredOn(Leave.Given.class::isInstance)
                .hasSizeGreaterThan(1);
    }

    private List<Leave> race(Dialling leave) throws Exception {
        var lotus = Scene.lotus(application);
        var contact = lotus.stranger();
        lotus.grant(contact, null);
        var line = new Dialling.Line(lotus.number, contact);
        return AtOnce.all(
                AT_ONCE,
                _ ->
                        () ->
                                lotus.tenant.call(() ->
                                        persistent.execute(
                                                _ -> leave.reserve(line, Id.fresh(), false))));
    }

    /** The same, but the pair is read without a lock: the protection is off. */
    private Dialling unlocked() {
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
                new Books(pairs, ledger, requests, rulebook, contacts, alarms, live, events, time);
        return new Dialling(books, rulebook, lessons, readings, time);
    }
}
