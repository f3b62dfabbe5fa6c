package dev.assent.web;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** One of a few that things in a list are told apart by; an enum is made of them. */
public interface Kind {

    Look look();

    /** That of the constant. */
    String name();

    default String word() {
        return look().word();
    }

    default String icon() {
        return look().icon();
    }

    default String tone() {
        return look().tone();
    }

    /** As URLs and the API say it, such as {@code not_requested}. */
    default String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads what {@link #key} wrote; empty if it is none of these. */
    static <K extends Kind> Optional<K> ofKey(K[] kinds, @Nullable String key) {
        return Arrays.stream(kinds).filter(kind -> kind.key().equals(key)).findFirst();
    }
}
