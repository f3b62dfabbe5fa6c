package dev.assent.access;

import dev.assent.tenancy.Id;
import dev.assent.tenancy.Tenant;

import org.springframework.security.core.AuthenticatedPrincipal;
import org.springframework.security.core.context.SecurityContextHolder;

import java.util.Optional;

/**
 * A person as member of a business. Which business is told by {@link Tenant#current()} or by
 * whoever hands the member out.
 *
 * @param account the person's identity, the same in all their businesses
 * @param name what colleagues call them
 * @param mail the address they sign in with
 */
public record Member(Id account, String name, String mail, Role role)
        implements AuthenticatedPrincipal {

    /**
     * Whoever is signed in and asks for the current page, with the role they have at this moment.
     * Handler methods can also take it as {@code @AuthenticationPrincipal Member}.
     *
     * @throws IllegalStateException outside of a request that a member makes
     */
    public static Member current() {
        return maybeCurrent()
                .orElseThrow(() -> new IllegalStateException("no member is signed in here"));
    }

    /** Whoever is signed in here, if anybody is. */
    public static Optional<Member> maybeCurrent() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof Member member
                ? Optional.of(member)
                : Optional.empty();
    }

    /** Whether this member may do what is open to that role. */
    public boolean mayActAs(Role needed) {
        return role.includes(needed);
    }

    /** As the audit trail names them. */
    @Override
    public String getName() {
        return "%s (%s)".formatted(name, mail);
    }
}
