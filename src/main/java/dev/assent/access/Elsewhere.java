package dev.assent.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;

import java.io.IOException;

/** Leads a browser to another page, whether it asked for a page, a part of one, or a stream. */
final class Elsewhere {

    private Elsewhere() {}

    static void lead(String path, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (Asks.forPart(request)) {
            response.setHeader("HX-Redirect", path);
            response.setStatus(HttpStatus.CONFLICT.value());
        } else if (Asks.forStream(request)) {
            response.setStatus(HttpStatus.CONFLICT.value());
        } else {
            response.sendRedirect(path);
        }
    }
}
