package dev.assent.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assent.access.People;
import dev.assent.access.Role;
import dev.assent.contact.Contact;
import dev.assent.permission.HandMovedTime;
import dev.assent.permission.Moods;
import dev.assent.permission.PermissionTest;
import dev.assent.permission.Scene;
import dev.assent.tenancy.Id;
import dev.assent.whatsapp.Notice;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

@PermissionTest
class ChatPagesTest {

    @Autowired ApplicationContext application;
    @Autowired HandMovedTime time;
    @Autowired Moods moods;
    @Autowired JdbcClient jdbc;

    private Talk talk;

    @BeforeEach
    void open() {
        moods.calm();
        talk = Talk.of(application);
    }

    @AfterEach
    void calm() {
        moods.calm();
    }

    @Test
    void what_somebody_writes_stands_in_the_list_and_in_the_thread() {
        var meera = talk.writer();
        assertThat(talk.conversation(meera).unread()).isEqualTo(1);
        assertThat(talk.agent.fragment("/messages/unread").body()).contains("<span>1</span>");
        assertThat(talk.agent.page("/messages").body())
                .contains("conversation-" + meera.id(), "Hello", " unread");
        assertThat(talk.agent.page(Talk.path(meera)).body())
                .contains("Hello", "thread-unread", "Free messages until", "Call Permission");
    }

    @Test
    void whoever_has_looked_has_read() {
        var meera = talk.writer();
        var last = talk.written(meera).getLast().id().toString();
        var path = Talk.path(meera) + "/read";
        assertThat(talk.agent.post(path, Map.of("to", last), "HX-Request", "true").status())
                .isEqualTo(204);
        assertThat(talk.conversation(meera).unread()).isZero();
        assertThat(talk.agent.page(Talk.path(meera)).body()).doesNotContain("thread-unread");
        talk.scene.phone(meera, "message", Map.of("text", "Are you there?"));
        await().until(() -> talk.conversation(meera).unread() == 1);
        talk.agent.post(path, Map.of("to", last), "HX-Request", "true");
        assertThat(talk.conversation(meera).unread()).isEqualTo(1);
    }

    @Test
    void an_answer_goes_out_and_comes_further() {
        var meera = talk.writer();
        var answer = talk.sent(meera, "Good morning Meera");
        assertThat(answer.status()).isIn(Delivery.SENT, Delivery.DELIVERED);
        assertThat(answer.author()).isEqualTo("Asha Kulkarni");
        await().until(() -> talk.message(answer.id()).status() == Delivery.DELIVERED);
        talk.scene.phone(meera, "read", Map.of());
        await().until(() -> talk.message(answer.id()).status() == Delivery.READ);
        assertThat(talk.agent.fragment(Talk.path(meera) + "/newest").body())
                .contains("Good morning Meera", "data-status=\"READ\"");
        assertThat(talk.agent.page("/messages").body()).contains("You: ", "Good morning Meera");
    }

    @Test
    void the_same_sent_twice_is_sent_once() {
        var meera = talk.writer();
        var attempt = Id.fresh();
        assertThat(talk.send(meera, attempt, "Once").status()).isEqualTo(200);
        assertThat(talk.send(meera, attempt, "Once").body()).contains("data-sent=\"true\"");
        assertThat(talk.arrived(meera, "Once")).isEqualTo(1);
    }

    @Test
    void other_words_under_an_identity_that_was_used_are_not_lost() {
        var meera = talk.writer();
        var attempt = Id.fresh();
        talk.send(meera, attempt, "First");
        var answer = talk.send(meera, attempt, "Second");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("Press Send once more", "data-next=\"");
        assertThat(talk.arrived(meera, "Second")).isZero();
    }

    @Test
    void without_javascript_it_is_sent_as_well() {
        var meera = talk.writer();
        var answer =
                talk.agent.post(
                        Talk.path(meera), Map.of("attempt", Id.fresh().toString(), "text", "Hi"));
        assertThat(answer.leadsTo()).isEqualTo(Talk.path(meera));
        assertThat(talk.arrived(meera, "Hi")).isEqualTo(1);
    }

