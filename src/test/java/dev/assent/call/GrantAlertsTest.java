package dev.assent.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.access.People;
import dev.assent.access.Role;
import dev.assent.contact.Contact;
import dev.assent.permission.Ask;
import dev.assent.permission.Asked;
import dev.assent.permission.Asking;
import dev.assent.permission.HandMovedTime;
import dev.assent.permission.Moods;
import dev.assent.permission.PermissionTest;
import dev.assent.permission.Scene;
import dev.assent.tenancy.Id;
import dev.assent.whatsapp.Notice;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

@PermissionTest
class GrantAlertsTest {

    private static final Pattern KNOWN = Pattern.compile("/calling/alerts\\?known=([^\"]*)\"");

    @Autowired ApplicationContext application;
    @Autowired HandMovedTime time;
    @Autowired Moods moods;
    @Autowired Asking asking;

    private Scene lotus;
    private People.Person asha;
    private People.Person ravi;

    @BeforeEach
    void sign_in() {
        moods.calm();
        var people = People.in(application);
        lotus = Scene.lotus(application);
        asha = people.hire(Role.AGENT, lotus.tenant).signIn();
        ravi = people.hire(Role.AGENT, lotus.tenant).signIn();
    }

    @Test
    void whoever_asked_is_told_once_and_nobody_else() {
        var before = asha.browser().fragment("/calling/alerts").body();
        assertThat(before).contains("live:grants-" + asha.account()).doesNotContain("grant-dot");
        var meera = lotus.writer();
        var message = ask(meera, asha);
        allow(meera, message, Scene.wamid());

        var told = asha.browser().fragment("/calling/alerts?known=" + known(before));
        assertThat(told.header("HX-Trigger")).contains("toast", "allowed calls", "\"go\"");
        assertThat(told.body()).contains("grant-dot", "may be called");
        var again = asha.browser().fragment("/calling/alerts?known=" + known(told.body()));
        assertThat(again.header("HX-Trigger")).isEmpty();
        assertThat(again.body()).contains("grant-dot");
        assertThat(ravi.browser().fragment("/calling/alerts").body()).doesNotContain("grant-dot");
    }

    @Test
    void a_repeated_webhook_tells_nobody_again() {
        var meera = lotus.writer();
        var message = ask(meera, asha);
        var reply = Scene.wamid();
        allow(meera, message, reply);
        asha.browser().page("/calling/ready");
        allow(meera, message, reply);
        assertThat(asha.browser().fragment("/calling/alerts").body()).doesNotContain("grant-dot");
    }

    @Test
    void the_queue_takes_the_dot_away() {
        var meera = lotus.writer();
        allow(meera, ask(meera, asha), Scene.wamid());
        assertThat(asha.browser().page("/calling/ready").body()).contains(meera.id().toString());
        assertThat(asha.browser().fragment("/calling/alerts").body()).doesNotContain("grant-dot");
    }

    @Test
    void whoever_looks_at_the_queue_is_told_and_keeps_no_dot() {
        var meera = lotus.writer();
        allow(meera, ask(meera, asha), Scene.wamid());
        var told =
                asha.browser()
                        .get(
                                "/calling/alerts?known=",
                                "HX-Request",
                                "true",
                                "HX-Current-URL",
                                "http://localhost/calling/ready?show=never");
        assertThat(told.header("HX-Trigger")).contains("allowed calls");
        assertThat(told.body()).doesNotContain("grant-dot");
    }

    @Test
    void whoever_looks_at_an_odd_address_is_told_as_well() {
        var meera = lotus.writer();
        allow(meera, ask(meera, asha), Scene.wamid());
        for (var odd : List.of("?q=a|b", "?q=100%", "?q=[", "%zz")) {
            var told =
                    asha.browser()
                            .get(
                                    "/calling/alerts?known=",
                                    "HX-Request",
                                    "true",
                                    "HX-Current-URL",
                                    "http://localhost/calling" + odd);
            assertThat(told.status()).as(odd).isEqualTo(200);
            assertThat(told.body()).as(odd).contains("grant-dot");
        }
    }

