package dev.assent.tenancy;

import org.flywaydb.core.Flyway;

import java.sql.DriverManager;
import java.sql.SQLException;

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
            throw new IllegalStateException(
                    "no schema %s on %s: %s".formatted(name, server, failure.getMessage()),
                    failure);
        }
    }

    /** For names of {@link SchemaNames} only. */
    static String createStatement(String name) {
        return "create schema if not exists `"
                + name
                + "` character set utf8mb4 collate utf8mb4_0900_ai_ci";
    }
}
