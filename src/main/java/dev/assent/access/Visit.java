package dev.assent.access;

import dev.assent.tenancy.Tenant;

import java.util.List;

/**
 * Somebody signed in, at work in one of their businesses.
 *
 * @param all every business they may choose from, the current one included
 */
record Visit(Membership current, List<Membership> all) {

    Member member() {
        return current.member();
    }

    Tenant tenant() {
        return current.tenant();
    }
}
