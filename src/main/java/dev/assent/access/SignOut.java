package dev.assent.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.stereotype.Component;

/** Notes that somebody leaves, before their session ends. */
@Component
class SignOut implements LogoutHandler {

    private final Memberships memberships;
    private final Businesses businesses;
    private final Audit audit;

    SignOut(Memberships memberships, Businesses businesses, Audit audit) {
        this.memberships = memberships;
        this.businesses = businesses;
        this.audit = audit;
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
                .forEach(membership ->
                        membership
                                .tenant()
                                .run(() -> audit.note(membership.member(), "signed out", "")));
    }
}