    @Test
    void nothing_and_too_much_is_not_sent() {
        var meera = talk.writer();
        assertThat(talk.send(meera, Id.fresh(), " \n ").body()).contains("Write something first.");
        var longest = "😀".repeat(4_096);
        var tooLong = talk.send(meera, Id.fresh(), longest + "!");
        assertThat(tooLong.status()).isEqualTo(422);
        assertThat(tooLong.body()).contains("at most 4,096 characters; this one has 4,097");
        assertThat(talk.send(meera, Id.fresh(), longest).status()).isEqualTo(200);
        assertThat(talk.written(meera)).hasSize(2);
    }

    @Test
    void after_a_day_only_templates_go_through() {
        talk.reminder();
        var meera = talk.writer();
        time.advance(Duration.ofHours(24).minusSeconds(1));
        assertThat(talk.send(meera, Id.fresh(), "Just in time").status()).isEqualTo(200);
        time.advance(Duration.ofSeconds(1));
        var late = talk.send(meera, Id.fresh(), "Too late");
        assertThat(late.status()).isEqualTo(422);
        assertThat(late.body()).contains("Your words stay here").doesNotContain("data-next");
        assertThat(talk.arrived(meera, "Too late")).isZero();
        assertThat(talk.agent.fragment(Talk.path(meera) + "/window").body())
                .contains("data-window=\"closed\"", "Choose a template");
        var form = talk.agent.fragment(Talk.path(meera) + "/template").body();
        assertThat(form).contains("see_you_soon").doesNotContain("<html");
        var id = form.replaceFirst("(?s).*<option value=\"([^\"]+)\".*", "$1");
        var fields =
                Map.of(
                        "attempt",
                        Id.fresh().toString(),
                        "template",
                        id,
                        "variable.first_name",
                        "Meera",
                        "variable.day",
                        "Friday");
        var missing = new HashMap<>(fields);
        missing.put("variable.day", " ");
        var path = Talk.path(meera) + "/template";
        var wrong = talk.agent.post(path, missing, "HX-Request", "true");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("Fill this in.");
        assertThat(talk.agent.post(path, fields, "HX-Request", "true").status()).isEqualTo(204);
        assertThat(talk.agent.post(path, fields, "HX-Request", "true").status()).isEqualTo(204);
        assertThat(talk.arrived(meera, "Hi Meera, see you on Friday.")).isEqualTo(1);
        assertThat(talk.written(meera).getLast().body()).isEqualTo("Hi Meera, see you on Friday.");
        var gone = new HashMap<>(fields);
        gone.put("attempt", Id.fresh().toString());
        gone.put("template", "12345");
        assertThat(talk.agent.post(path, gone, "HX-Request", "true").body())
                .contains("What you chose is not possible any more.");
    }

    @Test
    void a_template_that_needs_a_picture_is_not_offered_but_named() {
        talk.reminder();
        talk.approved(
                "winter_offer",
                List.of(
                        Map.of("type", "HEADER", "format", "IMAGE"),
                        Map.of("type", "BODY", "text", "Look at this.")));
        var meera = talk.writer();
        var form = talk.agent.fragment(Talk.path(meera) + "/template").body();
        assertThat(form)
                .contains("see_you_soon", "belongs to it: winter_offer.")
                .doesNotContain("winter_offer ·");
    }

    @Test
    void a_template_that_was_refused_is_told_so_however_often_it_comes() {
        talk.reminder();
        var meera = talk.writer();
        var path = Talk.path(meera) + "/template";
        var id =
                talk.agent
                        .fragment(path)
                        .body()
                        .replaceFirst("(?s).*<option value=\"([^\"]+)\".*", "$1");
        var fields =
                Map.of(
                        "attempt",
                        Id.fresh().toString(),
                        "template",
                        id,
                        "variable.first_name",
                        "Meera",
                        "variable.day",
                        "Friday");
        moods.fail("ERROR", 131_056, "messages", 1, false);
        for (int time = 0; time < 2; time++) {
            var told = talk.agent.post(path, fields, "HX-Request", "true");
            assertThat(told.status()).isEqualTo(204);
            assertThat(told.header("HX-Trigger")).contains("the conversation tells why");
        }
    }

