package dev.assent.call;

import dev.assent.access.Member;
import dev.assent.live.Live;
import dev.assent.permission.MayBeCalled;
import dev.assent.tenancy.Id;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Who is about to call whom, so that no person is called by two of us. A claim is over when it is
 * released, when its agent's call to the person has ended, or by itself.
 */
@Component
class Claims {

    static final Duration LASTS = Duration.ofMinutes(15);

    private final JdbcClient jdbc;
    private final Live live;
    private final InstantSource time;

    Claims(JdbcClient jdbc, Live live, InstantSource time) {
        this.jdbc = jdbc;
        this.live = live;
        this.time = time;
    }

    /** The live topic of one person's claim. */
    static String topic(Id contact) {
        return "claim-" + contact;
    }

    /**
     * Claims the person for this agent, anew where they hold them already.
     *
     * @return whose the person is now, which may be another's
     */
    @Transactional
    public Claim take(Id contact, Member agent) {
        var now = time.instant();
        ensureRow(contact, agent, now);
        var won = take(contact, agent, now);
        if (won) {
            changed(contact);
        }
        return find(contact);
    }

    /** Whoever comes next waits here until we are done. */
    private void ensureRow(Id contact, Member agent, Instant now) {
        jdbc.sql(
                        """
                        insert into claim (contact_id, agent, agent_name, until) values (?, ?, ?, ?)
                        on duplicate key update contact_id = contact_id
                        """)
                .params(contact.value(), agent.account().value(), agent.name(), now)
                .update();
    }

    private boolean take(Id contact, Member agent, Instant now) {
        return jdbc.sql(
                                """
                                update claim set agent = ?, agent_name = ?, until = ?
                                where contact_id = ? and (until <= ? or agent = ?)
                                """)
                        .params(
                                agent.account().value(),
                                agent.name(),
                                now.plus(LASTS),
                                contact.value(),
                                now,
                                agent.account().value())
                        .update()
                > 0;
    }

    private Claim find(Id contact) {
        return jdbc.sql(
                        """
                        select contact_id as contact, agent, agent_name, until from claim
                        where contact_id = ?
                        """)
                .param(contact.value())
                .query(Claim.class)
                .single();
    }

    /** Lets the person go, if they are this agent's. */
    @Transactional
    public boolean release(Id contact, Id agent) {
        var released =
                jdbc.sql("delete from claim where contact_id = ? and agent = ? and until > ?")
                                .params(contact.value(), agent.value(), time.instant())
                                .update()
                        > 0;
        if (released) {
            changed(contact);
        }
        return released;
    }

    private void changed(Id contact) {
        live.changed(topic(contact), MayBeCalled.LIST);
    }
}
