package dev.assent.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class DatabaseHealthTest {

    @Test
    void a_node_is_up_while_its_database_answers() {
        assertThat(status(TestDatabase.url())).isEqualTo(Status.UP);
    }

    @Test
    void a_node_is_down_while_its_database_is_away() {
        assertThat(status("jdbc:mysql://127.0.0.1:1/")).isEqualTo(Status.DOWN);
    }

    private static Status status(String url) {
        var database =
                new DriverManagerDataSource(url, TestDatabase.user(), TestDatabase.password());
        return new DatabaseHealth(JdbcClient.create(database)).health().getStatus();
    }
}
