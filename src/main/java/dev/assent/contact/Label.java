package dev.assent.contact;

import dev.assent.web.Kind;
import dev.assent.web.Look;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/**
 * Where a person stands with us, in one word; over several numbers the best of them. On screen it
 * is told by word, shape and colour together.
 */
public enum Label implements Kind {
    GRANTED("Granted", "phone-check", "go"),
    PENDING("Pending", "hourglass", "wait"),
    DECLINED("Declined", "phone-x", "stop"),
    REVOKED("Revoked", "phone-off", "stop"),
    EXPIRED("Expired", "clock", "idle"),
    NOT_REQUESTED("Not requested", "phone", "idle");

    private final Look look;

    Label(String word, String icon, String tone) {
        look = new Look(word, icon, tone);
    }

    @Override
    public Look look() {
        return look;
    }

    /** Reads what {@link #key} wrote; empty if it is no label. */
    public static Optional<Label> ofKey(@Nullable String key) {
        return Kind.ofKey(values(), key);
    }
}
