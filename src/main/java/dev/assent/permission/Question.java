package dev.assent.permission;

import java.util.Locale;

/** What people ask when something cannot be done. */
enum Question {
    CALL("Why can’t I call?"),
    ASK("Why can’t I ask?");

    private final String words;

    Question(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    /** As URLs say it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
