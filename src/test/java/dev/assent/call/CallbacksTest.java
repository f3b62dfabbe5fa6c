package dev.assent.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.AtOnce;
import dev.assent.access.Member;
import dev.assent.access.Role;
import dev.assent.contact.Contact;
import dev.assent.contact.Contacts;
import dev.assent.permission.HandMovedTime;
import dev.assent.permission.Moods;
import dev.assent.permission.PermissionTest;
import dev.assent.permission.Scene;
import dev.assent.tenancy.Id;
import dev.assent.whatsapp.Notice;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What makes a callback come up, and what has it done. */
@PermissionTest
class CallbacksTest {

    private static final int AT_ONCE = 32;
    private static final int DIFFERENT = AT_ONCE / 2;

    @Autowired ApplicationContext application;
    @Autowired HandMovedTime time;
    @Autowired Moods moods;
    @Autowired Callbacks callbacks;
    @Autowired Occasions occasions;
    @Autowired CallbackEvents events;
    @Autowired CallbackWords words;
    @Autowired JdbcClient jdbc;
    @Autowired Contacts contacts;

    private Scene lotus;
    private Told told;
    private Contact meera;
    private final Member asha = new Member(Id.fresh(), "Asha", "asha@lotus.example", Role.AGENT);

    @BeforeEach
    void open() {
        moods.calm();
        lotus = Scene.lotus(application);
        told = new Told(lotus);
        meera = lotus.stranger("Meera");
        allowCallbacks(false);
    }

    @Test
    void a_missed_call_comes_up_once_however_often_it_is_told() {
        var wacid = Scene.wamid();
        told.missed(meera, wacid, time.instant());
        told.missed(meera, wacid, time.instant());
        assertThat(all())
                .singleElement()
                .satisfies(callback -> {
                    assertThat(callback.cause()).isEqualTo(Callback.Cause.MISSED);
                    assertThat(callback.state()).isEqualTo(Callback.State.OPEN);
                    assertThat(callback.times()).isEqualTo(1);
                    assertThat(callback.dueAt())
                            .isEqualTo(callback.lastAt().plus(Duration.ofHours(1)));
                });
    }

    @Test
    void a_second_one_raises_the_first() {
        told.missed(meera, Scene.wamid(), time.instant());
        var first = all().getFirst();
        time.advance(Duration.ofMinutes(10));
        told.missed(meera, Scene.wamid(), time.instant());
        assertThat(all())
                .singleElement()
                .satisfies(callback -> {
                    assertThat(callback.id()).isEqualTo(first.id());
                    assertThat(callback.times()).isEqualTo(2);
                    assertThat(callback.firstAt()).isEqualTo(first.firstAt());
                    assertThat(callback.lastAt()).isAfter(first.lastAt());
                    assertThat(callback.dueAt()).isEqualTo(first.dueAt());
                });
    }

    @Test
    void a_call_that_allows_to_call_back_says_so() {
        allowCallbacks(true);
        told.missed(meera, Scene.wamid(), time.instant());
        assertThat(all()).singleElement().returns(Callback.Cause.CALLED, Callback::cause);
    }

    @Test
    void a_call_that_we_declined_comes_up() {
        var wacid = Scene.wamid();
        lotus.in(() -> {
            application.publishEvent(
                    new CallEnded(
                            new Call(
                                    Id.fresh(),
                                    lotus.number.id(),
                                    meera.id(),
                                    Course.unknown(true)
                                            .named(wacid)
                                            .and(Fact.TOLD, time.instant())
                                            .and(Fact.REJECTED, time.instant()),
                                    null,
                                    null,
                                    null,
                                    null,
                                    null,
                                    null,
                                    null)));
            return null;
        });
        assertThat(all()).singleElement().returns(Callback.Cause.REJECTED, Callback::cause);
    }

    @Test
    void our_own_call_that_nobody_picked_up_does_not() {
        told.unanswered(meera, Scene.wamid(), time.instant());
        assertThat(all()).isEmpty();
    }

