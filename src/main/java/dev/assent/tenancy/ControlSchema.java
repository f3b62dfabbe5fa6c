package dev.assent.tenancy;

import org.flywaydb.core.Flyway;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;

import javax.sql.DataSource;

/** Brings the control schema into being and up to date. */
final class ControlSchema {

    private ControlSchema() {}

    static void create(DatabaseServer server, SchemaNames names) {
        createSchema(server, names.control());
        createNowhere(server, names);
    }

    static void createNowhere(DatabaseServer server, SchemaNames names) {
        createSchema(server, names.nowhere());
    }

    static void migrate(DataSource control) {
        Flyway.configure().dataSource(control).locations("classpath:db/control").load().migrate();
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
