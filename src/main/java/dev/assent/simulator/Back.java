package dev.assent.simulator;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;

import java.net.URI;

/** Where somebody came from, so that they find themselves there again. */
final class Back {

    private Back() {}

    /** A redirect to the simulator's page that the request came from. */
    static String to(HttpServletRequest request, String otherwise) {
        var referer = request.getHeader(HttpHeaders.REFERER);
        if (referer == null) {
            return "redirect:" + otherwise;
        }
        try {
            var from = URI.create(referer);
            if (from.getRawPath() == null || !from.getRawPath().startsWith("/simulator")) {
                return "redirect:" + otherwise;
            }
            var query = from.getRawQuery() == null ? "" : "?" + from.getRawQuery();
            return "redirect:" + from.getRawPath() + query;
        } catch (IllegalArgumentException unreadable) {
            return "redirect:" + otherwise;
        }
    }
}
