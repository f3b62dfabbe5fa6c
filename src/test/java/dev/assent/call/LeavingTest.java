package dev.assent.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assent.access.People;
import dev.assent.access.Role;
import dev.assent.access.Visitor;
import dev.assent.contact.Contact;
import dev.assent.permission.HandMovedTime;
import dev.assent.permission.Moods;
import dev.assent.permission.PermissionTest;
import dev.assent.permission.Scene;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/** An agent whose pages may do nothing any more is in no call either, from that moment on. */
@PermissionTest
class LeavingTest {

    private static final Pattern LETTER = Pattern.compile("/simulator/mail/\\w+");
    private static final Pattern LINK = Pattern.compile("/password/[\\w-]+");

    @Autowired ApplicationContext application;
    @Autowired HandMovedTime time;
    @Autowired Moods moods;

    private Scene lotus;
    private Agent asha;
    private Agent colleague;
    private Contact meera;

    @BeforeEach
    void somebody_allows_calls() {
        moods.calm();
        lotus = Scene.lotus(application);
        asha = Agent.of(application, lotus.tenant);
        colleague = Agent.of(application, lotus.tenant);
        meera = lotus.stranger("Meera Nair");
        lotus.allow(meera);
        time.advance(Duration.ofMinutes(1));
    }

    @Test
    void signing_out_ends_the_call_at_once_here_and_at_meta() {
        var call = connected();
        signOut(asha);
        var over = colleague.look(call);
        assertThat(over.state()).isEqualTo("ended");
        assertThat(over.text("outcome")).isEqualTo("completed");
        await().until(() -> lotus.sheet(meera).position().calls().getFirst().ended() != null);
    }

    @Test
    void signing_out_ends_a_call_that_was_taken() {
        new CallStage(application, lotus).online(asha.account, true);
        lotus.phone(meera, "call", Map.of());
        await().until(() -> !asha.mine().json().path("ringing").isEmpty());
        var call = asha.mine().json().path("ringing").path(0).path("id").asString();
        asha.claim(call);
        asha.answer(call);
        signOut(asha);
        assertThat(colleague.look(call).state()).isEqualTo("ended");
    }

    @Test
    void signing_out_elsewhere_leaves_the_call_alone() {
        var call = connected();
        signOut(asha.inAnotherBrowser(application));
        assertThat(asha.look(call).state()).isEqualTo("connected");
        assertThat(asha.alive(call, "one").status()).isEqualTo(204);
    }

    @Test
    void changing_the_business_ends_the_call() {
        var call = connected();
        var harbor = Scene.lotus(application).tenant;
        var people = People.in(application);
        people.hire(asha.mail(), Role.AGENT, harbor);
        asha.browser.page("/contacts");
        change(lotus.tenant.id().toString());
        assertThat(asha.look(call).state()).isEqualTo("connected");
        change(harbor.id().toString());
        assertThat(colleague.look(call).state()).isEqualTo("ended");
    }

    @Test
    void a_new_password_ends_the_call_in_whatever_browser_it_is() {
        var call = connected();
        var owner = People.in(application).visitor();
        owner.page("/password");
        owner.post("/password", Map.of("mail", asha.mail()));
        var link = link(owner);
        owner.page(link);
        assertThat(owner.post(link, Map.of("password", "a new password")).leadsTo()).isEqualTo("/");
        assertThat(colleague.look(call).state()).isEqualTo("ended");
    }

    private String connected() {
        var dialled = asha.call(lotus.number, meera);
        assertThat(dialled.status()).as(dialled.json().toString()).isEqualTo(201);
        var call = dialled.id();
        assertThat(asha.alive(call, "one").status()).isEqualTo(204);
        await().until(() -> asha.look(call).state().equals("ringing"));
        lotus.phone(meera, "answer", Map.of());
        await().until(() -> asha.look(call).state().equals("connected"));
        return call;
    }

    private static void signOut(Agent agent) {
        assertThat(agent.browser.post("/logout", Map.of()).leadsTo())
                .isEqualTo("/login?signed-out");
    }

    private void change(String business) {
        assertThat(asha.browser.post("/business", Map.of("id", business)).leadsTo()).isEqualTo("/");
        asha.browser.page("/contacts");
    }

    /** In the letter to Asha. */
    private String link(Visitor visitor) {
        var letters = "/simulator/mail?q=" + asha.mail();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> LETTER.matcher(visitor.page(letters).body()).find());
        var letter = LETTER.matcher(visitor.page(letters).body());
        assertThat(letter.find()).isTrue();
        var link = LINK.matcher(visitor.page(letter.group()).body());
        assertThat(link.find()).isTrue();
        return link.group();
    }
}
