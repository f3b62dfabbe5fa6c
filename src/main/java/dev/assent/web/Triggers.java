package dev.assent.web;

import jakarta.servlet.http.HttpServletResponse;

/** What the answer to an htmx request sets off in the page, besides what it puts there. */
final class Triggers {

    private static final String HEADER = "HX-Trigger";

    private Triggers() {}

    /**
     * Adds an event.
     *
     * @param detail what it tells, as JSON
     */
    static void add(HttpServletResponse response, String event, String detail) {
        var one = "\"%s\": %s".formatted(event, detail);
        var others = response.getHeader(HEADER);
        response.setHeader(
                HEADER,
                others == null
                        ? "{" + one + "}"
                        : others.substring(0, others.length() - 1) + ", " + one + "}");
    }
}
