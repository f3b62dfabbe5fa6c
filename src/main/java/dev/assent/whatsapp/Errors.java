package dev.assent.whatsapp;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads errors as they stand in answers and in webhooks. */
final class Errors {

    /** No code and no status: a webhook forgot it. */
    private static final int NO_CODE = -1;

    /** Creating a template fails with a general code; only the subcode tells what is wrong. */
    private static final int GENERAL = 100;

    private static final Pattern DATE_TIME =
            Pattern.compile(
                    "\\b(\\d{4}-\\d{2}-\\d{2})[T ](\\d{2}:\\d{2}(?::\\d{2})?)(?:\\.\\d+)?"
                            + " ?(Z|UTC|GMT|[+-]\\d{2}:?\\d{2})?");

    private static final Pattern UNIX_SECONDS = Pattern.compile("(?<![\\d+])([1-3]\\d{9})(?!\\d)");

    private Errors() {}

    /** The error in an answer, or one made of the HTTP status alone. */
    static MetaError inAnswer(int status, @Nullable JsonNode answer) {
        var error = answer == null ? null : answer.get("error");
        return error != null && error.isObject()
                ? of(error, -status)
                : new MetaError(-status, "HTTP " + status, null, null);
    }

    static List<MetaError> list(@Nullable JsonNode errors) {
        var list = new ArrayList<MetaError>();
        if (errors != null && errors.isArray()) {
            for (var error : errors.values()) {
                list.add(of(error, NO_CODE));
            }
        }
        return list;
    }

    private static MetaError of(JsonNode error, int otherwise) {
        var code = code(error, otherwise);
        var message = Json.text(error, "message", Json.text(error, "title", ""));
        var details = Json.text(error.path("error_data"), "details");
        if (details == null) {
            details = Json.text(error, "error_user_msg");
        }
        return new MetaError(code, message, details, until(code, details));
    }

    private static int code(JsonNode error, int otherwise) {
        var code = Json.whole(error, "code");
        var subcode = Json.whole(error, "error_subcode");
        if (code == null || code != code.intValue()) {
            return otherwise;
        }
        return code == GENERAL && subcode != null && Trouble.isTemplateCode(subcode)
                ? subcode.intValue()
                : code.intValue();
    }

    /** When a limit ends; Meta writes it into the sentence, in no format that she promises. */
    private static @Nullable Instant until(int code, @Nullable String details) {
        return switch (Trouble.of(code)) {
            case REQUEST_LIMIT, CALL_LIMIT -> details == null ? null : moment(details);
            default -> null;
        };
    }

    private static @Nullable Instant moment(String sentence) {
        var date = DATE_TIME.matcher(sentence);
        if (date.find()) {
            return moment(date.group(1) + "T" + date.group(2), date.group(3));
        }
        var seconds = UNIX_SECONDS.matcher(sentence);
        return seconds.find() ? Json.moment(Json.whole(seconds.group(1))) : null;
    }

    private static @Nullable Instant moment(String local, @Nullable String zone) {
        try {
            return zone != null && (zone.startsWith("+") || zone.startsWith("-"))
                    ? LocalDateTime.parse(local).toInstant(ZoneOffset.of(zone))
                    : LocalDateTime.parse(local).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException noDate) {
            return null;
        }
    }
}
