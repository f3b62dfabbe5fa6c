package dev.assent.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.AssentTest;
import dev.assent.AtOnce;
import dev.assent.access.Member;
import dev.assent.access.Role;
import dev.assent.permission.Scene;
import dev.assent.tenancy.Id;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;

/** Sixty-four people of a business want to call the same person in the same moment. */
@AssentTest
class ClaimRaceTest {

    private static final int AT_ONCE = 64;

    @Autowired ApplicationContext application;
    @Autowired Claims claims;
    @Autowired JdbcClient jdbc;
    @Autowired TransactionTemplate transactions;
    @Autowired InstantSource time;

    private Scene lotus;
    private Id person;

    @BeforeEach
    void open() {
        lotus = Scene.lotus(application);
        person = lotus.stranger("Meera").id();
    }

    @Test
    void exactly_one_has_the_claim() throws Exception {
        var won = race(agent -> claims.take(person, agent).isOf(agent.account()));
        assertThat(won).filteredOn(Boolean::booleanValue).hasSize(1);
    }

    /** The same, but whether the person is free is read before, and not asked while writing. */
    @Test
    void without_the_condition_in_the_update_several_believe_it_is_theirs() throws Exception {
        var together = AtOnce.meeting(4);
        var won =
                race(agent ->
                        Boolean.TRUE.equals(transactions.execute(_ -> careless(agent, together))));
        assertThat(won).filteredOn(Boolean::booleanValue).hasSizeGreaterThan(1);
    }

    private boolean careless(Member agent, Runnable together) {
        var taken =
                jdbc.sql("select count(*) from claim where contact_id = ? and until > ?")
                        .params(person.value(), time.instant())
                        .query(Long.class)
                        .single();
        if (taken > 0) {
            return false;
        }
        together.run();
        jdbc.sql(
                        """
                        insert into claim (contact_id, agent, agent_name, until) values (?, ?, ?, ?)
                        on duplicate key update agent = values(agent), until = values(until)
                        """)
                .params(
                        person.value(),
                        agent.account().value(),
                        agent.name(),
                        time.instant().plus(Claims.LASTS))
                .update();
        return true;
    }

    private List<Boolean> race(Function<Member, Boolean> take) throws Exception {
        return AtOnce.all(
                AT_ONCE,
                _ ->
                        () ->
                                lotus.tenant.call(() ->
                                        take.apply(
                                                new Member(
                                                        Id.fresh(),
                                                        "Asha",
                                                        "a@b.example",
                                                        Role.AGENT))));
    }
}
