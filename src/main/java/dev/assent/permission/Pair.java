package dev.assent.permission;

import dev.assent.contact.Label;
import dev.assent.tenancy.Id;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Comparator;

/**
 * One business number and one person, and what their ledger said when it was last written down.
 *
 * @param callableUntil when a temporary grant ends
 * @param restsUntil until when limits forbid to call although it is allowed; {@link #WITHOUT_END}
 *     where that is unknown
 * @param calledAt when we last called; null if we never did
 * @param changedAt when the label last changed
 * @param changesAt when time alone changes something next
 * @param foldedAt the moment all this is true of; null if nothing was written down yet
 */
record Pair(
        Id id,
        Id number,
        Id contact,
        Label label,
        @Nullable Instant callableUntil,
        @Nullable Instant restsUntil,
        @Nullable Instant calledAt,
        Instant changedAt,
        @Nullable Instant changesAt,
        @Nullable Instant foldedAt) {

    static final Instant WITHOUT_END = Instant.parse("9999-12-31T00:00:00Z");

    /** Of several pairs of one person, the one by which the person is labelled comes first. */
    static final Comparator<Pair> BEST =
            Comparator.comparing(Pair::label)
                    .thenComparing(
                            Pair::callableUntil, Comparator.nullsFirst(Comparator.reverseOrder()))
                    .thenComparing(Pair::changedAt, Comparator.reverseOrder());

    /** What identifies a pair before it is stored. */
    record Key(Id number, Id contact) {}

    Key key() {
        return new Key(number, contact);
    }
}
