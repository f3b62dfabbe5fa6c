package dev.assent.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.contact.Contact;
import dev.assent.permission.HandMovedTime;
import dev.assent.permission.PermissionTest;
import dev.assent.permission.Scene;
import dev.assent.tenancy.Id;
import dev.assent.whatsapp.MetaError;
import dev.assent.whatsapp.Notice;
import dev.assent.whatsapp.Notice.CallProgress;
import dev.assent.whatsapp.Notice.Direction;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;

/** However webhooks come, calls end in the same state, and are told to have ended once. */
@PermissionTest
class ShuffledCallsTest {

    private static final List<CallEnded> ENDED = new CopyOnWriteArrayList<>();
    private static boolean listening;

    @Autowired ApplicationContext application;
    @Autowired HandMovedTime time;

    private Scene lotus;
    private CallStage stage;
    private Instant began;

    @BeforeEach
    void listen() {
        lotus = Scene.lotus(application);
        stage = new CallStage(application, lotus);
        began = time.instant().minusSeconds(100);
        if (!listening) {
            ((ConfigurableApplicationContext) application)
                    .addApplicationListener((PayloadApplicationEvent<?> event) -> {
                        if (event.getPayload() instanceof CallEnded ended) {
                            ENDED.add(ended);
                        }
                    });
            listening = true;
        }
    }

    /** What Meta tells of one call, and what is true of it. */
    private record Story(
            String name, BiFunction<Contact, String, List<Notice>> words, Outcome truth) {}

    private final List<Story> stories =
            List.of(
                    new Story("completed", this::completed, Outcome.COMPLETED),
                    new Story("unanswered", this::unanswered, Outcome.UNANSWERED),
                    new Story("rejected", this::rejected, Outcome.REJECTED),
                    new Story("failed", this::failed, Outcome.FAILED),
                    new Story("taken", this::taken, Outcome.COMPLETED),
                    new Story("missed", this::missed, Outcome.MISSED));

    @Test
    void in_any_order_repeated_and_in_any_batches() {
        for (var story : stories) {
            var tidy = told(story, new Random(0), false);
            assertThat(tidy.outcome()).as(story.name()).isEqualTo(story.truth());
            for (int seed = 1; seed <= 12; seed++) {
                assertThat(told(story, new Random(seed), true).course().facts())
                        .as("%s, seed %d", story.name(), seed)
                        .isEqualTo(tidy.course().facts());
            }
        }
    }

    /** The end alone tells whether they talked; who rejected may remain unknown. */
    @Test
    void with_words_that_never_come_the_end_is_true_all_the_same() {
        for (var story : stories) {
            for (int seed = 1; seed <= 8; seed++) {
                var random = new Random(seed);
                var contact = lotus.stranger();
                var wacid = "wacid.DROP" + contact.id();
                var words = new ArrayList<>(story.words().apply(contact, wacid));
                var end = words.removeLast();
                words.removeIf(_ -> random.nextBoolean());
                words.add(end);
                Collections.shuffle(words, random);
                words.forEach(stage::hear);
                var truth = story.truth() == Outcome.REJECTED ? Outcome.UNANSWERED : story.truth();
                assertThat(stage.called(wacid).outcome())
                        .as("%s, seed %d", story.name(), seed)
                        .isIn(story.truth(), truth);
            }
        }
    }

    @Test
    void without_its_end_it_is_over_by_time() {
        var contact = lotus.stranger();
        var wacid = "wacid.ENDLESS" + contact.id();
        var words = new ArrayList<>(completed(contact, wacid));
        words.removeLast();
        stage.hear(words.toArray(Notice[]::new));
        var call = stage.called(wacid);
        assertThat(call.state(time.instant())).isEqualTo(State.CONNECTED);
        var day = began.plusSeconds(9).plus(Duration.ofHours(24));
        assertThat(call.course().outcome(day.minusSeconds(1))).isNull();
        assertThat(call.course().outcome(day)).isEqualTo(Outcome.COMPLETED);
    }

    @Test
    void each_end_is_told_once_however_often_webhooks_repeat() {
        var contact = lotus.stranger();
        var wacid = "wacid.ONCE" + contact.id();
        var words = completed(contact, wacid);
        for (int i = 0; i < 5; i++) {
            words.forEach(stage::hear);
        }
        assertThat(ended(wacid)).containsExactly(Outcome.COMPLETED);
        assertThat(lotus.sheet(contact).position().calls()).hasSize(1);
        assertThat(lotus.sheet(contact).position().callLimits().getFirst().used()).isEqualTo(1);
    }

