package dev.assent.call;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an agent makes of a call, in a word. */
enum Tag {
    REACHED("Reached"),
    VOICEMAIL("Voicemail"),
    WRONG_PERSON("Wrong person"),
    CALL_BACK("Call back"),
    NOT_INTERESTED("Not interested"),
    OTHER("Something else");

    private final String word;

    Tag(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    /** As it is stored, and told by programs. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Tag> ofKey(@Nullable String key) {
        return Arrays.stream(values()).filter(tag -> tag.key().equals(key)).findFirst();
    }
}
