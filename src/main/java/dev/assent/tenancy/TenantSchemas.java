package dev.assent.tenancy;

import org.flywaydb.core.Flyway;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Objects;

/** Makes the tenants' schemas and keeps them up to date. */
@Component
class TenantSchemas {

    private static final String MIGRATIONS = "classpath:db/tenant";

    private final Door door;
    private final JdbcClient control;
    private final int latest = latestVersion();

    TenantSchemas(Door door, @Control JdbcClient control) {
        this.door = door;
        this.control = control;
    }

    /** The newest migration this application brings. */
    int latest() {
        return latest;
    }

    /** The same tenant, its schema made or migrated where that was still to be done. */
    Tenant upToDate(Tenant tenant) {
        return tenant.schemaVersion() < latest ? migrate(tenant) : tenant;
    }

    /** The directory is told first: whoever comes in between makes the schema anew. */
    void drop(Tenant tenant) {
        control.sql("update tenant set schema_version = 0 where id = ?")
                .param(tenant.id().value())
                .update();
        door.dropSchema(tenant);
    }

    /** Several nodes may come here at once: Flyway's own lock lets one pass. */
    private Tenant migrate(Tenant tenant) {
        door.makeSchema(tenant);
        tenant.run(
                () -> Flyway.configure().dataSource(door).locations(MIGRATIONS).load().migrate());
        control.sql("update tenant set schema_version = greatest(schema_version, ?) where id = ?")
                .params(latest, tenant.id().value())
                .update();
        return tenant.atVersion(latest);
    }

    private static int latestVersion() {
        try {
            return Arrays.stream(
                            new PathMatchingResourcePatternResolver()
                                    .getResources(MIGRATIONS + "/V*.sql"))
                    .map(Resource::getFilename)
                    .mapToInt(file -> version(Objects.requireNonNull(file)))
                    .max()
                    .orElseThrow();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static int version(String file) {
        return Integer.parseInt(file.substring(1, file.indexOf("__")));
    }
}
