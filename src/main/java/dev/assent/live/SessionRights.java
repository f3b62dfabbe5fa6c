package dev.assent.live;

import dev.assent.access.Member;
import dev.assent.access.Sessions;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Component;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A stream lasts as long as the session it was opened in, and the role it was opened with. */
@Component
class SessionRights implements StreamRights {

    private final Sessions sessions;

    SessionRights(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Optional<Ticket> ticket(HttpServletRequest request) {
        return Member.maybeCurrent()
                .map(member -> Sessions.ticket(request))
                .map(proof -> new Ticket(proof.account(), proof.tenant(), proof));
    }

    @Override
    public Set<Ticket> alive(Collection<Ticket> tickets) {
        var holding =
                sessions.alive(
                        tickets.stream()
                                .map(ticket -> (Sessions.Ticket) ticket.proof())
                                .collect(Collectors.toSet()));
        return tickets.stream()
                .filter(ticket -> holding.contains((Sessions.Ticket) ticket.proof()))
                .collect(Collectors.toSet());
    }
}
