package dev.assent.access;

import static org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher.pathPattern;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.session.web.http.CookieHttpSessionIdResolver;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.HttpSessionIdResolver;

import java.util.List;

/**
 * Tells by the cookie whose session it is. Nobody is looked up for files, which are the same for
 * everybody: so the page which tells that the database is away can be drawn.
 */
class PageSessions implements HttpSessionIdResolver {

    static final RequestMatcher FILES =
            new OrRequestMatcher(
                    pathPattern("/css/**"),
                    pathPattern("/js/**"),
                    pathPattern("/img/**"),
                    pathPattern("/webjars/**"),
                    pathPattern("/favicon.ico"));

    private final CookieHttpSessionIdResolver cookies = new CookieHttpSessionIdResolver();

    PageSessions(CookieSerializer cookie) {
        cookies.setCookieSerializer(cookie);
    }

    @Override
    public List<String> resolveSessionIds(HttpServletRequest request) {
        return FILES.matches(request) ? List.of() : cookies.resolveSessionIds(request);
    }

    @Override
    public void setSessionId(
            HttpServletRequest request, HttpServletResponse response, String sessionId) {
        cookies.setSessionId(request, response, sessionId);
    }

    @Override
    public void expireSession(HttpServletRequest request, HttpServletResponse response) {
        cookies.expireSession(request, response);
    }
}
