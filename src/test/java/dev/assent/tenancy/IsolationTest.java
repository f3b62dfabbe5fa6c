package dev.assent.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import javax.sql.DataSource;

/** Many threads and tenants share few connections, and much goes wrong. */
class IsolationTest {

    private static final int TENANTS = 300;
    private static final int THREADS = 16;
    private static final int ROUNDS = Integer.getInteger("isolation.rounds", 300);
    private static final int CONTROL_ROUNDS = 60;
    private static final SchemaNames NAMES = new SchemaNames(TestDatabase.prefix() + "_iso");

    private static List<Tenant> tenants = List.of();
    private static JdbcTemplate admin = new JdbcTemplate();

    @BeforeAll
    static void everybodyHasASchema() {
        ControlSchema.createNowhere(TestDatabase.server(), NAMES);
        admin = new JdbcTemplate(TestDatabase.server().pool("admin", NAMES.nowhere(), 2));
        tenants = IntStream.range(0, TENANTS).mapToObj(IsolationTest::tenant).toList();
        for (var tenant : tenants) {
            admin.execute(ControlSchema.createStatement(tenant.schema()));
            admin.execute(
                    "create table `%s`.thing (id bigint auto_increment primary key, owner varchar(60))"
                            .formatted(tenant.schema()));
        }
    }

    @AfterAll
    static void clean() throws Exception {
        tenants.forEach(tenant -> admin.execute("drop schema `" + tenant.schema() + "`"));
        ((HikariDataSource) admin.getDataSource()).close();
    }

    @Test
    void nobody_reads_or_writes_in_a_foreign_schema_whatever_goes_wrong() throws Exception {
        var pool = TestDatabase.server().pool("small", NAMES.nowhere(), 6);
        try (var door = new Door(Map.of(DatabaseServer.MAIN, pool))) {
            assertThat(storm(door, ROUNDS)).isEqualTo(new Damage(0, 0));
        }
    }

    @Test
    void the_same_storm_does_damage_where_connections_keep_their_last_schema() throws Exception {
        try (var pool = TestDatabase.server().pool("forgetful", NAMES.nowhere(), 6)) {
            var damage = storm(new Forgetful(pool), CONTROL_ROUNDS);
            assertThat(damage.read()).isPositive();
            assertThat(damage.written()).isPositive();
        }
    }

    @Test
    void the_same_storm_does_damage_where_the_schema_is_set_the_usual_way() throws Exception {
        try (var pool = TestDatabase.server().pool("usual", tenants.getFirst().schema(), 6)) {
            assertThat(storm(new Usual(pool), CONTROL_ROUNDS).written()).isPositive();
        }
    }

    @Test
    void without_a_tenant_the_door_stays_shut() throws Exception {
        var pool = TestDatabase.server().pool("shut", NAMES.nowhere(), 1);
        try (var door = new Door(Map.of(DatabaseServer.MAIN, pool))) {
            assertThatThrownBy(door::getConnection)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("no tenant bound");
        }
    }

    @Test
    void a_connection_goes_back_neutral_even_after_someone_said_use() throws Exception {
        var pool = TestDatabase.server().pool("neutral", NAMES.nowhere(), 1);
        try (var door = new Door(Map.of(DatabaseServer.MAIN, pool))) {
            tenants.get(0)
                    .call(() -> {
                        new JdbcTemplate(door).execute("use `" + tenants.get(1).schema() + "`");
                        return null;
                    });
            assertThat(new JdbcTemplate(pool).queryForObject("select database()", String.class))
                    .isEqualTo(NAMES.nowhere());
        }
    }

    @Test
    void a_driver_that_does_not_change_the_schema_is_noticed_and_hands_out_nothing()
            throws Exception {
        var server = TestDatabase.server();
        // So told, the driver leaves out what is asked of it by the name of catalog.
        var url = server.url() + (server.url().contains("?") ? "&" : "?") + "databaseTerm=SCHEMA";
        var deaf = new DatabaseServer(url, server.user(), server.password());
        var pool = deaf.pool("deaf", NAMES.nowhere(), 1);
        try (var door = new Door(Map.of(DatabaseServer.MAIN, pool))) {
            assertThatThrownBy(() -> tenants.getFirst().call(door::getConnection))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("asked for schema");
            assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
        }
    }

