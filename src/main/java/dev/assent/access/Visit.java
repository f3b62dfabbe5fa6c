package dev.assent.access;

import dev.assent.tenancy.Id;
import dev.assent.tenancy.Tenant;

import org.springframework.security.core.context.SecurityContextHolder;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Somebody signed in, at work in one of their businesses.
 *
 * @param all every business they may choose from, the current one included
 */
record Visit(Membership current, List<Membership> all) {

    /** Whose request this is; empty if nobody is signed in, or belongs nowhere. */
    static Optional<Visit> ongoing() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getDetails() instanceof Visit visit
                ? Optional.of(visit)
                : Optional.empty();
    }

    Member member() {
        return current.member();
    }

    Tenant tenant() {
        return current.tenant();
    }

    /** Their place in that business, if they have one. */
    Optional<Membership> to(Id business) {
        return all.stream().filter(one -> one.tenant().id().equals(business)).findFirst();
    }

    /** The businesses they could change to, by name. */
    List<Membership> others() {
        return all.stream()
                .filter(one -> !one.equals(current))
                .sorted(Comparator.comparing(one -> one.tenant().name()))
                .toList();
    }
}
