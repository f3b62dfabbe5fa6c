package dev.assent.tenancy;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tenants as the previous release left them. */
final class Lag {

    private final Door door;
    private final JdbcClient control;
    private final int previous;

    Lag(Door door, JdbcClient control) {
        this.door = door;
        this.control = control;
        this.previous = new TenantSchemas(door, control).latest() - 1;
    }

    /** The version that lacks the newest migration. */
    int previous() {
        return previous;
    }

    void leaveBehind(Tenant tenant) {
        door.makeSchema(tenant);
        tenant.run(() ->
                Flyway.configure()
                        .dataSource(door)
                        .locations("classpath:db/tenant")
                        .target(MigrationVersion.fromVersion(Integer.toString(previous)))
                        .load()
                        .migrate());
        control.sql("update tenant set schema_version = ? where id = ?")
                .params(previous, tenant.id().value())
                .update();
    }
}