    @Test
    void a_pool_that_keeps_the_last_schema_is_refused() {
        try (var pool = new HikariDataSource()) {
            assertThatThrownBy(() -> new Door(Map.of("careless", pool)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static Damage storm(DataSource door, int rounds) throws Exception {
        tenants.forEach(tenant -> admin.execute("truncate `" + tenant.schema() + "`.thing"));
        var foreignRead = new AtomicLong();
        try (var executor = Executors.newFixedThreadPool(THREADS)) {
            var work =
                    IntStream.range(0, THREADS)
                            .<Callable<Void>>mapToObj(seed ->
                                    () -> wander(door, rounds, new Random(seed), foreignRead))
                            .toList();
            for (var done : executor.invokeAll(work)) {
                done.get();
            }
        }
        return new Damage(foreignRead.get(), foreignRows());
    }

    private static Void wander(DataSource door, int rounds, Random random, AtomicLong foreignRead) {
        var transactions = new TransactionTemplate(new JdbcTransactionManager(door));
        var jdbc = new JdbcTemplate(door);
        for (int round = 0; round < rounds; round++) {
            var tenant = tenants.get(random.nextInt(TENANTS));
            try {
                tenant.run(() ->
                        transactions.executeWithoutResult(transaction -> {
                            jdbc.update("insert into thing (owner) values (?)", tenant.schema());
                            misfortune(random, jdbc);
                            foreignRead.addAndGet(foreign(jdbc, tenant));
                            if (random.nextInt(4) == 0) {
                                transaction.setRollbackOnly();
                            }
                        }));
            } catch (RuntimeException expected) {
                // a misfortune: what matters is that it does no damage
            }
        }
        return null;
    }

    private static void misfortune(Random random, JdbcTemplate jdbc) {
        switch (random.nextInt(60)) {
            case 0 -> throw new IllegalStateException("a fault of ours");
            case 1 -> jdbc.execute("no sql");
            case 2 -> {
                var own = jdbc.queryForObject("select connection_id()", Long.class);
                admin.execute("kill " + own);
            }
            case 3 -> {
                jdbc.execute("use `" + tenants.get(random.nextInt(TENANTS)).schema() + "`");
                throw new IllegalStateException("strayed, which the next borrower must not notice");
            }
            default -> {}
        }
    }

    private static long foreign(JdbcTemplate jdbc, Tenant tenant) {
        return jdbc.queryForObject(
                "select count(*) from thing where owner <> ?", Long.class, tenant.schema());
    }

    private static long foreignRows() {
        return tenants.stream()
                .mapToLong(tenant ->
                        admin.queryForObject(
                                "select count(*) from `%s`.thing where owner <> ?"
                                        .formatted(tenant.schema()),
                                Long.class,
                                tenant.schema()))
                .sum();
    }

    private static Tenant tenant(int number) {
        var id = Id.fresh();
        return new Tenant(
                id,
                "Tenant " + number,
                NAMES.tenant(id),
                DatabaseServer.MAIN,
                1,
                ZoneOffset.UTC,
                "DE");
    }

    private record Damage(long read, long written) {}

    /** Switches only fresh connections: the protection is off. */
    private static final class Forgetful extends Unprotected {

        private final List<Connection> switched = new ArrayList<>();

        Forgetful(DataSource pool) {
            super(pool);
        }

        @Override
        synchronized void enter(Connection connection, String schema) throws SQLException {
            var physical = connection.unwrap(Connection.class);
            if (!switched.contains(physical)) {
                switched.add(physical);
                physical.setCatalog(schema);
            }
        }
    }

    /** What Hibernate's own schema mapping does: the driver ignores it. */
    private static final class Usual extends Unprotected {

        Usual(DataSource pool) {
            super(pool);
        }

        @Override
        void enter(Connection connection, String schema) throws SQLException {
            connection.setSchema(schema);
        }
    }

    private abstract static class Unprotected extends AbstractDataSource {

        private final DataSource pool;

        Unprotected(DataSource pool) {
            this.pool = pool;
        }

        abstract void enter(Connection connection, String schema) throws SQLException;

        @Override
        public Connection getConnection() throws SQLException {
            var connection = pool.getConnection();
            enter(connection, Tenant.current().schema());
            return connection;
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return getConnection();
        }
    }
}
