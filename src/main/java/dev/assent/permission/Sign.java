package dev.assent.permission;

import dev.assent.contact.Label;
import dev.assent.rules.Position;
import dev.assent.rules.RequestLife;
import dev.assent.rules.Standing;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Objects;

/**
 * Where a pair stands, by word, shape and colour.
 *
 * @param until when that ends by time alone, where the time left is part of it
 */
public record Sign(Label label, String word, @Nullable Instant until) {

    public static Sign of(Position position) {
        var standing = position.standing();
        var until = standing instanceof Standing.Granted granted ? granted.until() : null;
        return new Sign(Change.label(standing), word(position), until);
    }

    public String icon() {
        return label.icon();
    }

    public String tone() {
        return label.tone();
    }

    private static String word(Position position) {
        return switch (position.standing()) {
            case Standing.NotRequested _ -> Label.NOT_REQUESTED.word();
            case Standing.Pending _ ->
                    "Pending · " + how(Objects.requireNonNull(position.openRequest()).status());
            case Standing.Granted granted ->
                    granted.permanent() ? "Granted · always" : Label.GRANTED.word();
            case Standing.Declined _ -> Label.DECLINED.word();
            case Standing.Revoked revoked ->
                    switch (revoked.by()) {
                        case USER -> "Revoked by user";
                        case PLATFORM -> "Revoked by WhatsApp";
                        case UNKNOWN -> Label.REVOKED.word();
                    };
            case Standing.Expired _ -> Label.EXPIRED.word();
        };
    }

    private static String how(RequestLife.Status open) {
        return switch (open) {
            case UNKNOWN -> "not confirmed";
            case SENT -> "sent";
            case DELIVERED -> "delivered, not read";
            case READ -> "read";
            case ACCEPTED, DECLINED, FAILED, SUPERSEDED, EXPIRED ->
                    throw new IllegalArgumentException("not open: " + open);
        };
    }
}
