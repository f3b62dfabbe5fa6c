package dev.assent.tenancy;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;

import javax.sql.DataSource;

/** Brings the control schema into being and up to date. */
final class ControlSchema {

    private static final Duration TURN = Duration.ofMinutes(5);
    private static final String HISTORY = "flyway_schema_history";

    private ControlSchema() {}

    static void create(DatabaseServer server, SchemaNames names) {
        createSchema(server, names.control());
        createNowhere(server, names);
    }

    static void createNowhere(DatabaseServer server, SchemaNames names) {
        createSchema(server, names.nowhere());
    }

    /**
     * Half a migration can neither be taken back nor gone on with. What a killed node left of a
     * schema in which nothing stands yet is dropped: one node at a time, for the half may be that
     * of another.
     */
    static void migrate(DataSource control, DatabaseServer server, SchemaNames names) {
        var migrations =
                Flyway.configure().dataSource(control).locations("classpath:db/control").load();
        try (var connection =
                new SingleConnectionDataSource(
                        server.url(), server.user(), server.password(), true)) {
            var jdbc = JdbcClient.create(connection);
            awaitTurn(jdbc, names.control());
            try {
                migrations.migrate();
            } catch (FlywayException failure) {
                if (!isHalfMade(jdbc, names.control())) {
                    throw failure;
                }
                jdbc.sql("drop schema `" + names.control() + "`").update();
                jdbc.sql(createStatement(names.control())).update();
                migrations.migrate();
            }
        }
    }

    /** It ends with the connection. */
    private static void awaitTurn(JdbcClient jdbc, String schema) {
        var isOurs =
                jdbc.sql("select get_lock(?, ?)")
                        .params(schema, TURN.toSeconds())
                        .query(Boolean.class)
                        .single();
        if (!isOurs) {
            throw new Misconfigured(
                    "Another node has been migrating the schema %s for %d minutes: start again when"
                                    .formatted(schema, TURN.toMinutes())
                            + " it is done");
        }
    }

    /** Ours begin with the history; what lacks it is somebody else's. */
    private static boolean isHalfMade(JdbcClient jdbc, String schema) {
        var tables =
                jdbc.sql("select table_name from information_schema.tables where table_schema = ?")
                        .param(schema)
                        .query(String.class)
                        .list();
        return tables.contains(HISTORY)
                && tables.stream()
                        .filter(table -> !table.equals(HISTORY))
                        .noneMatch(table -> holdsAnything(jdbc, schema, table));
    }

    private static boolean holdsAnything(JdbcClient jdbc, String schema, String table) {
        return jdbc.sql("select exists(select 1 from `%s`.`%s`)".formatted(schema, table))
                .query(Boolean.class)
                .single();
    }

    private static void createSchema(DatabaseServer server, String name) {
        try (var connection =
                        DriverManager.getConnection(
                                server.url(), server.user(), server.password());
                var statement = connection.createStatement()) {
            statement.execute(createStatement(name));
        } catch (SQLException failure) {
            throw new Misconfigured(
                    "The database at %s cannot be used (schema %s): %s"
                            .formatted(server, name, said(failure)),
                    failure);
        }
    }

    /** The driver adds lines of its own diagnosis. */
    private static String said(SQLException failure) {
        return Objects.requireNonNullElse(failure.getMessage(), failure.toString())
                .lines()
                .findFirst()
                .orElse("no reason given");
    }

    /** For names of {@link SchemaNames} only. */
    static String createStatement(String name) {
        return "create schema if not exists `"
                + name
                + "` character set utf8mb4 collate utf8mb4_0900_ai_ci";
    }
}
