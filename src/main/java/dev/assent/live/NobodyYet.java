package dev.assent.live;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.context.annotation.Fallback;
import org.springframework.stereotype.Component;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** Where nobody can sign in, nobody gets a stream. */
@Component
@Fallback
class NobodyYet implements StreamRights {

    @Override
    public Optional<Ticket> ticket(HttpServletRequest request) {
        return Optional.empty();
    }

    @Override
    public Set<Ticket> alive(Collection<Ticket> tickets) {
        return Set.of();
    }
}
