package dev.assent.contact;

import dev.assent.access.Audit;
import dev.assent.access.Member;
import dev.assent.live.Live;
import dev.assent.tenancy.Id;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import java.util.Objects;
import java.util.Optional;

/** To which colleague the conversation with somebody is assigned. */
@Component
public class Assignments {

    private final JdbcClient jdbc;
    private final Live live;
    private final Audit audit;
    private final ApplicationEventPublisher events;

    Assignments(JdbcClient jdbc, Live live, Audit audit, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.live = live;
        this.audit = audit;
        this.events = events;
    }

    /**
     * Gives the conversation with somebody to this colleague, or to nobody.
     *
     * @return whose it was until now; empty if it was this colleague's already, or there is no such
     *     contact
     */
    @Transactional
    public Optional<Handover> assign(Id contact, @Nullable Member agent) {
        var known = held(contact);
        var to = agent == null ? null : agent.account();
        if (known.isEmpty() || Objects.equals(known.get().agent(), to)) {
            return Optional.empty();
        }
        jdbc.sql("update contact set agent = :agent where id = :id")
                .param("agent", to == null ? null : to.value())
                .param("id", contact.value())
                .update();
        audit.note(
                agent == null ? "took back a conversation" : "assigned a conversation",
                agent == null
                        ? known.get().name()
                        : "%s, to %s".formatted(known.get().name(), agent.name()));
        var handover = new Handover(contact, known.get().agent(), to);
        events.publishEvent(handover);
        live.changed(Contacts.LIST, Contacts.topic(contact));
        return Optional.of(handover);
    }

    /** Enters whose conversation it was before we were there to see it; nobody is told. */
    public void enter(Id contact, Id agent) {
        jdbc.sql("update contact set agent = ? where id = ?")
                .params(agent.value(), contact.value())
                .update();
    }

    /**
     * A conversation was given to somebody else; published in the transaction that does it.
     *
     * @param from the account whose it was
     * @param to the account whose it is; null for nobody's
     */
    public record Handover(Id contact, @Nullable Id from, @Nullable Id to) {}

    private Optional<Contact> held(Id id) {
        return jdbc.sql("select " + Contacts.COLUMNS + " from contact where id = ? for update")
                .param(id.value())
                .query(Contacts::contact)
                .optional();
    }
}