    @Test
    void another_template_under_an_identity_that_was_used_is_not_taken_for_the_one_before() {
        talk.reminder();
        var meera = talk.writer();
        var path = Talk.path(meera) + "/template";
        var id =
                talk.agent
                        .fragment(path)
                        .body()
                        .replaceFirst("(?s).*<option value=\"([^\"]+)\".*", "$1");
        var fields = new HashMap<String, String>();
        fields.put("attempt", Id.fresh().toString());
        fields.put("template", id);
        fields.put("variable.first_name", "Meera");
        fields.put("variable.day", "Friday");
        assertThat(talk.agent.post(path, fields, "HX-Request", "true").status()).isEqualTo(204);
        fields.put("variable.day", "Monday");
        var form = talk.agent.post(path, fields, "HX-Request", "true");
        assertThat(form.status()).isEqualTo(409);
        assertThat(form.body()).contains("What you chose before was sent already.", "Monday");
        assertThat(talk.arrived(meera, "Hi Meera, see you on Monday.")).isZero();
        fields.put(
                "attempt",
                form.body().replaceFirst("(?s).*name=\"attempt\" value=\"([^\"]+)\".*", "$1"));
        assertThat(talk.agent.post(path, fields, "HX-Request", "true").status()).isEqualTo(204);
        assertThat(talk.arrived(meera, "Hi Meera, see you on Monday.")).isEqualTo(1);
    }

    @Test
    void what_meta_refuses_tells_why_and_can_be_sent_again_once() {
        var meera = talk.writer();
        moods.fail("ERROR", 131_056, "messages", 1, false);
        var failed = talk.sent(meera, "Hello Meera");
        assertThat(failed.status()).isEqualTo(Delivery.FAILED);
        assertThat(talk.agent.page(Talk.path(meera)).body())
                .contains("Too many messages to this person in a short time.", "Send again");
        var again = Map.of("message", failed.id().toString());
        for (int time = 0; time < 2; time++) {
            assertThat(
                            talk.agent
                                    .post(Talk.path(meera) + "/again", again, "HX-Request", "true")
                                    .status())
                    .isEqualTo(200);
        }
        assertThat(talk.arrived(meera, "Hello Meera")).isEqualTo(1);
        assertThat(talk.agent.page(Talk.path(meera)).body())
                .contains("Sent again below.")
                .doesNotContain("Send again");
    }

    @Test
    void what_nobody_knows_the_end_of_is_told_by_its_echo() {
        var meera = talk.writer();
        moods.fail("TIMEOUT", 0, "messages", 1, true);
        var message = talk.sent(meera, "Did this arrive?");
        assertThat(message.status()).isIn(Delivery.UNKNOWN, Delivery.SENT, Delivery.DELIVERED);
        await().until(() -> talk.message(message.id()).status() == Delivery.DELIVERED);
        assertThat(talk.message(message.id()).messageId()).startsWith("wamid.");
        assertThat(talk.arrived(meera, "Did this arrive?")).isEqualTo(1);
    }

    @Test
    void pictures_and_voice_notes_come_through_our_own_server() {
        var meera = talk.writer();
        talk.scene.phone(meera, "picture", Map.of("text", "My tooth"));
        talk.scene.phone(meera, "voice", Map.of());
        await().until(() -> talk.written(meera).size() == 3);
        var thread = talk.agent.page(Talk.path(meera)).body();
        assertThat(thread).contains("<img", "<audio", "My tooth");
        for (var message : talk.written(meera).subList(1, 3)) {
            var path = "/messages/media/" + message.id();
            for (int time = 0; time < 2; time++) {
                var file = talk.agent.get(path);
                assertThat(file.status()).isEqualTo(200);
                assertThat(file.header("Content-Type")).isEqualTo(message.mime());
                assertThat(file.header("Cache-Control")).contains("private", "immutable");
                assertThat(file.header("Content-Disposition")).isEqualTo("inline");
            }
        }
        assertThat(
                        talk.agent
                                .get("/messages/media/" + talk.written(meera).getFirst().id())
                                .status())
                .isEqualTo(404);
        var kept =
                talk.scene.in(() ->
                        jdbc.sql("select count(*) from message_file").query(Long.class).single());
        assertThat(kept).isEqualTo(2);
    }

