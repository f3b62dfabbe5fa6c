package dev.assent.tenancy;

import java.time.ZoneId;

/**
 * A business: its data lives in a schema of its own, and work done for it runs inside {@link #call}
 * or {@link #run}. There is no default: without a tenant bound, the door stays shut.
 *
 * @param schema the database schema that belongs to this tenant alone
 * @param server the name of the database server that holds it
 * @param schemaVersion the newest migration that schema has seen
 * @param country ISO 3166 code of the country the business works in
 */
public record Tenant(
        Id id,
        String name,
        String schema,
        String server,
        int schemaVersion,
        ZoneId zone,
        String country) {

    private static final ScopedValue<Tenant> CURRENT = ScopedValue.newInstance();

    /**
     * The tenant this work is done for.
     *
     * @throws IllegalStateException if none is bound
     */
    public static Tenant current() {
        if (!CURRENT.isBound()) {
            throw new IllegalStateException("no tenant bound");
        }
        return CURRENT.get();
    }

    /** Does the work for this tenant; other threads must be told by name. */
    public <T, X extends Throwable> T call(ScopedValue.CallableOp<? extends T, X> work) throws X {
        return ScopedValue.where(CURRENT, this).call(work);
    }

    /** Does the work for this tenant; other threads must be told by name. */
    public void run(Runnable work) {
        ScopedValue.where(CURRENT, this).run(work);
    }

    Tenant atVersion(int version) {
        return new Tenant(id, name, schema, server, version, zone, country);
    }
}
