package dev.assent.call;

import dev.assent.web.Kind;
import dev.assent.web.Look;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/** What calls are told apart by in the log. */
enum Ending implements Kind {
    TALKED("Talked", "phone-check", "info"),
    NOT_REACHED("Not reached", "phone-off", "idle"),
    MISSED("Missed", "phone-incoming", "wait"),
    FAILED("Failed", "alert-circle", "stop"),
    RUNNING("In progress", "phone-call", "go");

    private final Look look;

    Ending(String word, String icon, String tone) {
        look = new Look(word, icon, tone);
    }

    @Override
    public Look look() {
        return look;
    }

    static Optional<Ending> ofKey(@Nullable String key) {
        return Kind.ofKey(values(), key);
    }

    /** In SQL, speaking of the columns of {@code phone_call}. */
    String condition() {
        return switch (this) {
            case TALKED -> "outcome = 'COMPLETED'";
            case NOT_REACHED ->
                    "(outcome in ('UNANSWERED', 'BUSY', 'CANCELLED')"
                            + " or outcome = 'REJECTED' and not incoming)";
            case MISSED -> "(outcome = 'MISSED' or outcome = 'REJECTED' and incoming)";
            case FAILED -> "outcome in ('FAILED', 'UNKNOWN')";
            case RUNNING -> "outcome is null";
        };
    }

    static Ending of(@Nullable Outcome outcome, boolean incoming) {
        return switch (outcome) {
            case null -> RUNNING;
            case COMPLETED -> TALKED;
            case REJECTED -> incoming ? MISSED : NOT_REACHED;
            case UNANSWERED, BUSY, CANCELLED -> NOT_REACHED;
            case MISSED -> MISSED;
            case FAILED, UNKNOWN -> FAILED;
        };
    }

    /** How exactly it ended, in words. */
    static String word(@Nullable Outcome outcome, boolean incoming) {
        return switch (outcome) {
            case null -> RUNNING.word();
            case COMPLETED -> TALKED.word();
            case UNANSWERED -> "No answer";
            case REJECTED -> incoming ? "We declined" : "They declined";
            case BUSY -> "In another call";
            case CANCELLED -> "We hung up first";
            case MISSED -> MISSED.word();
            case FAILED -> FAILED.word();
            case UNKNOWN -> "Not confirmed";
        };
    }
}