    @Test
    void a_file_that_a_browser_might_run_is_only_saved() {
        var meera = talk.writer();
        var id = Id.fresh();
        talk.scene.in(() -> {
            jdbc.sql(
                            """
                            insert into message (id, contact_id, number_id, at, incoming, kind, body,
                                media, mime)
                            values (?, ?, ?, now(), true, 'document', 'plan.html', 'm1', 'text/html')
                            """)
                    .params(id.value(), meera.id().value(), talk.scene.number.id().value())
                    .update();
            return jdbc.sql("insert into message_file values (?, 'text/html', '<script>')")
                    .param(id.value())
                    .update();
        });
        var file = talk.agent.get("/messages/media/" + id);
        assertThat(file.header("Content-Type")).isEqualTo("application/octet-stream");
        assertThat(file.header("Content-Disposition"))
                .startsWith("attachment")
                .contains("plan.html");
    }

    @Test
    void a_conversation_is_taken_over_and_the_thread_tells() {
        var meera = talk.writer();
        var ravi = People.in(application).hire(Role.AGENT, talk.scene.tenant);
        var path = Talk.path(meera) + "/agent";
        var mine = Map.of("account", talk.asha.account().toString());
        talk.agent.post(path, mine, "HX-Request", "true");
        talk.agent.post(path, mine, "HX-Request", "true");
        assertThat(talk.conversation(meera).agent()).isEqualTo(talk.asha.account());
        assertThat(talk.agent.page("/messages?show=mine").body()).contains(meera.id().toString());
        var browser = ravi.signIn().browser();
        browser.page(Talk.path(meera));
        browser.post(path, Map.of("account", ravi.account().toString()), "HX-Request", "true");
        assertThat(talk.agent.page("/messages?show=mine").body())
                .doesNotContain("conversation-" + meera.id());
        assertThat(talk.written(meera))
                .extracting(Message::body)
                .containsExactly(
                        "Hello",
                        "Asha Kulkarni" + " took the conversation.",
                        "Asha Kulkarni" + " took over from " + "Asha Kulkarni" + ".");
        browser.post(path, Map.of("account", ""), "HX-Request", "true");
        assertThat(talk.conversation(meera).agent()).isNull();
        assertThat(browser.post(path, Map.of("account", Id.fresh().toString())).status())
                .isEqualTo(404);
        var audited =
                talk.scene.in(() ->
                        jdbc.sql("select what from audit where what like '%conversation'")
                                .query(String.class)
                                .list());
        assertThat(audited)
                .containsExactly(
                        "assigned a conversation",
                        "assigned a conversation",
                        "took back a conversation");
    }

    @Test
    void requests_and_answers_stand_in_line() {
        var meera = talk.writer();
        talk.scene.ask(meera);
        talk.scene.phone(meera, "reply", Map.of("choice", "allow"));
        await().until(() ->
                talk.agent
                        .fragment(Talk.path(meera) + "/newest")
                        .body()
                        .contains("allowed calls for 7 days"));
        assertThat(talk.agent.page(Talk.path(meera)).body())
                .contains("May we call you?", "asked for permission.")
                // An Arabic name at its beginning would turn our sentence round.
                .doesNotContainPattern("class=\"pill[^\n]*dir=\"auto\"[^\n]*asked for permission");
        assertThat(talk.agent.page("/messages").body())
                .contains("allowed calls for 7 days", "May be called");
    }

