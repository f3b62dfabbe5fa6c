package dev.assent.access;

import dev.assent.tenancy.Id;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.stereotype.Component;

import java.util.Optional;

/**
 * In which of their businesses somebody works at the moment: their session remembers it. Whenever
 * that changes, pages drawn before lose their CSRF token, so that nothing is done in one business
 * that was meant for another.
 */
@Component
class Businesses {

    private static final String CURRENT = "business";

    private final Memberships memberships;
    private final CsrfTokenRepository csrfTokens;

    Businesses(Memberships memberships, CsrfTokenRepository csrfTokens) {
        this.memberships = memberships;
        this.csrfTokens = csrfTokens;
    }

    /** The business this session works in, whether or not its person still belongs there. */
    Optional<Id> current(HttpServletRequest request) {
        var session = request.getSession(false);
        return session != null && session.getAttribute(CURRENT) instanceof Long id
                ? Optional.of(new Id(id))
                : Optional.empty();
    }

    void enter(Membership membership, HttpServletRequest request, HttpServletResponse response) {
        var tenant = membership.tenant().id();
        csrfTokens.saveToken(null, request, response);
        request.getSession().setAttribute(CURRENT, tenant.value());
        memberships.entered(membership.member().account(), tenant);
    }

    void leave(HttpServletRequest request, HttpServletResponse response) {
        csrfTokens.saveToken(null, request, response);
        request.getSession().removeAttribute(CURRENT);
    }
}
