package dev.assent.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.security.web.savedrequest.SimpleSavedRequest;
import org.springframework.stereotype.Component;

/**
 * The page somebody asked for before signing in. Only whole pages are remembered, and only by path,
 * so that signing in never leads to another site.
 */
@Component
class AskedPage implements RequestCache {

    private static final String ASKED = "asked page";

    @Override
    public void saveRequest(HttpServletRequest request, HttpServletResponse response) {
        if (Asks.forPage(request)) {
            request.getSession().setAttribute(ASKED, pathAndQuery(request));
        }
    }

    @Override
    public @Nullable SavedRequest getRequest(
            HttpServletRequest request, HttpServletResponse response) {
        var session = request.getSession(false);
        return session != null && session.getAttribute(ASKED) instanceof String page
                ? new SimpleSavedRequest(page)
                : null;
    }

    @Override
    public @Nullable HttpServletRequest getMatchingRequest(
            HttpServletRequest request, HttpServletResponse response) {
        return null;
    }

    @Override
    public void removeRequest(HttpServletRequest request, HttpServletResponse response) {
        var session = request.getSession(false);
        if (session != null) {
            session.removeAttribute(ASKED);
        }
    }

    private static String pathAndQuery(HttpServletRequest request) {
        var query = request.getQueryString();
        return request.getRequestURI() + (query == null ? "" : "?" + query);
    }
}
