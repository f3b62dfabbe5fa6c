package dev.assent.web;

import org.springframework.http.HttpStatus;

/**
 * What a person reads instead of the page they wanted.
 *
 * @param title what happened
 * @param text why, as far as it concerns them, and what to do next
 */
record Mishap(int status, String icon, String title, String text) {

    static Mishap of(HttpStatus status) {
        return switch (status) {
            case BAD_REQUEST ->
                    new Mishap(
                            400,
                            "help-circle",
                            "We could not read that",
                            "Something in the address or in the form is missing or not as it"
                                    + " should be. Go back, look it over and try again.");
            case FORBIDDEN ->
                    new Mishap(
                            403,
                            "lock",
                            "This is not open to you",
                            "Your role does not allow it, or the page had been open for too long."
                                    + " Reload it; if that does not help, ask an administrator of"
                                    + " your business.");
            case NOT_FOUND ->
                    new Mishap(
                            404,
                            "map-pin",
                            "There is nothing here",
                            "It may have been removed, or the address is not quite right.");
            case METHOD_NOT_ALLOWED ->
                    new Mishap(
                            405,
                            "ban",
                            "That cannot be done here",
                            "The address exists, but not for this. Go back to the page you came"
                                    + " from and use its buttons.");
            case CONFLICT ->
                    new Mishap(
                            409,
                            "refresh",
                            "Somebody was faster",
                            "It has changed since you opened it, so nothing was done. Look at it as"
                                    + " it is now and decide again.");
            case CONTENT_TOO_LARGE ->
                    new Mishap(
                            413,
                            "upload",
                            "That is too large",
                            "Nothing was stored. Send it in smaller parts.");
            case TOO_MANY_REQUESTS ->
                    new Mishap(
                            429,
                            "hourglass",
                            "Too many tries",
                            "Wait a few minutes, then try again.");
            case SERVICE_UNAVAILABLE ->
                    new Mishap(
                            503,
                            "plug-connected",
                            "Not available at the moment",
                            "We are working on it. Try again in a minute; what you sent may have to"
                                    + " be sent again.");
            default ->
                    status.is4xxClientError()
                            ? new Mishap(
                                    status.value(),
                                    "help-circle",
                                    "That did not work",
                                    "We could not do what was asked for. Go back and try again.")
                            : new Mishap(
                                    status.value(),
                                    "alert-triangle",
                                    "Something went wrong on our side",
                                    "It is not your fault, and it is noted. Try again; if it keeps"
                                            + " happening, tell us its number.");
        };
    }
}
