package dev.assent.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

import java.time.InstantSource;

/**
 * A page and its parts share a URL, so nobody may keep one and show it for the other. Parts tell
 * business time, for the countdowns of the page they are put into.
 */
class PartsOfPages implements HandlerInterceptor {

    private static final String STARTED = PartsOfPages.class.getName();

    private final InstantSource time;

    PartsOfPages(InstantSource time) {
        this.time = time;
    }

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        request.setAttribute(STARTED, System.currentTimeMillis());
        if (handler instanceof HandlerMethod && !request.getRequestURI().startsWith("/api/")) {
            tellApart(request, response);
        }
        return true;
    }

    private void tellApart(HttpServletRequest request, HttpServletResponse response) {
        if (!response.getHeaders(HttpHeaders.VARY).contains("HX-Request")) {
            response.addHeader(HttpHeaders.VARY, "HX-Request");
        }
        if (request.getHeader("HX-Request") != null) {
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            response.setHeader("Business-Time", time.instant().toString());
            response.setHeader("Live-Since", String.valueOf(started(request)));
        }
    }

    /**
     * Real time in milliseconds before anything was read for this answer: whatever changes later
     * the page must be told.
     */
    static long started(HttpServletRequest request) {
        return request.getAttribute(STARTED) instanceof Long started
                ? started
                : System.currentTimeMillis();
    }
}
