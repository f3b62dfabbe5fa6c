package dev.assent.tenancy;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.migration.JavaMigration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

/** Makes the tenants' schemas and keeps them up to date. */
@Component
class TenantSchemas {

    private static final String MIGRATIONS = "classpath:db/tenant";
    private static final int AT_ONCE = 3;

    private final Door door;
    private final JdbcClient control;
    private final TransactionTemplate controlTransactions;
    private final JavaMigration[] written;
    private final int latest;
    private final Map<Id, Lock> turns = new ConcurrentHashMap<>();
    private final Semaphore places = new Semaphore(AT_ONCE);

    /**
     * @param written migrations that SQL cannot say
     */
    TenantSchemas(
            Door door,
            @Control JdbcClient control,
            @Control TransactionTemplate controlTransactions,
            List<JavaMigration> written) {
        this.door = door;
        this.control = control;
        this.controlTransactions = controlTransactions;
        this.written = written.toArray(JavaMigration[]::new);
        this.latest = latestVersion(written);
    }

    /** The newest migration this application brings. */
    int latest() {
        return latest;
    }

    /**
     * The same tenant, its schema made or migrated where that was still to be done.
     *
     * @throws NotReady if that fails
     */
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

    /**
     * Several nodes may come here at once: Flyway's own lock lets one pass. Of this node only one
     * comes for each tenant, and few in all: each holds two connections.
     */
    private Tenant migrate(Tenant tenant) {
        var turn = turns.computeIfAbsent(tenant.id(), _ -> new ReentrantLock());
        turn.lock();
        try {
            return version(tenant) < latest ? migrateNow(tenant) : tenant.atVersion(latest);
        } finally {
            turn.unlock();
        }
    }

    private int version(Tenant tenant) {
        return control.sql("select schema_version from tenant where id = ?")
                .param(tenant.id().value())
                .query(Integer.class)
                .single();
    }

    private Tenant migrateNow(Tenant tenant) {
        places.acquireUninterruptibly();
        try {
            return migrateInPlace(tenant);
        } finally {
            places.release();
        }
    }

    private Tenant migrateInPlace(Tenant tenant) {
        try {
            migrateSchema(tenant);
        } catch (NotReady failure) {
            makeAnew(tenant, failure);
        }
        return tenant.atVersion(latest);
    }

    /**
     * Half a migration can neither be taken back nor gone on with. A schema that was never ready
     * holds nothing, so what a killed node left of it is dropped.
     */
    private void makeAnew(Tenant tenant, NotReady failure) {
        controlTransactions.executeWithoutResult(_ -> {
            var version =
                    control.sql("select schema_version from tenant where id = ? for update")
                            .param(tenant.id().value())
                            .query(Integer.class)
                            .single();
            if (version > 0) {
                throw failure;
            }
            door.dropSchema(tenant);
            migrateSchema(tenant);
        });
    }

    private void migrateSchema(Tenant tenant) {
        door.makeSchema(tenant);
        try {
            tenant.run(() -> migrations().load().migrate());
        } catch (FlywayException failure) {
            throw new NotReady(tenant, failure);
        }
        control.sql("update tenant set schema_version = greatest(schema_version, ?) where id = ?")
                .params(latest, tenant.id().value())
                .update();
    }

    /** Of the current tenant. */
    FluentConfiguration migrations() {
        return Flyway.configure().dataSource(door).locations(MIGRATIONS).javaMigrations(written);
    }

    private static int latestVersion(List<JavaMigration> written) {
        try {
            var files =
                    Arrays.stream(
                                    new PathMatchingResourcePatternResolver()
                                            .getResources(MIGRATIONS + "/V*.sql"))
                            .map(Resource::getFilename)
                            .mapToInt(file -> version(Objects.requireNonNull(file)));
            var classes = written.stream().mapToInt(one -> one.getVersion().getMajor().intValue());
            return IntStream.concat(files, classes).max().orElseThrow();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static int version(String file) {
        return Integer.parseInt(file.substring(1, file.indexOf("__")));
    }
}
