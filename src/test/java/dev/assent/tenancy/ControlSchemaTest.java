package dev.assent.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The very first start may be the one that is killed. */
class ControlSchemaTest {

    private final DatabaseServer server = TestDatabase.server();
    private final SchemaNames names = new SchemaNames(TestDatabase.prefix() + "_first");
    private HikariDataSource control;
    private JdbcClient jdbc;

    @BeforeEach
    void begun() {
        ControlSchema.create(server, names);
        control = server.pool("first", names.control(), 3);
        jdbc = JdbcClient.create(control);
        Flyway.configure()
                .dataSource(control)
                .locations("classpath:db/control")
                .target("2")
                .load()
                .migrate();
        jdbc.sql("create table account (half int)").update();
    }

    @AfterEach
    void drop() {
        jdbc.sql("drop schema `" + names.control() + "`").update();
        control.close();
    }

    @Test
    void what_a_killed_node_left_of_a_schema_in_which_nothing_stands_is_made_anew() {
        migrate();
        assertThat(jdbc.sql("select mail from account").query(String.class).list()).isEmpty();
    }

    @Test
    void a_schema_in_which_anything_stands_is_never_dropped_whatever_stops_its_migration() {
        jdbc.sql("insert into account (half) values (1)").update();
        assertThatThrownBy(this::migrate).isInstanceOf(FlywayException.class);
        assertThat(jdbc.sql("select half from account").query(Integer.class).single()).isOne();
    }

    @Test
    void a_schema_that_is_not_ours_is_never_dropped_though_nothing_stands_in_it() {
        jdbc.sql("drop table flyway_schema_history").update();
        assertThatThrownBy(this::migrate).isInstanceOf(FlywayException.class);
        assertThat(jdbc.sql("select half from account").query(Integer.class).list()).isEmpty();
    }

    private void migrate() {
        ControlSchema.migrate(control, server, names);
    }
}
