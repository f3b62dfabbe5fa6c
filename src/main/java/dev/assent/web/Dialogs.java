package dev.assent.web;

import jakarta.servlet.http.HttpServletResponse;

/** The dialog of the page frame, which forms from the server stand in. */
public final class Dialogs {

    private Dialogs() {}

    /** Closes it: what it was opened for is done. The answer to the form has no body then. */
    public static void close(HttpServletResponse response) {
        Triggers.add(response, "close-dialog", "null");
    }
}