    /**
     * In the thread, in the timeline and in the table; at the second and the fourth, and not
     * before.
     */
    @Test
    void what_whatsapp_does_about_unanswered_calls_is_told_everywhere() {
        var meera = talk.writer();
        talk.scene.grant(meera, null);
        var suggested = "2nd in a row: WhatsApp suggested to";
        var withdrew = "4th unanswered call: WhatsApp withdrew the permission.";
        for (int calls = 1; calls <= 4; calls++) {
            time.advance(Duration.ofMinutes(1));
            talk.scene.hear(unanswered(meera));
            var story =
                    List.of(
                            talk.agent.fragment(Talk.path(meera) + "/newest").body(),
                            talk.agent
                                    .fragment("/contacts/%s/timeline".formatted(meera.id()))
                                    .body());
            for (var told : story) {
                assertThat(told).contains("Call not answered.");
                assertThat(told.contains(suggested)).as("%d calls", calls).isEqualTo(calls >= 2);
                assertThat(told.contains(withdrew)).as("%d calls", calls).isEqualTo(calls == 4);
            }
            var row = talk.agent.fragment("/calling/rows/" + meera.id()).body();
            assertThat(row.contains(calls + " unanswered in a row, WhatsApp warned them"))
                    .as("%d calls", calls)
                    .isEqualTo(calls == 2 || calls == 3);
            assertThat(row.contains("Revoked")).as("%d calls", calls).isEqualTo(calls == 4);
            assertThat(row.contains(">4 unanswered in a row<")).isEqualTo(calls == 4);
        }
        assertThat(talk.agent.page("/messages").body()).contains(withdrew);
    }

    private Notice unanswered(Contact contact) {
        return new Notice.CallTerminate(
                "wacid." + Id.fresh(),
                Scene.person(contact),
                time.instant(),
                Notice.Direction.OUTGOING,
                null,
                null,
                null,
                false,
                List.of(),
                null);
    }

    @Test
    void whatever_happened_last_brings_a_conversation_up() {
        var meera = talk.writer();
        time.advance(Duration.ofMinutes(1));
        var jonas = talk.writer();
        assertThat(listed()).containsExactly(jonas.id().toString(), meera.id().toString());
        time.advance(Duration.ofMinutes(1));
        talk.scene.hear(unanswered(meera));
        assertThat(listed()).containsExactly(meera.id().toString(), jonas.id().toString());
        time.advance(Duration.ofMinutes(1));
        talk.sent(jonas, "Good morning");
        assertThat(listed()).containsExactly(jonas.id().toString(), meera.id().toString());
    }

    private List<String> listed() {
        return rows(talk.agent.fragment("/messages").body());
    }

    @Test
    void of_a_long_message_only_the_beginning_is_shown_at_first() {
        assertThat(isFolded("x".repeat(1_000))).isFalse();
        assertThat(isFolded("x".repeat(1_001))).isTrue();
        assertThat(isFolded("🦷".repeat(1_000))).isFalse();
        assertThat(isFolded("x\n".repeat(9) + "x")).isFalse();
        assertThat(isFolded("x\n".repeat(10) + "x")).isTrue();
    }

    private boolean isFolded(String text) {
        var meera = talk.scene.stranger();
        talk.hear(talk.notice(meera, Scene.wamid(), "text", text, null));
        var thread = talk.agent.page(Talk.path(meera)).body();
        assertThat(thread).contains(text);
        assertThat(thread.contains("Show all of it")).isEqualTo(thread.contains("chat-long"));
        return thread.contains("Show all of it");
    }

    @Test
    void people_are_found_by_name_number_and_what_was_written_last() {
        var meera = talk.scene.stranger("Meera Raghunathan");
        talk.scene.phone(meera, "message", Map.of("text", "Es ist die KRÖNE, hinten links"));
        var other = talk.writer();
        await().until(() -> !talk.written(meera).isEmpty());
        for (var q : List.of("raghu", meera.phone().e164(), "krone")) {
            var found =
                    talk.agent.fragment(
                            "/messages?q=" + URLEncoder.encode(q, StandardCharsets.UTF_8));
            assertThat(found.body())
                    .as(q)
                    .contains("conversation-" + meera.id())
                    .doesNotContain("conversation-" + other.id());
        }
        assertThat(talk.agent.fragment("/messages?q=nobody").body()).contains("Nothing matches");
    }

