package dev.assent.live;

import dev.assent.tenancy.Id;

import jakarta.servlet.http.HttpServletRequest;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** Decides who may have a stream, and for how long. */
interface StreamRights {

    /**
     * On what grounds somebody got a stream.
     *
     * @param proof what must still hold, known to the implementation alone
     */
    record Ticket(Id account, Id tenant, Object proof) {

        @Override
        public String toString() {
            return "Ticket[%s of %s]".formatted(account, tenant);
        }
    }

    /** The ticket of whoever makes this request, if it is somebody. */
    Optional<Ticket> ticket(HttpServletRequest request);

    /** Those of the tickets that still hold: asked every second, for all streams at once. */
    Set<Ticket> alive(Collection<Ticket> tickets);
}
