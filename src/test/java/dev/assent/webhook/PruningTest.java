package dev.assent.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assent.AssentTest;
import dev.assent.access.People;
import dev.assent.tenancy.Control;
import dev.assent.tenancy.Id;
import dev.assent.tenancy.Tenant;
import dev.assent.whatsapp.Routes;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

@AssentTest
@TestPropertySource(properties = "test.schemas=_d")
class PruningTest {

    @LocalServerPort int port;
    @Autowired ApplicationContext application;
    @Autowired Routes routes;
    @Autowired JdbcClient jdbc;
    @Autowired @Control JdbcClient control;
    @Autowired Pruning pruning;

    @Autowired
    @Qualifier("demo")
    HealthIndicator demo;

    private final String number = Long.toString(Id.fresh().value());
    private Tenant lotus;

    @BeforeEach
    void aBusinessHasHeardThreeLetters() throws Exception {
        lotus = People.in(application).business("Lotus Dental");
        lotus.run(() -> routes.connect(number, "waba-" + number, number));
        noOtherLettersArrive();
        control.sql("delete from inbox").update();
        for (var letter = 0; letter < 3; letter++) {
            Posting.toPlatform(port).post(Posting.body(number, Posting.message("919800000001")));
        }
        await().until(() -> states().equals(List.of("DONE", "DONE", "DONE")));
    }

    private void noOtherLettersArrive() {
        await().atMost(Duration.ofMinutes(1))
                .until(() -> Status.UP.equals(demo.health().getStatus()));
        await().until(() ->
                control.sql("select count(*) from inbox where state = 'WAITING'")
                                .query(Long.class)
                                .single()
                        == 0);
    }

    @Test
    void what_is_done_is_forgotten_after_eight_days_and_not_before() {
        age(letters().get(0), Duration.ofDays(8).plusMinutes(1));
        age(letters().get(1), Duration.ofDays(8).minusMinutes(1));
        var kept = letters().subList(1, 3);
        pruning.prune();
        assertThat(letters()).isEqualTo(kept);
    }

    @Test
    void that_it_was_heard_is_forgotten_with_the_letter() {
        age(letters().get(0), Pruning.KEPT.plusMinutes(1));
        var kept = letters().subList(1, 3);
        pruning.prune();
        assertThat(heard()).isEqualTo(kept);
    }

    @Test
    void that_it_was_heard_is_remembered_while_an_older_letter_can_still_be_brought_again() {
        var all = letters();
        control.sql("update inbox set state = 'ASIDE' where id = ?").param(all.get(0)).update();
        age(all.get(0), Pruning.KEPT.plusDays(50));
        age(all.get(1), Pruning.KEPT.plusDays(49));
        pruning.prune();
        assertThat(letters()).containsExactly(all.get(0), all.get(2));
        assertThat(heard()).isEqualTo(all);
    }

    @Test
    void what_was_for_nobody_or_helped_nobody_is_kept_longer_and_not_for_ever() {
        var all = letters();
        put(all.get(0), "UNKNOWN", Pruning.KEPT_FOR_NOBODY.plusMinutes(1));
        put(all.get(1), "ASIDE", Pruning.KEPT_ASIDE.plusMinutes(1));
        put(all.get(2), "ASIDE", Pruning.KEPT_ASIDE.minusMinutes(1));
        pruning.prune();
        assertThat(letters()).containsExactly(all.get(2));

        put(all.get(2), "UNKNOWN", Pruning.KEPT_FOR_NOBODY.minusMinutes(1));
        pruning.prune();
        assertThat(letters()).containsExactly(all.get(2));
    }

    private void put(long letter, String state, Duration age) {
        control.sql("update inbox set state = ? where id = ?").params(state, letter).update();
        age(letter, age);
    }

    private void age(long letter, Duration age) {
        control.sql("update inbox set received_at = ? where id = ?")
                .params(Instant.now().minus(age), letter)
                .update();
    }

    private List<Long> letters() {
        return control.sql("select id from inbox where phone_number_id = ? order by id")
                .param(number)
                .query(Long.class)
                .list();
    }

    private List<Long> heard() {
        return lotus.call(() ->
                jdbc.sql("select letter from applied order by letter").query(Long.class).list());
    }

    private List<String> states() {
        return control.sql("select state from inbox where phone_number_id = ?")
                .param(number)
                .query(String.class)
                .list();
    }
}
