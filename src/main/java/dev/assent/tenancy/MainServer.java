package dev.assent.tenancy;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * The server of the control schema: configured, or embedded and then ended with the application.
 */
record MainServer(DatabaseServer server, @Nullable AutoCloseable embedded)
        implements AutoCloseable {

    static MainServer of(DatabaseProperties properties) {
        if (properties.url() != null) {
            return new MainServer(
                    new DatabaseServer(properties.url(), properties.user(), properties.password()),
                    null);
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
