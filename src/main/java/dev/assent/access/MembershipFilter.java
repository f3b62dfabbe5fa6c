package dev.assent.access;

import dev.assent.tenancy.NotReady;
import dev.assent.tenancy.Tenant;
import dev.assent.tenancy.Tenants;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationTrustResolver;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.core.context.SecurityContextHolder;

import java.io.IOException;
import java.util.List;

/**
 * Binds the business in which a signed-in person works, and the role they have there at this
 * moment: the session says who and where, the database says whether that still holds.
 */
class MembershipFilter extends TenantFilter {

    /** Here htmx tells for which business the page was drawn. */
    static final String DRAWN_FOR = "X-Business";

    private static final String VISIT = MembershipFilter.class.getName();

    private final Memberships memberships;
    private final Businesses businesses;
    private final Tenants tenants;
    private final Platform platform;
    private final AuthenticationTrustResolver trust = new AuthenticationTrustResolverImpl();

    MembershipFilter(
            Memberships memberships, Businesses businesses, Tenants tenants, Platform platform) {
        this.memberships = memberships;
        this.businesses = businesses;
        this.tenants = tenants;
        this.platform = platform;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var signedIn = SecurityContextHolder.getContext().getAuthentication();
        if (!trust.isAuthenticated(signedIn)) {
            chain.doFilter(request, response);
        } else if (request.getAttribute(VISIT) instanceof Visit visit) {
            continueFor(visit, request, response, chain);
        } else {
            open(memberships.of(AccountDetails.account(signedIn)), request, response, chain);
        }
    }

    private void open(
            List<Membership> all,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws ServletException, IOException {
        var business = businesses.current(request);
        if (business.isEmpty()) {
            enterFirst(all, request, response, chain);
            return;
        }
        var current =
                all.stream().filter(one -> one.tenant().id().equals(business.get())).findFirst();
        if (current.isEmpty()) {
            // Whatever was asked for was meant for a business that is closed to this person now.
            businesses.leave(request, response);
            Elsewhere.lead("/", request, response);
        } else if (isDrawnForAnother(current.get(), request)) {
            response.setHeader("HX-Refresh", "true");
            response.setStatus(HttpStatus.CONFLICT.value());
        } else {
            continueFor(new Visit(current.get(), all), request, response, chain);
        }
    }

    private void enterFirst(
            List<Membership> all,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws ServletException, IOException {
        if (all.isEmpty()) {
            chain.doFilter(request, response);
        } else {
            businesses.enter(all.getFirst(), request, response);
            continueFor(new Visit(all.getFirst(), all), request, response, chain);
        }
    }

    private static boolean isDrawnForAnother(Membership current, HttpServletRequest request) {
        var drawnFor = request.getHeader(DRAWN_FOR);
        return drawnFor != null && !drawnFor.equals(current.tenant().id().toString());
    }

    private void continueFor(
            Visit visit,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws ServletException, IOException {
        request.setAttribute(VISIT, visit);
        Tenant tenant;
        try {
            tenant = tenants.ready(visit.tenant());
        } catch (NotReady notReady) {
            if (request.getDispatcherType() != DispatcherType.ERROR) {
                throw notReady;
            }
            // The page that tells of it can do without.
            chain.doFilter(request, response);
            return;
        }
        continueFor(
                tenant,
                visit.member(),
                visit,
                platform.authorities(visit.member()),
                request,
                response,
                chain);
    }
}
