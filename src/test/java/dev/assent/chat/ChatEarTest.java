package dev.assent.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.contact.Contact;
import dev.assent.permission.PermissionTest;
import dev.assent.permission.Scene;
import dev.assent.tenancy.Id;
import dev.assent.whatsapp.Notice;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

@PermissionTest
class ChatEarTest {

    @Autowired ApplicationContext application;
    @Autowired Messages messages;

    private Talk talk;

    @BeforeEach
    void open() {
        talk = Talk.of(application);
    }

    @Test
    void a_message_is_kept_once_however_often_it_is_told() {
        var meera = talk.scene.stranger();
        var hello = talk.notice(meera, Scene.wamid(), "text", "Hello", null);
        talk.hear(hello, hello);
        talk.hear(hello);
        assertThat(talk.written(meera)).hasSize(1);
        assertThat(talk.conversation(meera).unread()).isEqualTo(1);
    }

    @Test
    void what_cannot_be_shown_keeps_its_place() {
        var meera = talk.scene.stranger();
        talk.hear(
                talk.notice(meera, Scene.wamid(), "location", "Indiranagar", null),
                talk.notice(meera, Scene.wamid(), "unsupported", null, null));
        assertThat(talk.agent.page(Talk.path(meera)).body())
                .contains("Location", "Indiranagar", "Message that cannot be shown here");
    }

    @Test
    void a_reaction_stands_on_its_message_until_it_is_taken_back() {
        var meera = talk.scene.stranger();
        var id = Scene.wamid();
        talk.hear(talk.notice(meera, id, "text", "Hello", null));
        talk.hear(talk.notice(meera, Scene.wamid(), "reaction", "👍", id));
        assertThat(talk.written(meera))
                .singleElement()
                .extracting(Message::reaction)
                .isEqualTo("👍");
        talk.hear(talk.notice(meera, Scene.wamid(), "reaction", "", id));
        assertThat(talk.written(meera)).singleElement().extracting(Message::reaction).isNull();
        talk.hear(talk.notice(meera, Scene.wamid(), "reaction", "👍", "wamid.UNKNOWN"));
        assertThat(talk.written(meera)).hasSize(1);
    }

    @Test
    void a_reaction_that_comes_first_waits_for_its_message() {
        var meera = talk.scene.stranger();
        var id = Scene.wamid();
        talk.hear(talk.notice(meera, Scene.wamid(), "reaction", "👍", id));
        assertThat(talk.written(meera)).isEmpty();
        talk.hear(talk.notice(meera, id, "text", "Hello", null));
        assertThat(talk.written(meera))
                .singleElement()
                .extracting(Message::reaction)
                .isEqualTo("👍");
        assertThat(talk.conversation(meera).unread()).isEqualTo(1);
    }

    @Test
    void of_several_that_come_first_the_latest_counts_in_whatever_order() {
        for (int seed = 0; seed < 6; seed++) {
            var meera = talk.scene.stranger();
            var id = Scene.wamid();
            var words = new ArrayList<Notice>();
            words.add(talk.notice(meera, id, "text", "Hello", null));
            words.add(reaction(meera, id, "👍", 1));
            words.add(reaction(meera, id, "", 2));
            words.add(reaction(meera, id, "❤️", 3));
            Collections.shuffle(words, new Random(seed));
            words.forEach(talk::hear);
            assertThat(talk.written(meera))
                    .as("seed " + seed)
                    .singleElement()
                    .extracting(Message::reaction)
                    .isEqualTo("❤️");
        }
    }

    @Test
    void a_reaction_on_a_message_of_ours_waits_until_we_know_what_meta_calls_it() {
        var meera = talk.scene.stranger();
        var attempt = ours(meera.id());
        talk.hear(reaction(meera, "wamid.OF" + attempt, "👍", 5));
        assertThat(talk.message(attempt).reaction()).isNull();
        talk.hear(talk.status(meera, attempt, Notice.Delivery.READ));
        assertThat(talk.message(attempt).reaction()).isEqualTo("👍");
    }

    @Test
    void a_reaction_on_a_request_stands_in_its_line() {
        var meera = talk.scene.writer();
        talk.scene.ask(meera);
        var request = talk.scene.requests(meera).getFirst();
        talk.hear(reaction(meera, request.messageId(), "🙏", 1));
        assertThat(talk.agent.page(Talk.path(meera)).body()).containsOnlyOnce("🙏");
        talk.hear(reaction(meera, request.messageId(), "", 2));
        assertThat(talk.agent.page(Talk.path(meera)).body()).doesNotContain("🙏");
    }

