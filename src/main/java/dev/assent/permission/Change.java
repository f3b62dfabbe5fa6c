package dev.assent.permission;

import dev.assent.contact.Label;
import dev.assent.rules.Call;
import dev.assent.rules.Policy;
import dev.assent.rules.Position;
import dev.assent.rules.RequestLife;
import dev.assent.rules.Situation;
import dev.assent.rules.Standing;
import dev.assent.rules.Verdict;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What differs between the pair as it was last written down and as it is now.
 *
 * @param pair as it is now
 * @param lives requests that are not as they were
 * @param labelled whether the person's label may differ
 * @param ready whether it may be called otherwise than before
 * @param moved when something happened that is later than all before; null if nothing did
 */
record Change(
        Pair pair,
        List<RequestLife> lives,
        boolean labelled,
        boolean ready,
        boolean any,
        @Nullable Instant moved) {

    private static final Situation NOTHING_ELSE = new Situation("ZZ", List.of());

    /** All that follows from the ledger, whether it was written before or not. */
    static Change whole(Book book, Policy policy, Instant now) {
        var after = book.position(policy, now);
        return new Change(pair(book.pair(), after), after.requests(), true, true, true, null);
    }

    static Change of(Book book, Policy policy, Instant now) {
        var before = book.writtenPosition(policy);
        var after = book.position(policy, now);
        var was = book.pair();
        var is = pair(was, after);
        var lives = changed(before, after);
        var labelled =
                was.label() != is.label()
                        || !Objects.equals(was.callableUntil(), is.callableUntil())
                        || !was.changedAt().equals(is.changedAt());
        var ready = labelled || !Objects.equals(was.restsUntil(), is.restsUntil());
        var any =
                ready
                        || !lives.isEmpty()
                        || !Objects.equals(was.changesAt(), is.changesAt())
                        || !Objects.equals(was.calledAt(), is.calledAt());
        return new Change(is, lives, labelled, ready, any, moved(before, after));
    }

    private static @Nullable Instant moved(@Nullable Position before, Position after) {
        var last = latest(after);
        var known = before == null ? null : latest(before);
        return last == null || known != null && !last.isAfter(known) ? null : last;
    }

    /** When the last thing happened that people are told of; null if nothing ever did. */
    private static @Nullable Instant latest(Position position) {
        Instant latest = null;
        for (var turn : position.turns()) {
            latest = later(latest, turn.at());
        }
        for (var request : position.requests()) {
            latest = later(latest, request.moment());
            if (request.status() == RequestLife.Status.EXPIRED) {
                latest = later(latest, request.until());
            }
        }
        for (var call : position.calls()) {
            latest = later(latest, call.dialled());
        }
        return latest;
    }

    private static Instant later(@Nullable Instant one, Instant other) {
        return one == null || other.isAfter(one) ? other : one;
    }

    private static List<RequestLife> changed(@Nullable Position before, Position after) {
        if (before == null || before.requests().isEmpty()) {
            return after.requests();
        }
        var known = Set.copyOf(before.requests());
        return after.requests().stream().filter(life -> !known.contains(life)).toList();
    }

    private static Pair pair(Pair was, Position position) {
        var standing = position.standing();
        return new Pair(
                was.id(),
                was.number(),
                was.contact(),
                label(standing),
                standing instanceof Standing.Granted granted ? granted.until() : null,
                restsUntil(position),
                calledAt(position),
                Objects.requireNonNullElse(since(position), was.changedAt()),
                position.changesAt(),
                position.now());
    }

    /** By its own ledger alone: what else stands in the way of a number changes without it. */
    private static @Nullable Instant restsUntil(Position position) {
        return position.standing() instanceof Standing.Granted
                        && position.mayCall(NOTHING_ELSE) instanceof Verdict.Refused refused
                ? Objects.requireNonNullElse(refused.decisive().clearsAt(), Pair.WITHOUT_END)
                : null;
    }

    private static @Nullable Instant calledAt(Position position) {
        return position.calls().stream()
                .filter(call -> call.ours() && call.outcome() != Call.Outcome.FAILED)
                .map(Call::dialled)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    static Label label(Standing standing) {
        return switch (standing) {
            case Standing.NotRequested _ -> Label.NOT_REQUESTED;
            case Standing.Pending _ -> Label.PENDING;
            case Standing.Granted _ -> Label.GRANTED;
            case Standing.Declined _ -> Label.DECLINED;
            case Standing.Revoked _ -> Label.REVOKED;
            case Standing.Expired _ -> Label.EXPIRED;
        };
    }

    /** As rows tell it: before any answer the last request is what happened last. */
    private static @Nullable Instant since(Position position) {
        return switch (position.standing()) {
            case Standing.NotRequested _ -> lastEnd(position.requests());
            case Standing.Pending pending -> pending.since();
            case Standing.Granted granted -> granted.since();
            case Standing.Declined declined -> declined.since();
            case Standing.Revoked revoked -> revoked.since();
            case Standing.Expired expired -> expired.since();
        };
    }

    /** When the last of these came to its end; null if there is none. */
    static @Nullable Instant lastEnd(List<RequestLife> requests) {
        if (requests.isEmpty()) {
            return null;
        }
        var last = requests.getLast();
        return Objects.requireNonNullElse(last.changedAt(), last.moment());
    }
}
