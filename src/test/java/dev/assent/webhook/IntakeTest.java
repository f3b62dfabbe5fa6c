package dev.assent.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

class IntakeTest {

    private final List<Post> stored = new CopyOnWriteArrayList<>();
    private volatile boolean away;
    private volatile boolean full;
    private final Post hopeless = post();
    private final Intake intake = intake();

    @AfterEach
    void close() {
        intake.stop();
    }

    /** The writer once looked whether it was wanted before that was noted, and left. */
    @RepeatedTest(200)
    void what_arrives_right_after_the_start_is_stored() {
        intake.start();
        assertThat(intake.store(post())).isTrue();
        assertThat(stored).hasSize(1);
    }

    @Test
    void while_the_database_is_away_nothing_is_taken_and_afterwards_all_is() {
        intake.start();
        away = true;
        assertThat(intake.store(post())).isFalse();
        assertThat(intake.store(post())).isFalse();
        away = false;
        assertThat(intake.store(post())).isTrue();
        assertThat(stored).hasSize(1);
    }

    @Test
    void a_row_the_database_will_not_have_stops_nothing_else() {
        intake.start();
        assertThat(intake.store(hopeless)).isFalse();
        assertThat(intake.store(post())).isTrue();
    }

    @Test
    void a_group_too_large_for_the_memory_stops_nothing_else() {
        intake.start();
        full = true;
        assertThat(intake.store(post())).isFalse();
        full = false;
        assertThat(intake.store(post())).isTrue();
        assertThat(stored).hasSize(1);
    }

    @Test
    void it_opens_before_the_web_server_and_closes_after_it() {
        assertThat(intake.getPhase()).isLessThan(Integer.MAX_VALUE - 2_048);
    }

    private static Post post() {
        return new Post(null, List.of(), Instant.EPOCH);
    }

    private Intake intake() {
        var inbox =
                new Inbox(null, null) {
                    @Override
                    void add(Collection<Post> posts) {
                        if (away) {
                            throw new CannotGetJdbcConnectionException("no connection");
                        }
                        if (full) {
                            throw new OutOfMemoryError("Java heap space");
                        }
                        if (posts.stream().anyMatch(post -> post == hopeless)) {
                            throw new DataIntegrityViolationException("does not fit");
                        }
                        stored.addAll(posts);
                    }
                };
        return new Intake(inbox, new Worker(inbox, null, null, 1));
    }
}
