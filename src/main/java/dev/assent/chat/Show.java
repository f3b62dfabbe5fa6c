package dev.assent.chat;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/** Whose conversations a list shows. */
enum Show {
    ALL("All"),
    MINE("Mine"),
    UNASSIGNED("Unassigned");

    private final String label;

    Show(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** As it stands in addresses; empty for the usual one. */
    public String key() {
        return this == ALL ? "" : name().toLowerCase(Locale.ROOT);
    }

    static Show of(@Nullable String key) {
        for (var show : values()) {
            if (show.key().equals(key)) {
                return show;
            }
        }
        return ALL;
    }
}
