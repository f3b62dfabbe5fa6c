package dev.assent.permission;

import dev.assent.whatsapp.MetaError;

/**
 * Why a request was not made, or nobody knows whether it was.
 *
 * @param key of the sentence that says what to do
 * @param over whether there is nothing left to try
 */
record Outcome(String tone, String icon, String title, String key, boolean over) {

    static final Outcome FORBIDDEN =
            new Outcome(
                    "stop",
                    "alert-circle",
                    "Nothing was sent.",
                    "permission.asked.forbidden",
                    false);

    static final Outcome OTHERWISE =
            new Outcome(
                    "stop",
                    "alert-circle",
                    "Nothing was sent.",
                    "permission.asked.otherwise",
                    false);

    static final Outcome NOT_CONNECTED =
            new Outcome(
                    "stop",
                    "wifi-off",
                    "Nothing was sent.",
                    "permission.asked.not-connected",
                    false);

    static final Outcome UNKNOWN =
            new Outcome(
                    "wait",
                    "help-circle",
                    "WhatsApp did not confirm it.",
                    "permission.asked.unknown",
                    true);

    /** Meta refused it. */
    static Outcome refused(MetaError error) {
        return new Outcome(
                "stop",
                "alert-circle",
                "WhatsApp refused it; nothing was sent.",
                error.trouble().key(),
                false);
    }
}
