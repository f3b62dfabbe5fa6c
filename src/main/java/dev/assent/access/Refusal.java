package dev.assent.access;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;

import java.io.IOException;

/**
 * What somebody hears who may not do what they ask. What is closed to them looks as if it were not
 * there.
 */
@Component
class Refusal implements AccessDeniedHandler {

    private static final RequestMatcher LOGIN =
            PathPatternRequestMatcher.pathPattern(HttpMethod.POST, "/login");

    private final SignInFirst signInFirst;

    Refusal(SignInFirst signInFirst) {
        this.signInFirst = signInFirst;
    }

    @Override
    public void handle(
            HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException, ServletException {
        var who = SecurityContextHolder.getContext().getAuthentication();
        if (denied instanceof CsrfException) {
            refuseStale(request, response, who);
        } else if (who != null && who.getPrincipal() instanceof Member) {
            response.sendError(HttpStatus.NOT_FOUND.value());
        } else {
            Elsewhere.lead("/business", request, response);
        }
    }

    /** Usually the page was left open for so long that the session behind it has ended. */
    private void refuseStale(
            HttpServletRequest request, HttpServletResponse response, @Nullable Authentication who)
            throws IOException, ServletException {
        if (LOGIN.matches(request)) {
            request.getRequestDispatcher("/login/stale").forward(request, response);
        } else if (who == null && !Rights.isPublic(request)) {
            signInFirst.commence(
                    request, response, new InsufficientAuthenticationException("session ended"));
        } else {
            response.sendError(HttpStatus.FORBIDDEN.value());
        }
    }
}
