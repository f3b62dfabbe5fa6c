package dev.assent.simulator;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import org.flywaydb.core.Flyway;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

import javax.sql.DataSource;

/** The simulator's own schema on the main server: every time in it is UTC. */
@Configuration(proxyBeanMethods = false)
@InDemoMode
@EnableConfigurationProperties(SimulatorProperties.class)
class SimulatorDatabase {

    @Bean(defaultCandidate = false)
    @Simulated
    HikariDataSource simulatorDataSource(
            JdbcConnectionDetails server, SimulatorProperties properties) {
        var schema = schemaName(properties.db().prefix());
        create(server, schema);
        var pool = new HikariDataSource(pool(server, schema));
        Flyway.configure().dataSource(pool).locations("classpath:db/simulator").load().migrate();
        return pool;
    }

    @Bean(defaultCandidate = false)
    @Simulated
    JdbcTemplate simulatorTemplate(@Simulated DataSource source) {
        return new JdbcTemplate(source);
    }

    @Bean(defaultCandidate = false)
    @Simulated
    JdbcClient simulatorClient(@Simulated JdbcTemplate template) {
        return JdbcClient.create(template);
    }

    @Bean(defaultCandidate = false)
    @Simulated
    TransactionTemplate simulatorTransactions(@Simulated DataSource source) {
        return new TransactionTemplate(new JdbcTransactionManager(source));
    }

    private static String schemaName(String prefix) {
        if (!prefix.matches("[a-z][a-z0-9_]{0,39}")) {
            throw new IllegalArgumentException("no usable prefix for schema names: " + prefix);
        }
        return prefix + "_simulator";
    }

    private static void create(JdbcConnectionDetails server, String schema) {
        try (var connection =
                        DriverManager.getConnection(
                                server.getJdbcUrl(), server.getUsername(), server.getPassword());
                var statement = connection.createStatement()) {
            statement.execute(
                    "create schema if not exists `"
                            + schema
                            + "` character set utf8mb4 collate utf8mb4_0900_ai_ci");
        } catch (SQLException failure) {
            throw new IllegalStateException(
                    "no schema %s: %s".formatted(schema, failure.getMessage()), failure);
        }
    }

    private static HikariConfig pool(JdbcConnectionDetails server, String schema) {
        var config = new HikariConfig();
        config.setPoolName("simulator");
        config.setJdbcUrl(server.getJdbcUrl());
        config.setUsername(server.getUsername());
        config.setPassword(server.getPassword());
        config.setCatalog(schema);
        config.setMaximumPoolSize(8);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(5_000);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setDataSourceProperties(options());
        return config;
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
}
