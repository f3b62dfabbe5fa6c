package dev.assent.tenancy;

import org.springframework.boot.SpringApplication;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * The one database server of a test run: what {@code ASSENT_TEST_MYSQL_URL} names, else an embedded
 * one. Our schemas there have a prefix of their own and are dropped at the end.
 */
public final class TestDatabase {

    /**
     * Whether the server writes to disk what it said it did, as it must where speed is measured.
     */
    private static final boolean DURABLE =
            Boolean.parseBoolean(System.getProperty("test.durable", "true"));

    private static final DatabaseServer SERVER = start();
    private static final String PREFIX =
            "test_" + HexFormat.of().toHexDigits(RandomGenerator.getDefault().nextInt());

    private TestDatabase() {}

    public static String url() {
        return SERVER.url();
    }

    public static String user() {
        return SERVER.user();
    }

    public static String password() {
        return SERVER.password();
    }

    /** Begins the names of all schemas that the shared application of this run makes. */
    public static String prefix() {
        return PREFIX;
    }

    /** A key for applications that do not run in demo mode. */
    public static String encryptionKey() {
        return Secrets.freshKeyset();
    }

    static DatabaseServer server() {
        return SERVER;
    }

    private static DatabaseServer start() {
        var url = System.getenv("ASSENT_TEST_MYSQL_URL");
        if (url == null || url.isBlank()) {
            var embedded = EmbeddedMariaDb.start(Path.of("target", "assent-test"));
            whenAllHaveEnded(() -> end(embedded));
            return DURABLE ? embedded.server() : careless(embedded.server());
        }
        whenAllHaveEnded(TestDatabase::dropSchemas);
        return new DatabaseServer(
                url,
                System.getenv().getOrDefault("ASSENT_TEST_MYSQL_USER", "root"),
                System.getenv().getOrDefault("ASSENT_TEST_MYSQL_PASSWORD", ""));
    }

    /** Applications that miss their database when they end wait for it in vain. */
    private static void whenAllHaveEnded(Runnable last) {
        SpringApplication.getShutdownHandlers().add(last);
    }

    /** What a test wrote need not outlive a power cut, so nobody waits for the disk. */
    private static DatabaseServer careless(DatabaseServer server) {
        try (var connection =
                        DriverManager.getConnection(
                                server.url(), server.user(), server.password());
                var statement = connection.createStatement()) {
            statement.execute("set global innodb_flush_log_at_trx_commit = 0, global sync_frm = 0");
            return server;
        } catch (SQLException failure) {
            throw new IllegalStateException("the test database listens to nobody", failure);
        }
    }

    private static void end(EmbeddedMariaDb embedded) {
        try {
            embedded.close();
        } catch (IOException failure) {
            System.err.println("the test database was not ended: " + failure.getMessage());
        }
    }

    private static void dropSchemas() {
        try (var connection =
                        DriverManager.getConnection(
                                SERVER.url(), SERVER.user(), SERVER.password());
                var statement = connection.createStatement()) {
            var schemas = new ArrayList<String>();
            try (var result = statement.executeQuery("show databases like '" + PREFIX + "%'")) {
                while (result.next()) {
                    schemas.add(result.getString(1));
                }
            }
            for (var schema : schemas) {
                statement.execute("drop schema `" + schema + "`");
            }
        } catch (SQLException failure) {
            System.err.println("test schemas were not dropped: " + failure.getMessage());
        }
    }
}
