package dev.assent.call;

import dev.assent.tenancy.Id;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A call as the log shows it.
 *
 * @param phone as people write it; empty where the name is no more than that
 * @param from our number; null where there is only one
 * @param agent who of us called or took it; null where nobody did
 * @param rang how many seconds it rang; null where it never did
 * @param talked how many seconds they talked; null where they did not, or still do
 * @param failure why it failed, in a sentence; null where it did not
 */
record LogRow(
        Id id,
        String topic,
        Id contact,
        Id number,
        String name,
        String phone,
        @Nullable String from,
        boolean incoming,
        @Nullable String agent,
        Instant began,
        @Nullable Outcome outcome,
        @Nullable Integer rang,
        @Nullable Integer talked,
        @Nullable String failure,
        @Nullable Tag tag,
        String note) {

    public Ending ending() {
        return Ending.of(outcome, incoming);
    }

    public String word() {
        return Ending.word(outcome, incoming);
    }

    public String direction() {
        return incoming ? "They called" : "We called";
    }

    public String directionIcon() {
        return incoming ? "phone-incoming" : "phone-outgoing";
    }

    /** Why no agent stands beside it; null where that goes without saying. */
    public @Nullable String nobody() {
        if (!incoming) {
            return "not from here";
        }
        return switch (outcome) {
            case MISSED -> "nobody took it";
            case COMPLETED, UNANSWERED, REJECTED, BUSY, CANCELLED, FAILED, UNKNOWN -> null;
            case null -> "nobody yet";
        };
    }

    public boolean running() {
        return outcome == null;
    }

    public String ringTime() {
        return duration(rang);
    }

    public String talkTime() {
        return duration(talked);
    }

    public boolean described() {
        return tag != null || !note.isEmpty();
    }

    static String duration(@Nullable Integer seconds) {
        if (seconds == null) {
            return "—";
        }
        return seconds < 3_600
                ? "%d:%02d".formatted(seconds / 60, seconds % 60)
                : "%d:%02d:%02d".formatted(seconds / 3_600, seconds / 60 % 60, seconds % 60);
    }
}
