package dev.assent.contact;

import java.util.Locale;
import java.util.Optional;

/**
 * Where a person stands with us, in one word; over several numbers the best of them. On screen it
 * is told by word, shape and colour together.
 */
public enum Label {
    GRANTED("Granted", "phone-check", "go"),
    PENDING("Pending", "hourglass", "wait"),
    DECLINED("Declined", "phone-x", "stop"),
    REVOKED("Revoked", "phone-off", "stop"),
    EXPIRED("Expired", "clock", "idle"),
    NOT_REQUESTED("Not requested", "phone", "idle");

    private final String word;
    private final String icon;
    private final String tone;

    Label(String word, String icon, String tone) {
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

    /** The colour, as {@code web/state} names it. */
    public String tone() {
        return tone;
    }

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
