package dev.assent.access;

import dev.assent.tenancy.Id;
import dev.assent.tenancy.Tenants;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;

import java.io.IOException;
import java.time.Duration;

/** What happens when somebody comes in, by password or by a link from their mail. */
@Component
class SignIn extends SavedRequestAwareAuthenticationSuccessHandler {

    /** A session ends when nothing was asked for during this time. */
    static final Duration IDLE = Duration.ofHours(12);

    private final Memberships memberships;
    private final Businesses businesses;
    private final Tenants tenants;
    private final Audit audit;
    private final SessionAuthenticationStrategy freshSession;
    private final SecurityContextRepository contexts;

    SignIn(
            Memberships memberships,
            Businesses businesses,
            Tenants tenants,
            Audit audit,
            SessionAuthenticationStrategy freshSession,
            SecurityContextRepository contexts,
            AskedPage askedPage) {
        this.memberships = memberships;
        this.businesses = businesses;
        this.tenants = tenants;
        this.audit = audit;
        this.freshSession = freshSession;
        this.contexts = contexts;
        setRequestCache(askedPage);
    }

    /** After a password was checked. */
    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication signedIn)
            throws ServletException, IOException {
        begin(AccountDetails.account(signedIn), "signed in", request, response);
        super.onAuthenticationSuccess(request, response, signedIn);
    }

    /**
     * Signs in somebody who has proven in another way who they are.
     *
     * @param how what they did, for the audit trail
     */
    void admit(Id account, String how, HttpServletRequest request, HttpServletResponse response) {
        var user = AccountDetails.user(account);
        var signedIn =
                UsernamePasswordAuthenticationToken.authenticated(
                        user, null, user.getAuthorities());
        freshSession.onAuthentication(signedIn, request, response);
        contexts.saveContext(new SecurityContextImpl(signedIn), request, response);
        begin(account, how, request, response);
    }

    private void begin(
            Id account, String how, HttpServletRequest request, HttpServletResponse response) {
        request.getSession().setMaxInactiveInterval((int) IDLE.toSeconds());
        businesses.leave(request, response);
        memberships.of(account).stream()
                .findFirst()
                .ifPresent(membership -> {
                    businesses.enter(membership, request, response);
                    tenants.ready(membership.tenant())
                            .run(() -> audit.note(membership.member(), how, ""));
                });
    }
}
