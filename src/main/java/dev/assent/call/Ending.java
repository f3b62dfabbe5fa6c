package dev.assent.call;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What calls are told apart by in the log. */
enum Ending {
    TALKED("Talked", "phone-check", "info"),
    NOT_REACHED("Not reached", "phone-off", "idle"),
    MISSED("Missed", "phone-incoming", "wait"),
    FAILED("Failed", "alert-circle", "stop"),
    RUNNING("In progress", "phone-call", "go");

    private final String word;
    private final String icon;
    private final String tone;

    Ending(String word, String icon, String tone) {
        this.word = word;
        this.icon = icon;
        this.tone = tone;
    }

    public String word() {
        return word;
    }

    /** A name from {@code icons.txt}. */
    public String icon() {
        return icon;
    }

    public String tone() {
        return tone;
    }

    /** As URLs say it. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Ending> ofKey(@Nullable String key) {
        return Arrays.stream(values()).filter(ending -> ending.key().equals(key)).findFirst();
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
