package dev.assent.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.AssentTest;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;

@AssentTest
@Timeout(30)
class AlarmsTest {

    private static final String WHAT = "test";
    private static final Duration DAY = Duration.ofDays(1);

    @Autowired Alarms alarms;
    @Autowired Provisioning provisioning;
    @Autowired Tenants tenants;
    @Autowired @Control JdbcClient control;
    @Autowired @Control TransactionTemplate transactions;
    @Autowired InstantSource time;

    private Tenant lotus;
    private Instant now;

    @BeforeEach
    void aBusiness() {
        now = time.instant();
        lotus =
                tenants.find(provisioning.register("Lotus Dental", ZoneOffset.UTC, "IN"))
                        .orElseThrow();
    }

    @Test
    void it_stays_set_when_the_transaction_around_it_is_undone() {
        transactions.executeWithoutResult(transaction -> {
            ring(now.plus(DAY));
            transaction.setRollbackOnly();
        });
        assertThat(ringsAt(now.plus(DAY).minusSeconds(1))).isFalse();
        assertThat(ringsAt(now.plus(DAY))).isTrue();
    }

    @Test
    void it_can_be_set_by_one_who_holds_the_tenants_row_and_an_alarm_of_another() {
        ring(now.plus(DAY));
        transactions.executeWithoutResult(transaction -> {
            control.sql("update tenant set name = 'Lotus' where id = ?")
                    .param(lotus.id().value())
                    .update();
            control.sql("insert into alarm (tenant_id, what, due_at) values (?, ?, ?)")
                    .params(Id.fresh().value(), WHAT, now.plus(DAY))
                    .update();
            ring(now.plusSeconds(60));
            transaction.setRollbackOnly();
        });
        assertThat(ringsAt(now.plusSeconds(60))).isTrue();
    }

    @Test
    void the_earliest_moment_counts() {
        ring(now.plusSeconds(120));
        ring(now.plusSeconds(60));
        ring(now.plusSeconds(180));
        assertThat(ringsAt(now.plusSeconds(60))).isTrue();
    }

    @Test
    void once_answered_it_rings_when_there_is_something_to_do_next() {
        ring(now);
        answer(Optional.of(now.plus(DAY)));
        assertThat(ringsAt(now.plus(DAY).minusSeconds(1))).isFalse();
        assertThat(ringsAt(now.plus(DAY))).isTrue();
    }

    @Test
    void once_answered_it_is_off_where_nothing_is_left_to_do() {
        ring(now);
        answer(Optional.empty());
        assertThat(ringsAt(now.plus(DAY))).isFalse();
    }

    @Test
    void it_can_be_set_anew_for_the_same_moment_after_another_node_turned_it_off() {
        ring(now.plus(DAY));
        control.sql("delete from alarm where tenant_id = ?").param(lotus.id().value()).update();
        ring(now.plus(DAY));
        assertThat(ringsAt(now.plus(DAY))).isTrue();
    }

    @Test
    void one_whose_answer_is_cut_short_rings_again() {
        ring(now);
        assertThatThrownBy(() ->
                        lotus.run(() ->
                                alarms.answer(
                                        WHAT,
                                        () -> {
                                            throw new IllegalStateException("killed");
                                        })))
                .hasMessage("killed");
        assertThat(ringsAt(time.instant().plus(Alarms.AGAIN))).isTrue();
    }

    @Test
    void one_that_is_rung_while_it_is_answered_stays_set() {
        ring(now);
        lotus.run(() ->
                alarms.answer(
                        WHAT,
                        () -> {
                            ring(now.plusSeconds(10));
                            return Optional.empty();
                        }));
        assertThat(ringsAt(now.plusSeconds(10))).isTrue();
    }

    @Test
    void one_that_is_rung_for_later_while_it_is_answered_stays_set() {
        ring(now);
        lotus.run(() ->
                alarms.answer(
                        WHAT,
                        () -> {
                            ring(now.plus(DAY));
                            return Optional.empty();
                        }));
        assertThat(ringsAt(now.plus(DAY))).isTrue();
    }

    private void ring(Instant at) {
        lotus.run(() -> alarms.ring(WHAT, at));
    }

    private void answer(Optional<Instant> next) {
        lotus.run(() -> alarms.answer(WHAT, () -> next));
    }

    private boolean ringsAt(Instant moment) {
        return alarms.due(WHAT, moment).contains(lotus.id());
    }
}
