package dev.assent.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.AssentTest;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Whoever answers an alarm must not overlook one who has rung and not yet committed. */
@AssentTest
class NextChangeTest {

    @Autowired ApplicationContext application;
    @Autowired Pairs pairs;
    @Autowired JdbcClient jdbc;
    @Autowired TransactionTemplate transactions;

    @Test
    void it_is_told_once_those_who_are_changing_it_have_committed() throws Exception {
        var scene = Scene.lotus(application);
        scene.ask(scene.stranger());
        var sooner = scene.now().plusSeconds(3_600);
        try (var executor = Executors.newSingleThreadExecutor()) {
            Future<Optional<Instant>> told =
                    scene.in(() ->
                            transactions.execute(_ -> {
                                jdbc.sql("update pair set changes_at = ?").param(sooner).update();
                                var next = executor.submit(() -> scene.in(pairs::nextChange));
                                assertThatThrownBy(() -> next.get(500, TimeUnit.MILLISECONDS))
                                        .isInstanceOf(TimeoutException.class);
                                return next;
                            }));
            assertThat(told.get(10, TimeUnit.SECONDS)).contains(sooner);
        }
    }
}