    @Test
    void a_grant_in_the_profile_is_told_to_whoever_asked_last() {
        var meera = lotus.writer();
        ask(meera, asha);
        allow(meera, null, Scene.wamid());
        assertThat(asha.browser().fragment("/calling/alerts").body()).contains("grant-dot");
    }

    @Test
    void whoever_asked_in_vain_after_that_is_not_told() {
        var meera = lotus.writer();
        var message = ask(meera, asha);
        askLater(meera, "ERROR");
        allow(meera, message, Scene.wamid());
        expectTold(asha, ravi);
    }

    @Test
    void nor_is_anybody_of_whose_request_nobody_knows_whether_it_was_sent() {
        var meera = lotus.writer();
        var message = ask(meera, asha);
        askLater(meera, "TIMEOUT");
        allow(meera, message, Scene.wamid());
        expectTold(asha, ravi);
    }

    @Test
    void a_grant_in_the_profile_is_no_answer_to_a_request_that_failed() {
        var meera = lotus.writer();
        ask(meera, asha);
        askLater(meera, "ERROR");
        allow(meera, null, Scene.wamid());
        expectTold(asha, ravi);
    }

    @Test
    void what_does_not_hold_any_more_is_not_told() {
        var meera = lotus.writer();
        allow(meera, ask(meera, asha), Scene.wamid());
        lotus.hear(
                new Notice.PermissionReply(
                        Scene.wamid(),
                        Scene.person(meera),
                        time.instant().plusSeconds(1),
                        false,
                        false,
                        null,
                        false,
                        null));
        assertThat(asha.browser().fragment("/calling/alerts").body()).doesNotContain("grant-dot");
    }

    @Test
    void a_page_that_opens_later_shows_the_dot_and_says_nothing() {
        var meera = lotus.writer();
        allow(meera, ask(meera, asha), Scene.wamid());
        time.advance(Duration.ofMinutes(1));
        var told = asha.browser().fragment("/calling/alerts");
        assertThat(told.header("HX-Trigger")).isEmpty();
        assertThat(told.body()).contains("grant-dot");
    }

    private String ask(Contact contact, People.Person asker) {
        return ((Asked.Sent) tryToAsk(contact, asker)).request().messageId();
    }

    /** Ravi asks once more, two days later, and it ends so. */
    private void askLater(Contact contact, String failure) {
        time.advance(Duration.ofDays(2));
        lotus.hear(
                new Notice.Message(
                        Scene.wamid(),
                        Scene.person(contact),
                        time.instant(),
                        "text",
                        "Hello",
                        null,
                        null,
                        null,
                        null));
        moods.fail(failure, 131_009, "messages", 1, false);
        assertThat(tryToAsk(contact, ravi))
                .isInstanceOfAny(Asked.Refused.class, Asked.Unknown.class);
    }

    private Asked tryToAsk(Contact contact, People.Person asker) {
        return lotus.tenant.call(() ->
                asking.ask(
                        new Ask(
                                Id.fresh(),
                                lotus.number,
                                contact,
                                new Ask.FreeForm("May we call?"),
                                "Asha",
                                asker.account())));
    }

    private static void expectTold(People.Person told, People.Person other) {
        assertThat(told.browser().fragment("/calling/alerts").body()).contains("grant-dot");
        assertThat(other.browser().fragment("/calling/alerts").body()).doesNotContain("grant-dot");
    }

    private void allow(Contact contact, @Nullable String answers, String reply) {
        lotus.hear(
                new Notice.PermissionReply(
                        reply,
                        Scene.person(contact),
                        time.instant(),
                        true,
                        false,
                        time.instant().plus(Duration.ofDays(7)),
                        false,
                        answers));
    }

    private static String known(String body) {
        var known = KNOWN.matcher(body);
        assertThat(known.find()).isTrue();
        return known.group(1);
    }
}
