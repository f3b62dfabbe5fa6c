package dev.assent.template;

import org.jspecify.annotations.Nullable;

/** How people like a template, as Meta sums it up. */
public enum Quality {
    GREEN("High"),
    YELLOW("Medium"),
    RED("Low"),
    UNKNOWN("Not rated yet");

    private final String word;

    Quality(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    static Quality ofMeta(@Nullable String word) {
        return switch (word) {
            case "GREEN" -> GREEN;
            case "YELLOW" -> YELLOW;
            case "RED" -> RED;
            case null, default -> UNKNOWN;
        };
    }
}
