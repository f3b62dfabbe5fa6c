package dev.assent.tenancy;

import org.flywaydb.core.api.MigrationVersion;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tenants as the previous release left them. */
final class Lag {

    private final Door door;
    private final JdbcClient control;
    private final TenantSchemas schemas;
    private final int previous;

    Lag(Door door, JdbcClient control, TenantSchemas schemas) {
        this(door, control, schemas, schemas.latest() - 1);
    }

    Lag(Door door, JdbcClient control, TenantSchemas schemas, int previous) {
        this.door = door;
        this.control = control;
        this.schemas = schemas;
        this.previous = previous;
    }

    /** The version they are left at. */
    int previous() {
        return previous;
    }

    void leaveBehind(Tenant tenant) {
        door.makeSchema(tenant);
        tenant.run(() ->
                schemas.migrations()
                        .target(MigrationVersion.fromVersion(Integer.toString(previous)))
                        .load()
                        .migrate());
        control.sql("update tenant set schema_version = ? where id = ?")
                .params(previous, tenant.id().value())
                .update();
    }
}