    @Test
    void a_pick_up_that_is_told_after_the_end_corrects_it() {
        var contact = lotus.stranger();
        var wacid = "wacid.AFTER" + contact.id();
        stage.hear(end(contact, wacid, Direction.OUTGOING, null, false));
        assertThat(stage.called(wacid).outcome()).isEqualTo(Outcome.UNANSWERED);
        stage.hear(status(contact, wacid, CallProgress.ACCEPTED, 9));
        assertThat(stage.called(wacid).outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(ended(wacid)).containsExactly(Outcome.UNANSWERED, Outcome.COMPLETED);
    }

    /** Meta's word may come before her own answer, and without our name in it. */
    @Test
    void two_rows_that_turn_out_to_be_one_call_become_one() {
        var contact = lotus.stranger();
        lotus.grant(contact, null);
        var wacid = "wacid.TWICE" + contact.id();
        var attempt = Id.fresh();
        var switchboard = application.getBean(Switchboard.class);
        lotus.in(() ->
                switchboard.open(
                        new Call(
                                attempt,
                                lotus.number.id(),
                                contact.id(),
                                Course.unknown(false).and(Fact.DIALLED, began),
                                Id.fresh(),
                                "Asha",
                                null,
                                null,
                                null,
                                null,
                                null)));
        stage.hear(status(contact, wacid, CallProgress.RINGING, 3));
        assertThat(stage.called(wacid).id()).isNotEqualTo(attempt);
        stage.hear(
                new Notice.CallConnect(
                        wacid,
                        Scene.person(contact),
                        began.plusSeconds(2),
                        Direction.OUTGOING,
                        Sdp.answer(),
                        null,
                        attempt));
        var call = stage.called(wacid);
        assertThat(call.id()).isEqualTo(attempt);
        assertThat(call.agentName()).isEqualTo("Asha");
        assertThat(call.course().facts())
                .containsEntry(Fact.RINGING, began.plusSeconds(3))
                .containsEntry(Fact.CONNECTED, began.plusSeconds(2));
        assertThat(call.remote()).isNotNull();
    }

    private List<Outcome> ended(String wacid) {
        return ENDED.stream()
                .filter(ended -> wacid.equals(ended.call().course().wacid()))
                .map(ended -> ended.call().course().outcome(time.instant()))
                .toList();
    }

    private Call told(Story story, Random random, boolean shuffled) {
        var contact = lotus.stranger();
        var wacid = "wacid.TOLD" + contact.id();
        var words = new ArrayList<>(story.words().apply(contact, wacid));
        if (shuffled) {
            List.copyOf(words).stream().filter(_ -> random.nextInt(3) == 0).forEach(words::add);
            Collections.shuffle(words, random);
        }
        for (int from = 0; from < words.size(); ) {
            var to = Math.min(words.size(), from + 1 + random.nextInt(3));
            stage.hear(words.subList(from, to).toArray(Notice[]::new));
            from = to;
        }
        return stage.called(wacid);
    }

    private List<Notice> completed(Contact contact, String wacid) {
        return List.of(
                connect(contact, wacid, Direction.OUTGOING),
                status(contact, wacid, CallProgress.RINGING, 3),
                status(contact, wacid, CallProgress.ACCEPTED, 9),
                end(contact, wacid, Direction.OUTGOING, 30, false));
    }

    private List<Notice> unanswered(Contact contact, String wacid) {
        return List.of(
                connect(contact, wacid, Direction.OUTGOING),
                status(contact, wacid, CallProgress.RINGING, 3),
                end(contact, wacid, Direction.OUTGOING, null, false));
    }

    private List<Notice> rejected(Contact contact, String wacid) {
        return List.of(
                connect(contact, wacid, Direction.OUTGOING),
                status(contact, wacid, CallProgress.RINGING, 3),
                status(contact, wacid, CallProgress.REJECTED, 9),
                end(contact, wacid, Direction.OUTGOING, null, false));
    }

    private List<Notice> failed(Contact contact, String wacid) {
        return List.of(
                connect(contact, wacid, Direction.OUTGOING),
                status(contact, wacid, CallProgress.RINGING, 3),
                end(contact, wacid, Direction.OUTGOING, null, true));
    }

    private List<Notice> taken(Contact contact, String wacid) {
        return List.of(
                connect(contact, wacid, Direction.INCOMING),
                end(contact, wacid, Direction.INCOMING, 30, false));
    }

    private List<Notice> missed(Contact contact, String wacid) {
        return List.of(
                connect(contact, wacid, Direction.INCOMING),
                end(contact, wacid, Direction.INCOMING, null, false));
    }

    private Notice connect(Contact contact, String wacid, Direction direction) {
        return new Notice.CallConnect(
                wacid,
                Scene.person(contact),
                began,
                direction,
                direction == Direction.INCOMING ? Sdp.offer() : Sdp.answer(),
                null,
                null);
    }

    private Notice status(Contact contact, String wacid, CallProgress progress, int seconds) {
        return new Notice.CallStatus(
                wacid, Scene.person(contact), began.plusSeconds(seconds), progress, null);
    }

    private Notice end(
            Contact contact, String wacid, Direction direction, Integer seconds, boolean failed) {
        var end = began.plusSeconds(40);
        return new Notice.CallTerminate(
                wacid,
                Scene.person(contact),
                end,
                direction,
                seconds == null ? null : end.minusSeconds(seconds),
                seconds == null ? null : end,
                seconds,
                failed,
                failed ? List.of(new MetaError(138_021, "no media", null, null)) : List.of(),
                null);
    }
}
