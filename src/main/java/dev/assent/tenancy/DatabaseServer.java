package dev.assent.tenancy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import java.util.Properties;

/**
 * A MySQL server and our account there.
 *
 * @param url {@code jdbc:mysql://host:port/}, with options or without
 */
record DatabaseServer(String url, String user, String password) {

    static final String MAIN = "main";

    DatabaseServer {
        if (!url.startsWith("jdbc:mysql://")) {
            throw new Misconfigured(
                    "ASSENT_DB_URL, or that of a further server, must look like"
                            + " jdbc:mysql://host:3306/");
        }
    }

    /** A pool whose connections rest in the given schema whenever nobody has borrowed them. */
    HikariDataSource pool(String name, String schema, int size) {
        var config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setCatalog(schema);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(Math.min(2, size));
        config.setConnectionTimeout(5_000);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setDataSourceProperties(options());
        return new HikariDataSource(config);
    }

    private static Properties options() {
        var options = new Properties();
        options.setProperty("rewriteBatchedStatements", "true");
        options.setProperty("useLocalSessionState", "true");
        options.setProperty("cachePrepStmts", "true");
        options.setProperty("connectionTimeZone", "UTC");
        options.setProperty("forceConnectionTimeZoneToSession", "true");
        options.setProperty("connectTimeout", "3000");
        options.setProperty("tcpKeepAlive", "true");
        return options;
    }

    /** Without options, which may hold a password. */
    @Override
    public String toString() {
        return url.replaceFirst("\\?.*", "");
    }
}
