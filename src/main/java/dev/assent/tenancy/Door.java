package dev.assent.tenancy;

import com.zaxxer.hikari.HikariDataSource;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.AbstractDataSource;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

import javax.sql.DataSource;

/**
 * The only way to a tenant's data: hands out connections that already stand in the current tenant's
 * schema. The pools behind it rest in a neutral schema and put every connection back there.
 */
class Door extends AbstractDataSource implements AutoCloseable {

    private final Map<String, HikariDataSource> pools;

    Door(Map<String, HikariDataSource> pools) {
        pools.values().forEach(Door::requireNeutral);
        this.pools = Map.copyOf(pools);
    }

    @Override
    public Connection getConnection() throws SQLException {
        var tenant = Tenant.current();
        var connection = pool(tenant).getConnection();
        try {
            connection.setCatalog(tenant.schema());
            verify(connection, tenant);
            return connection;
        } catch (SQLException | RuntimeException failure) {
            connection.close();
            throw failure;
        }
    }

    @Override
    public Connection getConnection(String user, String password) {
        throw new UnsupportedOperationException("the door knows its own accounts");
    }

    /** Makes the tenant's schema, if there is none, on the server where the directory places it. */
    void makeSchema(Tenant tenant) {
        new JdbcTemplate(pool(tenant)).execute(ControlSchema.createStatement(tenant.schema()));
    }

    void dropSchema(Tenant tenant) {
        new JdbcTemplate(pool(tenant)).execute("drop schema if exists `" + tenant.schema() + "`");
    }

    @Override
    public void close() {
        pools.values().forEach(HikariDataSource::close);
    }

    private DataSource pool(Tenant tenant) {
        var pool = pools.get(tenant.server());
        if (pool == null) {
            throw new IllegalStateException(
                    "tenant %s lives on server %s, known are %s"
                            .formatted(tenant.id(), tenant.server(), pools.keySet()));
        }
        return pool;
    }

    private static void verify(Connection connection, Tenant tenant) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery("select database()")) {
            result.next();
            if (!tenant.schema().equals(result.getString(1))) {
                throw new SQLException(
                        "asked for schema %s, got %s"
                                .formatted(tenant.schema(), result.getString(1)));
            }
        }
    }

    /**
     * Hikari restores a schema only where it was given one; without, the last tenant's would stay.
     */
    private static void requireNeutral(HikariDataSource pool) {
        if (pool.getCatalog() == null) {
            throw new IllegalArgumentException(
                    "pool %s has no neutral schema".formatted(pool.getPoolName()));
        }
    }
}