    private Notice.Message reaction(Contact contact, String on, String emoji, int second) {
        return new Notice.Message(
                Scene.wamid(),
                Scene.person(contact),
                talk.scene.now().plusSeconds(second),
                "reaction",
                emoji,
                null,
                null,
                null,
                on);
    }

    @Test
    void how_far_a_message_came_does_not_depend_on_order_or_repetition() {
        var meera = talk.scene.stranger();
        for (int seed = 0; seed < 12; seed++) {
            var attempt = ours(meera.id());
            var words = new ArrayList<Notice>();
            for (var delivery :
                    List.of(
                            Notice.Delivery.SENT,
                            Notice.Delivery.DELIVERED,
                            Notice.Delivery.READ,
                            Notice.Delivery.READ)) {
                words.add(talk.status(meera, attempt, delivery));
            }
            Collections.shuffle(words, new Random(seed));
            words.forEach(talk::hear);
            var told = talk.message(attempt);
            assertThat(told.status()).isEqualTo(Delivery.READ);
            assertThat(told.messageId()).isEqualTo("wamid.OF" + attempt);
            assertThat(told.deliveredAt()).isNotNull();
            assertThat(told.readAt()).isNotNull();
        }
    }

    @Test
    void what_was_lost_stays_lost_though_it_was_sent() {
        var meera = talk.scene.stranger();
        var attempt = ours(meera.id());
        talk.hear(talk.status(meera, attempt, Notice.Delivery.FAILED));
        talk.hear(talk.status(meera, attempt, Notice.Delivery.SENT));
        assertThat(talk.message(attempt).status()).isEqualTo(Delivery.FAILED);
        talk.hear(talk.status(meera, attempt, Notice.Delivery.DELIVERED));
        assertThat(talk.message(attempt).status()).isEqualTo(Delivery.DELIVERED);
    }

    @Test
    void what_was_lost_at_meta_is_not_told_as_lost_on_the_way_there() {
        var meera = talk.scene.stranger();
        var attempt = ours(meera.id());
        talk.hear(talk.status(meera, attempt, Notice.Delivery.FAILED));
        assertThat(talk.message(attempt).trouble()).isEqualTo("trouble.not-delivered");
    }

    @Test
    void only_what_was_looked_at_is_told_as_read() {
        var meera = talk.scene.stranger();
        talk.hear(talk.notice(meera, Scene.wamid(), "text", "Looked at", null));
        var seen = talk.written(meera).getLast();
        talk.hear(talk.notice(meera, Scene.wamid(), "text", "Came meanwhile", null));
        assertThat(talk.scene.in(() -> messages.lastHeard(meera.id(), seen.id()))).contains(seen);
    }

    @Test
    void a_late_message_does_not_become_the_last_one() {
        var meera = talk.scene.stranger();
        talk.hear(talk.notice(meera, Scene.wamid(), "text", "The last", null));
        var late =
                new Notice.Message(
                        Scene.wamid(),
                        Scene.person(meera),
                        talk.scene.now().minusSeconds(60),
                        "text",
                        "An earlier one",
                        null,
                        null,
                        null,
                        null);
        talk.hear(late);
        assertThat(talk.conversation(meera).words()).isEqualTo("The last");
        assertThat(talk.conversation(meera).unread()).isEqualTo(2);
        assertThat(talk.written(meera))
                .extracting(Message::body)
                .containsExactly("An earlier one", "The last");
    }

    @Test
    void a_text_that_grows_when_it_is_folded_is_kept() {
        var meera = talk.scene.stranger();
        talk.hear(talk.notice(meera, Scene.wamid(), "text", "\uFDFA".repeat(3_000), null));
        assertThat(talk.written(meera))
                .singleElement()
                .extracting(Message::body)
                .asString()
                .hasSize(3_000);
    }

    private Id ours(Id contact) {
        var attempt = Id.fresh();
        talk.scene.in(() -> {
            messages.add(
                    Message.outgoing(
                            attempt,
                            contact,
                            talk.scene.number.id(),
                            talk.scene.now(),
                            "Hello",
                            null,
                            "Asha"));
            return null;
        });
        return attempt;
    }
}
