package dev.assent.whatsapp;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.Locale;

/** Reads Meta's JSON with patience: numbers may be strings, and anything may be missing. */
final class Json {

    static final JsonMapper MAPPER = JsonMapper.shared();

    private static final ObjectReader TREE = MAPPER.readerFor(JsonNode.class);

    /** The last second that a database, and a person, calls a date. */
    private static final long LAST_SECOND = 253_402_300_799L;

    private Json() {}

    /**
     * @throws Unreadable if the bytes are no JSON
     */
    static JsonNode tree(byte[] bytes) {
        try {
            return TREE.readValue(bytes);
        } catch (JacksonException noJson) {
            throw new Unreadable("not JSON");
        }
    }

    static @Nullable String text(JsonNode node, String name) {
        return text(node.get(name));
    }

    static @Nullable String text(@Nullable JsonNode node) {
        if (node == null || !node.isValueNode() || node.isNull()) {
            return null;
        }
        return node.isString() ? node.stringValue() : node.asString();
    }

    static @Nullable String filled(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    static String text(JsonNode node, String name, String otherwise) {
        var text = text(node, name);
        return text == null ? otherwise : text;
    }

    /**
     * @throws Unreadable if it is missing or empty
     */
    static String required(JsonNode node, String name) {
        var text = text(node, name);
        if (text == null || text.isEmpty()) {
            throw new Unreadable("no " + name);
        }
        return text;
    }

    /** Whole number, or null where there is none. */
    static @Nullable Long whole(JsonNode node, String name) {
        var value = node.get(name);
        if (value == null) {
            return null;
        }
        return value.isIntegralNumber() && value.canConvertToLong()
                ? Long.valueOf(value.longValue())
                : whole(value.stringValue(null));
    }

    static @Nullable Long whole(@Nullable String text) {
        try {
            return text == null ? null : Long.valueOf(text.strip());
        } catch (NumberFormatException noNumber) {
            return null;
        }
    }

    /** Unix seconds, or null where there are none that make a date. */
    static @Nullable Instant moment(JsonNode node, String name) {
        return moment(whole(node, name));
    }

    static @Nullable Instant moment(@Nullable Long seconds) {
        return seconds == null || seconds < 0 || seconds > LAST_SECOND
                ? null
                : Instant.ofEpochSecond(seconds);
    }

    /**
     * @throws Unreadable if there is no date
     */
    static Instant requiredMoment(JsonNode node, String name) {
        var moment = moment(node, name);
        if (moment == null) {
            throw new Unreadable("no " + name);
        }
        return moment;
    }

    /** A switch of hers, or null where she does not speak of it. */
    static @Nullable Boolean enabled(JsonNode node, String name) {
        var text = text(node, name);
        return text == null ? null : text.equalsIgnoreCase("ENABLED");
    }

    static boolean yes(JsonNode node, String name) {
        return "true".equalsIgnoreCase(text(node, name));
    }

    static String upper(@Nullable String text) {
        return text == null ? "" : text.toUpperCase(Locale.ROOT);
    }

    /** The digits of a phone number however it is written; null if it is something else. */
    static @Nullable String digits(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        var digits = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); at++) {
            var character = text.charAt(at);
            if (character >= '0' && character <= '9') {
                digits.append(character);
            } else if ("+ -().\u00a0".indexOf(character) < 0) {
                return null;
            }
        }
        return digits.isEmpty() || digits.length() > 20 ? null : digits.toString();
    }

    /** A word of hers, fit for a log and a column. */
    static String word(@Nullable String text) {
        if (text == null) {
            return "";
        }
        var cut = text.length() > 80 ? text.substring(0, 80) : text;
        return cut.replaceAll("\\p{Cntrl}", " ").strip();
    }
}
