package dev.assent.tenancy;

/** The schema of a tenant could not be made, or brought up to date: nothing can be done for now. */
public final class NotReady extends RuntimeException {

    private static final long serialVersionUID = 1;

    NotReady(Tenant tenant, Throwable cause) {
        super("schema %s could not be brought up to date".formatted(tenant.schema()), cause);
    }
}