    @Test
    void a_tap_comes_up_where_its_payload_was_named() {
        told.tapped(meera, Scene.wamid(), "CALL_ME", time.instant());
        assertThat(all()).isEmpty();
        lotus.in(() -> {
            words.name(List.of("CALL_ME", "ring"));
            return null;
        });
        told.tapped(meera, Scene.wamid(), "NO_THANKS", time.instant());
        assertThat(all()).isEmpty();
        told.tapped(meera, Scene.wamid(), " call_me ", time.instant());
        assertThat(all()).singleElement().returns(Callback.Cause.TAPPED, Callback::cause);
    }

    @Test
    void payloads_named_by_many_at_once_are_named() throws Exception {
        AtOnce.all(
                AT_ONCE,
                _ ->
                        () ->
                                lotus.in(() -> {
                                    words.name(List.of("ring", "CALL_ME", "phone"));
                                    return true;
                                }));
        assertThat(lotus.in(words::all)).containsExactly("CALL_ME", "phone", "ring");
    }

    @Test
    void talking_has_it_done_in_either_direction() {
        for (var direction : Notice.Direction.values()) {
            told.missed(meera, Scene.wamid(), time.instant());
            assertThat(waiting()).hasSize(1);
            time.advance(Duration.ofMinutes(5));
            told.talked(meera, Scene.wamid(), time.instant(), direction);
            assertThat(waiting()).isEmpty();
            time.advance(Duration.ofMinutes(5));
        }
        assertThat(all())
                .hasSize(2)
                .allSatisfy(callback -> {
                    assertThat(callback.state()).isEqualTo(Callback.State.DONE);
                    assertThat(events(callback))
                            .extracting(CallbackEvent::kind)
                            .containsExactly(CallbackEvent.Kind.TALKED, CallbackEvent.Kind.CAME);
                });
    }

    @Test
    void an_unanswered_call_of_ours_leaves_it_waiting() {
        told.missed(meera, Scene.wamid(), time.instant());
        time.advance(Duration.ofMinutes(5));
        told.unanswered(meera, Scene.wamid(), time.instant());
        assertThat(waiting()).hasSize(1);
    }

    @Test
    void what_is_told_late_does_not_come_up_after_they_talked() {
        var before = time.instant();
        time.advance(Duration.ofMinutes(5));
        told.talked(meera, Scene.wamid(), time.instant(), Notice.Direction.OUTGOING);
        told.missed(meera, Scene.wamid(), before);
        assertThat(all()).isEmpty();
    }

    @Test
    void what_came_up_after_they_talked_stays() {
        var before = time.instant();
        time.advance(Duration.ofMinutes(5));
        told.missed(meera, Scene.wamid(), time.instant());
        told.talked(meera, Scene.wamid(), before, Notice.Direction.OUTGOING);
        assertThat(waiting()).hasSize(1);
    }

    @Test
    void one_waits_per_person_and_a_done_one_cannot_be_opened_beside_it() {
        told.missed(meera, Scene.wamid(), time.instant());
        var first = all().getFirst();
        finish(first.id());
        time.advance(Duration.ofMinutes(1));
        told.missed(meera, Scene.wamid(), time.instant());
        assertThat(waiting()).hasSize(1).doesNotContain(first);
        assertThatThrownBy(() -> reopen(first.id())).isInstanceOf(DuplicateKeyException.class);
        finish(waiting().getFirst().id());
        reopen(first.id());
        assertThat(waiting()).singleElement().returns(first.id(), Callback::id);
    }

    @Test
    void of_many_events_at_once_each_is_counted_once_and_one_waits() throws Exception {
        assertThat(race(occasions)).isEqualTo(AT_ONCE);
        assertThat(waiting()).singleElement().returns(DIFFERENT, Callback::times);
        assertThat(all()).hasSize(1);
    }

    @Test
    void without_lock_and_key_several_wait() throws Exception {
        lotus.in(() -> jdbc.sql("alter table callback drop key callback_waiting").update());
        race(unheld());
        assertThat(waiting()).hasSizeGreaterThan(1);
    }

    /** The key alone leaves one, too, but turns the others away. */
    @Test
    void without_the_lock_events_are_lost() throws Exception {
        assertThat(race(unheld())).isLessThan(AT_ONCE);
        assertThat(waiting()).hasSize(1);
    }

