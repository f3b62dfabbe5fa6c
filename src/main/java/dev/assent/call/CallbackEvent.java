package dev.assent.call;

import dev.assent.web.TimelineItem;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * Something that happened to a callback.
 *
 * @param who did it; null where nobody of us did
 */
record CallbackEvent(
        Instant at,
        Kind kind,
        Callback.@Nullable Cause cause,
        @Nullable String who,
        @Nullable String detail) {

    enum Kind {
        CAME,
        TAKEN,
        CHANGED,
        DONE,
        REOPENED,
        /** They were talked to. */
        TALKED
    }

    TimelineItem item() {
        var somebody = who == null ? "Somebody" : who;
        return switch (kind) {
            case CAME ->
                    cause == null
                            ? item("inbox", "wait", "It came up.")
                            : item(cause.icon(), "wait", cause.word() + ".");
            case TAKEN -> item("user", "info", somebody + " took it.");
            case CHANGED -> item("edit", "idle", somebody + " changed it.");
            case DONE -> item("check", "idle", somebody + " marked it as done.");
            case REOPENED -> item("arrow-back-up", "wait", somebody + " opened it again.");
            case TALKED ->
                    item(
                            "phone-check",
                            "go",
                            who == null
                                    ? "You talked, so it is done."
                                    : who + " talked to them, so it is done.");
        };
    }

    private TimelineItem item(String icon, String tone, String text) {
        return new TimelineItem(at, icon, tone, text, detail);
    }
}
