package dev.assent.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.tenancy.Id;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.AbstractDataSource;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

class WireTest {

    private static final Id LOTUS = new Id(1);
    private static final Id HARBOR = new Id(2);
    private static final Duration A_MOMENT = Duration.ofMillis(10);

    private final Wire wire =
            new Wire(JdbcClient.create(new Unreachable()), new Streams(new Timers()));

    @Test
    void a_database_that_is_away_costs_the_caller_nothing_and_the_word_is_kept() {
        wire.add(LOTUS, List.of("row-7"));
        wire.send();
        wire.add(LOTUS, List.of("row-8"));
        wire.send();
        wire.listen();
        assertThat(wire.unsent(LOTUS)).containsExactlyInAnyOrder("row-7", "row-8");
        assertThat(wire.unsent(HARBOR)).isEmpty();
    }

    @Test
    void who_connects_meanwhile_is_told_that_everything_changed() {
        assertThat(wire.changed(LOTUS, A_MOMENT)).isEqualTo(Set.of(Topic.EVERYTHING));
    }

    @Test
    void too_much_to_keep_becomes_everything() {
        IntStream.range(0, 30_000).forEach(row -> wire.add(LOTUS, List.of("row-" + row)));
        wire.add(HARBOR, List.of("row-1"));
        assertThat(wire.unsent(LOTUS)).containsExactly(Topic.EVERYTHING);
        assertThat(wire.unsent(HARBOR)).containsExactly("row-1");
    }

    private static class Unreachable extends AbstractDataSource {

        @Override
        public Connection getConnection() throws SQLException {
            throw new SQLException("away");
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            throw new SQLException("away");
        }
    }
}
