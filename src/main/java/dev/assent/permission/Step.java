package dev.assent.permission;

import dev.assent.rules.Verdict;

import org.jspecify.annotations.Nullable;

/**
 * The one thing that helps.
 *
 * @param admins whether only administrators can do it
 */
record Step(Kind kind, String label, String href, boolean admins) {

    enum Kind {
        /** A page to go to. */
        GO,
        /** A dialog in which one asks. */
        ASK
    }

    static Step go(String label, String href) {
        return new Step(Kind.GO, label, href, false);
    }

    static Step ask(String label, String href) {
        return new Step(Kind.ASK, label, href, false);
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
