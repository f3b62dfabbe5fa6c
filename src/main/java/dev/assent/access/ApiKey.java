package dev.assent.access;

import dev.assent.tenancy.Id;

import org.springframework.security.core.AuthenticatedPrincipal;

/** Another system of a business, as which a request to the API was made. */
public record ApiKey(Id id, String name) implements AuthenticatedPrincipal {

    /** As the audit trail names it. */
    @Override
    public String getName() {
        return "API key " + name;
    }
}