    /** Calls and taps of one person in the same moment, each told twice; how many were heard. */
    private long race(Occasions heard) throws Exception {
        var sources = IntStream.range(0, DIFFERENT).mapToObj(_ -> Scene.wamid()).toList();
        var opened =
                AtOnce.all(
                        AT_ONCE,
                        i ->
                                () ->
                                        opens(
                                                heard,
                                                new Occasions.Occasion(
                                                        lotus.number.id(),
                                                        meera.id(),
                                                        Callback.Cause.values()[
                                                                i
                                                                        % DIFFERENT
                                                                        % Callback.Cause.values()
                                                                                .length],
                                                        sources.get(i % DIFFERENT),
                                                        time.instant())));
        return opened.stream().filter(Boolean::booleanValue).count();
    }

    private boolean opens(Occasions heard, Occasions.Occasion occasion) {
        try {
            return lotus.in(() -> {
                heard.open(occasion);
                return true;
            });
        } catch (DataAccessException turnedAway) {
            return false;
        }
    }

    /** The same, but nobody waits for others, and several look together: the protection is off. */
    private Occasions unheld() {
        var together = AtOnce.meeting(4);
        return new Occasions(callbacks, events, contacts, jdbc) {
            @Override
            void hold(Id contact) {}

            @Override
            Optional<Id> lockWaiting(Id contact, Id number) {
                var waiting = super.lockWaiting(contact, number);
                together.run();
                return waiting;
            }
        };
    }

    @Test
    void exactly_one_of_two_takes_it() {
        told.missed(meera, Scene.wamid(), time.instant());
        var ravi = new Member(Id.fresh(), "Ravi", "ravi@lotus.example", Role.AGENT);
        var callback = all().getFirst().id();
        lotus.in(() -> callbacks.take(callback, asha));
        assertThat(lotus.in(() -> callbacks.take(callback, ravi)).orElseThrow())
                .returns("Asha", Callback::agentName)
                .returns(Callback.State.IN_PROGRESS, Callback::state);
    }

    @Test
    void what_is_given_back_can_be_taken_by_somebody_else() {
        told.missed(meera, Scene.wamid(), time.instant());
        var callback = all().getFirst().id();
        lotus.in(() -> callbacks.take(callback, asha));
        var taken = all().getFirst();
        lotus.in(() ->
                callbacks.change(
                        callback,
                        new Callbacks.Wish(null, taken.dueAt(), "Back soon", taken.version()),
                        asha));
        assertThat(all().getFirst()).returns(Callback.State.OPEN, Callback::state);
        var ravi = new Member(Id.fresh(), "Ravi", "ravi@lotus.example", Role.AGENT);
        assertThat(lotus.in(() -> callbacks.take(callback, ravi)).orElseThrow())
                .returns("Ravi", Callback::agentName)
                .returns(Callback.State.IN_PROGRESS, Callback::state);
    }

    @Test
    void what_is_done_stays_done_though_nobody_took_care_of_it() {
        told.missed(meera, Scene.wamid(), time.instant());
        var callback = all().getFirst().id();
        finish(callback);
        var done = all().getFirst();
        lotus.in(() ->
                callbacks.change(
                        callback,
                        new Callbacks.Wish(null, done.dueAt(), "Was easy", done.version()),
                        asha));
        assertThat(all().getFirst())
                .returns(Callback.State.DONE, Callback::state)
                .returns("Was easy", Callback::note);
    }

    private void finish(Id callback) {
        lotus.tenant.run(() -> callbacks.finish(callback, asha));
    }

    private void reopen(Id callback) {
        lotus.tenant.run(() -> callbacks.reopen(callback, asha));
    }

    private void allowCallbacks(boolean allowed) {
        lotus.in(() ->
                jdbc.sql("update business_number set callback_permission = ?")
                        .param(allowed)
                        .update());
    }

    private List<Callback> waiting() {
        return all().stream().filter(callback -> !callback.done()).toList();
    }

    private List<Callback> all() {
        return lotus.in(() ->
                jdbc.sql("select %s from callback order by id".formatted(Callbacks.COLUMNS))
                        .query(Callbacks::read)
                        .list());
    }

    private List<CallbackEvent> events(Callback callback) {
        return lotus.in(() -> events.of(callback.id()));
    }
}
