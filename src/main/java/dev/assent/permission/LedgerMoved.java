package dev.assent.permission;

import dev.assent.tenancy.Id;

import java.time.Instant;
import java.util.List;

/**
 * Something new happened with these people, such as a request, an answer or a call; published in
 * the transaction that writes it down.
 */
public record LedgerMoved(List<Step> steps) {

    /** When it happened, which may be before other things that were known already. */
    public record Step(Id contact, Instant at) {}

    public LedgerMoved {
        steps = List.copyOf(steps);
    }
}
