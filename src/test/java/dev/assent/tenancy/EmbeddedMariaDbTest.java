package dev.assent.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

class EmbeddedMariaDbTest {

    @Test
    void data_is_kept_between_runs_in_the_temporary_folder_too(@TempDir Path home)
            throws Exception {
        assertThat(home.toString()).startsWith(System.getProperty("java.io.tmpdir"));
        try (var first = EmbeddedMariaDb.start(home)) {
            run(first, "create database kept");
            run(first, "create table kept.word (text varchar(10))");
            run(first, "insert into kept.word values ('here')");
        }
        try (var second = EmbeddedMariaDb.start(home)) {
            assertThat(word(second)).isEqualTo("here");
        }
    }

    private static void run(EmbeddedMariaDb database, String sql) throws SQLException {
        var server = database.server();
        try (var connection =
                        DriverManager.getConnection(
                                server.url(), server.user(), server.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String word(EmbeddedMariaDb database) throws SQLException {
        var server = database.server();
        try (var connection =
                        DriverManager.getConnection(
                                server.url(), server.user(), server.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select text from kept.word")) {
            rows.next();
            return rows.getString(1);
        }
    }
}
