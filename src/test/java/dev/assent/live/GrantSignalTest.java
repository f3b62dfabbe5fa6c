package dev.assent.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.access.People;
import dev.assent.access.Role;
import dev.assent.access.Sessions;
import dev.assent.contact.Contact;
import dev.assent.permission.Ask;
import dev.assent.permission.Asked;
import dev.assent.permission.Asking;
import dev.assent.permission.PermissionTest;
import dev.assent.permission.Scene;
import dev.assent.tenancy.Id;
import dev.assent.whatsapp.Notice;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Whoever asked hears of the grant from the very thread that writes it down, as soon as that is
 * committed: there is no round to wait for.
 */
@PermissionTest
class GrantSignalTest {

    @Autowired ApplicationContext application;
    @Autowired Asking asking;
    @Autowired Streams streams;

    private final List<Stream> open = new ArrayList<>();
    private Scene lotus;
    private Contact meera;

    @BeforeEach
    void somebody_may_be_asked() {
        lotus = Scene.lotus(application);
        meera = lotus.writer();
    }

    @AfterEach
    void close() {
        open.forEach(streams::remove);
    }

    @Test
    void whoever_asked_is_told_with_the_commit_and_nobody_else() {
        var asha = People.in(application).hire(Role.AGENT, lotus.tenant).signIn();
        var ravi = People.in(application).hire(Role.AGENT, lotus.tenant).signIn();
        var message = ask(asha);
        var heard = listen(asha, "grants-" + asha.account());
        var heardByRavi = listen(ravi, "grants-" + ravi.account());
        lotus.in(() -> {
            allow(message);
            assertThat(heard).isEmpty();
            return null;
        });
        assertThat(heard)
                .containsExactly(
                        new Word("grants-" + asha.account(), Thread.currentThread().getName()));
        assertThat(heardByRavi).isEmpty();
    }

    private record Word(String topics, String thread) {}

    /** What a page of this person's is told of changes, and by whom. */
    private List<Word> listen(People.Person person, String topic) {
        var heard = new CopyOnWriteArrayList<Word>();
        var browser =
                new Stream.Browser() {
                    @Override
                    public void send(String event, String data, long id) throws IOException {
                        if (event.equals("changed")) {
                            heard.add(new Word(data, Thread.currentThread().getName()));
                        }
                    }

                    @Override
                    public void end() {}
                };
        var stream = new Stream(ticket(person), Set.of(topic), browser, Runnable::run);
        open.add(stream);
        streams.add(stream);
        return heard;
    }

    private StreamRights.Ticket ticket(People.Person person) {
        var cookie = person.browser().sessionCookie().orElseThrow().getValue();
        var session = new String(Base64.getDecoder().decode(cookie));
        return new StreamRights.Ticket(
                person.account(),
                lotus.tenant.id(),
                new Sessions.Ticket(session, person.account(), lotus.tenant.id(), Role.AGENT));
    }

    private String ask(People.Person asker) {
        var asked =
                lotus.tenant.call(() ->
                        asking.ask(
                                new Ask(
                                        Id.fresh(),
                                        lotus.number,
                                        meera,
                                        new Ask.FreeForm("May we call?"),
                                        "Asha",
                                        asker.account())));
        return ((Asked.Sent) asked).request().messageId();
    }

    private void allow(String message) {
        lotus.hear(
                new Notice.PermissionReply(
                        Scene.wamid(),
                        Scene.person(meera),
                        lotus.now(),
                        true,
                        false,
                        lotus.now().plus(Duration.ofDays(7)),
                        false,
                        message));
    }
}
