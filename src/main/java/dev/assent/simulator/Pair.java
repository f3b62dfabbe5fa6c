package dev.assent.simulator;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/**
 * A business number and a person, and what the person lets the business do.
 *
 * @param permission as given last; whether it still holds tells {@link #permissionAt}
 * @param grantedAt when the latest grant was given, in force or not
 * @param grantNo how many grants there were
 * @param takenAway how the latest permission or request was refused, until the next grant
 * @param windowFrom what opened the service window last
 * @param marketingStopped the person wants no marketing messages
 * @param marketingEnough WhatsApp thinks the person got enough of them
 * @param nextMessageFree how much of the allowance of messages is spent, as the moment it is whole
 *     again
 */
record Pair(
        long id,
        String phoneNumberId,
        String waId,
        Permission permission,
        @Nullable Instant grantedAt,
        @Nullable Instant grantedUntil,
        int grantNo,
        @Nullable Refusal takenAway,
        @Nullable Instant windowFrom,
        boolean marketingStopped,
        boolean marketingEnough,
        @Nullable Instant nextMessageFree,
        @Nullable Instant lastAt) {

    private static final Duration WINDOW = Duration.ofHours(24);
    private static final Duration MESSAGE_EVERY = Duration.ofSeconds(6);
    private static final int BURST = 45;

    enum Permission {
        NONE,
        TEMPORARY,
        PERMANENT
    }

    enum Refusal {
        DECLINED,
        REVOKED,
        REVOKED_BY_WHATSAPP
    }

    static Pair fresh(long id, String phoneNumberId, String waId) {
        return new Pair(
                id,
                phoneNumberId,
                waId,
                Permission.NONE,
                null,
                null,
                0,
                null,
                null,
                false,
                false,
                null,
                null);
    }

    Permission permissionAt(Instant now) {
        return grantedUntil != null && !now.isBefore(grantedUntil) ? Permission.NONE : permission;
    }

    boolean grantedAt(Instant now) {
        return permissionAt(now) != Permission.NONE;
    }

    boolean windowOpenAt(Instant now) {
        return windowFrom != null && now.isBefore(windowFrom.plus(WINDOW));
    }

    @Nullable Instant windowUntil() {
        return windowFrom == null ? null : windowFrom.plus(WINDOW);
    }

    /** A grant until then, or for good if there is no end; it takes the place of any other. */
    Pair granted(Instant at, @Nullable Instant until) {
        return new Pair(
                id,
                phoneNumberId,
                waId,
                until == null ? Permission.PERMANENT : Permission.TEMPORARY,
                at,
                until,
                grantNo + 1,
                null,
                windowFrom,
                marketingStopped,
                marketingEnough,
                nextMessageFree,
                lastAt);
    }

    /** Nothing is granted any more. */
    Pair refused(Refusal how) {
        return new Pair(
                id,
                phoneNumberId,
                waId,
                Permission.NONE,
                grantedAt,
                null,
                grantNo,
                how,
                windowFrom,
                marketingStopped,
                marketingEnough,
                nextMessageFree,
                lastAt);
    }

    Pair windowOpened(Instant at) {
        return new Pair(
                id,
                phoneNumberId,
                waId,
                permission,
                grantedAt,
                grantedUntil,
                grantNo,
                takenAway,
                windowFrom == null || windowFrom.isBefore(at) ? at : windowFrom,
                marketingStopped,
                marketingEnough,
                nextMessageFree,
                lastAt);
    }

    Pair active(Instant at) {
        return new Pair(
                id,
                phoneNumberId,
                waId,
                permission,
                grantedAt,
                grantedUntil,
                grantNo,
                takenAway,
                windowFrom,
                marketingStopped,
                marketingEnough,
                nextMessageFree,
                lastAt == null || lastAt.isBefore(at) ? at : lastAt);
    }

    Pair marketing(boolean stopped, boolean enough) {
        return new Pair(
                id,
                phoneNumberId,
                waId,
                permission,
                grantedAt,
                grantedUntil,
                grantNo,
                takenAway,
                windowFrom,
                stopped,
                enough,
                nextMessageFree,
                lastAt);
    }

    /** Whether one more message fits: one each six seconds, up to 45 of them ahead of time. */
    boolean takesMessageAt(Instant now) {
        return nextMessageFree == null
                || !nextMessageFree.isAfter(now.plus(MESSAGE_EVERY.multipliedBy(BURST - 1)));
    }

    Pair messageSpent(Instant now) {
        var from = nextMessageFree == null || nextMessageFree.isBefore(now) ? now : nextMessageFree;
        return new Pair(
                id,
                phoneNumberId,
                waId,
                permission,
                grantedAt,
                grantedUntil,
                grantNo,
                takenAway,
                windowFrom,
                marketingStopped,
                marketingEnough,
                from.plus(MESSAGE_EVERY),
                lastAt);
    }
}
