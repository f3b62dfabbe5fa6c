package dev.assent.contact;

import java.util.Locale;
import java.util.Optional;

/** Where a person stands with us, in one word; over several numbers the best of them. */
public enum Label {
    GRANTED,
    PENDING,
    DECLINED,
    REVOKED,
    EXPIRED,
    NOT_REQUESTED;

    /** As URLs and the API say it, such as {@code not_requested}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads what {@link #key} wrote; empty if it is no label. */
    public static Optional<Label> ofKey(String key) {
        for (var label : values()) {
            if (label.key().equals(key)) {
                return Optional.of(label);
            }
        }
        return Optional.empty();
    }
}
