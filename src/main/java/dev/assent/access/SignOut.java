package dev.assent.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.stereotype.Component;

/** Tells that somebody leaves, before their session ends. */
@Component
class SignOut implements LogoutHandler {

    private final Memberships memberships;
    private final Businesses businesses;
    private final Audit audit;
    private final ApplicationEventPublisher events;

    SignOut(
            Memberships memberships,
            Businesses businesses,
            Audit audit,
            ApplicationEventPublisher events) {
        this.memberships = memberships;
        this.businesses = businesses;
        this.audit = audit;
        this.events = events;
    }

    @Override
    public void logout(
            HttpServletRequest request,
            HttpServletResponse response,
            @Nullable Authentication signedIn) {
        var business = businesses.current(request);
        if (signedIn == null || business.isEmpty()) {
            return;
        }
        memberships.of(AccountDetails.account(signedIn)).stream()
                .filter(membership -> membership.tenant().id().equals(business.get()))
                .forEach(membership -> leave(membership, Sessions.mark(request)));
    }

    private void leave(Membership membership, String session) {
        var member = membership.member();
        membership.tenant().run(() -> audit.note(member, "signed out", ""));
        events.publishEvent(new Departure(membership.tenant(), member.account(), session));
    }
}
