package dev.assent.template;

import dev.assent.web.Kind;
import dev.assent.web.Look;

import java.util.Optional;

/**
 * What Meta lets us do with a template. On screen it is told by word, shape and colour together.
 */
public enum Status implements Kind {
    PENDING("In review", "hourglass", "wait"),
    APPROVED("Approved", "circle-check", "info"),
    /** May be sent still, but people dislike it, and Meta is about to pause it. */
    FLAGGED("Flagged", "alert-triangle", "wait"),
    REJECTED("Rejected", "circle-x", "stop"),
    /** Comes back by itself. */
    PAUSED("Paused", "player-pause", "wait"),
    /** Off for good. */
    DISABLED("Disabled", "ban", "stop"),
    ARCHIVED("Archived", "database", "idle"),
    /** Held back for a reason of its own. */
    HELD("Held back", "lock", "wait");

    private final Look look;

    Status(String word, String icon, String tone) {
        look = new Look(word, icon, tone);
    }

    @Override
    public Look look() {
        return look;
    }

    /** Whether it can be sent. */
    public boolean usable() {
        return this == APPROVED || this == FLAGGED;
    }

    /** What Meta's word means; empty where she deletes the template. */
    static Optional<Status> ofMeta(String word) {
        return switch (word) {
            case "DELETED", "PENDING_DELETION" -> Optional.empty();
            case "PENDING", "IN_APPEAL", "SUBMITTED" -> Optional.of(PENDING);
            case "APPROVED", "REINSTATED", "UNARCHIVED" -> Optional.of(APPROVED);
            case "FLAGGED" -> Optional.of(FLAGGED);
            case "REJECTED" -> Optional.of(REJECTED);
            case "PAUSED" -> Optional.of(PAUSED);
            case "DISABLED" -> Optional.of(DISABLED);
            case "ARCHIVED" -> Optional.of(ARCHIVED);
            default -> Optional.of(HELD);
        };
    }
}
