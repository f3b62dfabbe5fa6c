package dev.assent.access;

import jakarta.servlet.http.HttpServletRequest;

/** What a request of a browser is for. */
final class Asks {

    private Asks() {}

    /** Whether htmx asks for a part of a page. */
    static boolean forPart(HttpServletRequest request) {
        return request.getHeader("HX-Request") != null;
    }

    /** Whether a page wants to be told of changes. */
    static boolean forStream(HttpServletRequest request) {
        var accept = request.getHeader("Accept");
        return accept != null && accept.contains("text/event-stream");
    }

    /** Whether somebody opens a page. */
    static boolean forPage(HttpServletRequest request) {
        var accept = request.getHeader("Accept");
        var destination = request.getHeader("Sec-Fetch-Dest");
        return request.getMethod().equals("GET")
                && !forPart(request)
                && accept != null
                && accept.contains("text/html")
                && (destination == null || destination.equals("document"));
    }
}