    @Test
    void long_lists_and_threads_come_in_pieces() {
        var meera = talk.writer();
        for (int number = 0; number < 120; number++) {
            talk.hear(talk.notice(meera, Scene.wamid(), "text", "Line " + number, null));
        }
        var newest = talk.agent.page(Talk.path(meera)).body();
        assertThat(newest).contains("Line 119", "Line 70").doesNotContain("Line 69");
        var before = newest.replaceFirst("(?s).*/earlier\\?before=([^\"]+)\".*", "$1");
        var earlier = talk.agent.fragment(Talk.path(meera) + "/earlier?before=" + before).body();
        assertThat(earlier).contains("Line 69", "Line 20").doesNotContain(">Line 70<", ">Line 19<");
        for (int number = 0; number < 31; number++) {
            talk.hear(talk.notice(talk.scene.stranger(), Scene.wamid(), "text", "Hello", null));
        }
        var list = talk.agent.fragment("/messages").body();
        var behind = list.replaceFirst("(?s).*behind=([^\"&]+)\".*", "$1");
        var seen = rows(list);
        assertThat(seen).hasSize(Rows.PIECE);
        var rest = rows(talk.agent.fragment("/messages/rows?behind=" + behind).body());
        assertThat(rest).hasSize(2).doesNotContainAnyElementsOf(seen);
    }

    private static List<String> rows(String body) {
        return java.util.regex.Pattern.compile("id=\"conversation-([0-9a-z]+)\"")
                .matcher(body)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    @Test
    void somebody_without_any_number_cannot_be_written_to() {
        var contact = talk.scene.stranger("Nobody");
        talk.scene.in(() ->
                jdbc.sql("update contact set phone = null, wa_id = null where id = ?")
                        .param(contact.id().value())
                        .update());
        assertThat(talk.agent.page(Talk.path(contact)).body())
                .contains("There is no number to write to.");
        assertThat(talk.send(contact, Id.fresh(), "Hello").body())
                .contains("There is no number to send this to.");
    }

    @Test
    void nothing_of_another_business_is_found() {
        var meera = talk.writer();
        talk.scene.phone(meera, "picture", Map.of());
        await().until(() -> talk.written(meera).size() == 2);
        var stranger = Talk.of(application).agent;
        var path = Talk.path(meera);
        for (var page :
                List.of(
                        path,
                        path + "/head",
                        path + "/newest",
                        path + "/earlier?before=x",
                        path + "/window",
                        path + "/template",
                        "/messages/rows/" + meera.id(),
                        "/messages/media/" + talk.written(meera).getLast().id())) {
            assertThat(stranger.fragment(page).status()).as(page).isEqualTo(404);
            assertThat(talk.agent.fragment(page).status()).as("own " + page).isEqualTo(200);
        }
        var fields =
                Map.of(
                        "attempt", Id.fresh().toString(),
                        "text", "Hello",
                        "message", talk.written(meera).getFirst().id().toString(),
                        "to", talk.written(meera).getLast().id().toString(),
                        "account", "");
        for (var deed : List.of("", "/again", "/read", "/agent", "/template", "/template/draft")) {
            assertThat(stranger.post(path + deed, fields).status()).as(deed).isEqualTo(404);
        }
        assertThat(stranger.page("/messages").body()).doesNotContain(meera.id().toString());
        assertThat(talk.written(meera)).hasSize(2);
        assertThat(talk.conversation(meera).unread()).isEqualTo(2);
    }

    @Test
    void one_cannot_send_again_what_belongs_to_another_conversation() {
        var meera = talk.writer();
        var farah = talk.writer();
        moods.fail("ERROR", 131_056, "messages", 1, false);
        var failed = talk.sent(meera, "Hello Meera");
        assertThat(
                        talk.agent
                                .post(
                                        Talk.path(farah) + "/again",
                                        Map.of("message", failed.id().toString()))
                                .status())
                .isEqualTo(404);
    }
}
