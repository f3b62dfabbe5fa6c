package dev.assent.permission;

import dev.assent.rules.Verdict;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * The one thing that helps.
 *
 * @param admins whether only administrators can do it
 */
public record Step(Kind kind, String label, String href, boolean admins) {

    public enum Kind {
        /** A page to go to. */
        GO,
        /** A dialog in which one asks. */
        ASK
    }

    static Step go(String label, String href) {
        return new Step(Kind.GO, label, href, false);
    }

    static Step ask(String label, Sheet sheet) {
        return new Step(
                Kind.ASK,
                label,
                "/contacts/%s/permission-request?number=%s"
                        .formatted(sheet.contact().id(), sheet.number().id()),
                false);
    }

    /** What helps against this refusal; null where only time does. */
    public static @Nullable Step towards(Sheet sheet, Verdict.Refused refused) {
        return refused.reasons().stream()
                .map(reason -> against(sheet, reason))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Step against(Sheet sheet, Verdict.Reason reason) {
        return switch (reason.code()) {
            case NO_PERMISSION ->
                    sheet.mayAsk().allowed() ? ask("Ask for permission", sheet) : null;
            case CALL_LIMIT_GRANT ->
                    sheet.mayAsk().allowed() ? ask("Ask for a new permission", sheet) : null;
            case WINDOW_CLOSED, TEMPLATE_NOT_APPROVED, OPTED_OUT ->
                    go("Call Templates", "/calling/templates");
            case NOT_ON_WHATSAPP -> go("Check the number", "/contacts/" + sheet.contact().id());
            case OWN_RULE -> new Step(Step.Kind.GO, "Look at your rules", "/settings/rules", true);
            case COUNTRY_RESTRICTED,
                    CALLING_DISABLED,
                    NUMBER_PAUSED,
                    NUMBER_DISCONNECTED,
                    NUMBER_RATE ->
                    ofNumber(reason.code());
            case CALL_LIMIT_24H,
                    CALL_IN_PROGRESS,
                    PERMANENT_GRANT,
                    REQUEST_LIMIT_24H,
                    REQUEST_LIMIT_7D,
                    REFUSED_BY_META ->
                    null;
        };
    }

    /** What helps where the number is in the way; null if nothing does. */
    static @Nullable Step ofNumber(Verdict.Code code) {
        return switch (code) {
            case CALLING_DISABLED ->
                    new Step(Kind.GO, "Calling settings", "/settings/calling", true);
            case NUMBER_DISCONNECTED ->
                    new Step(Kind.GO, "Connect the number", "/settings/numbers", true);
            case COUNTRY_RESTRICTED ->
                    new Step(Kind.GO, "Connect another number", "/settings/numbers", true);
            case NO_PERMISSION,
                    CALL_LIMIT_24H,
                    CALL_LIMIT_GRANT,
                    CALL_IN_PROGRESS,
                    PERMANENT_GRANT,
                    REQUEST_LIMIT_24H,
                    REQUEST_LIMIT_7D,
                    WINDOW_CLOSED,
                    TEMPLATE_NOT_APPROVED,
                    OPTED_OUT,
                    NUMBER_PAUSED,
                    NUMBER_RATE,
                    NOT_ON_WHATSAPP,
                    REFUSED_BY_META,
                    OWN_RULE ->
                    null;
        };
    }
}
