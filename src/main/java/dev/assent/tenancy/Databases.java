package dev.assent.tenancy;

import com.zaxxer.hikari.HikariDataSource;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.util.HashMap;
import java.util.Map;

import javax.sql.DataSource;

/**
 * The two {@link DataSource}s of the application. Whoever injects one without a qualifier gets the
 * {@link Door}; everything of the control schema asks for {@link Control}.
 */
@Configuration(proxyBeanMethods = false)
class Databases {

    /** The main database server, embedded where none is configured. */
    @Bean
    MainServer mainServer(DatabaseProperties properties) {
        return MainServer.of(properties);
    }

    /** For those who keep a schema of their own on the main server. */
    @Bean
    JdbcConnectionDetails mainServerAddress(MainServer main) {
        return main.address();
    }

    @Bean
    SchemaNames schemaNames(DatabaseProperties properties) {
        return new SchemaNames(properties.prefix());
    }

    @Bean(defaultCandidate = false)
    @Control
    HikariDataSource controlDataSource(
            MainServer main, SchemaNames names, DatabaseProperties properties) {
        ControlSchema.create(main.server(), names);
        var pool = main.server().pool("control", names.control(), properties.poolSize());
        ControlSchema.migrate(pool, main.server(), names);
        return pool;
    }

    @Bean(defaultCandidate = false)
    @Control
    JdbcTemplate controlTemplate(@Control DataSource control) {
        return new Template(control);
    }

    @Bean(defaultCandidate = false)
    @Control
    JdbcClient controlClient(@Control JdbcTemplate control) {
        return RowConversion.client(control);
    }

    @Bean(defaultCandidate = false)
    @Control
    JdbcTransactionManager controlTransactionManager(@Control DataSource control) {
        return new JdbcTransactionManager(control);
    }

    @Bean(defaultCandidate = false)
    @Control
    TransactionTemplate controlTransactions(@Control PlatformTransactionManager manager) {
        return new TransactionTemplate(manager);
    }

    @Bean
    @Primary
    Door door(
            MainServer main,
            SchemaNames names,
            DatabaseProperties properties,
            @Control @Nullable HikariDataSource controlSchemaFirst) {
        var pools = new HashMap<String, HikariDataSource>();
        pools.put(
                DatabaseServer.MAIN,
                main.server().pool("tenants", names.nowhere(), properties.poolSize()));
        properties
                .servers()
                .forEach((name, server) -> {
                    ControlSchema.createNowhere(server, names);
                    pools.put(
                            name,
                            server.pool("tenants-" + name, names.nowhere(), properties.poolSize()));
                });
        return new Door(Map.copyOf(pools));
    }

    @Bean
    @Primary
    JdbcTemplate tenantTemplate(Door door) {
        return new Template(door);
    }

    @Bean
    @Primary
    JdbcClient tenantClient(JdbcTemplate tenantTemplate) {
        return RowConversion.client(tenantTemplate);
    }

    @Bean
    @Primary
    JdbcTransactionManager transactionManager(Door door) {
        return new JdbcTransactionManager(door);
    }

    @Bean
    @Primary
    TransactionTemplate transactions(
            @Qualifier("transactionManager") PlatformTransactionManager manager) {
        return new TransactionTemplate(manager);
    }
}
