package dev.assent.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assent.AssentTest;
import dev.assent.access.People;
import dev.assent.access.Role;
import dev.assent.access.Visitor;
import dev.assent.tenancy.Control;
import dev.assent.tenancy.Id;
import dev.assent.tenancy.Tenant;
import dev.assent.whatsapp.Routes;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

import java.util.List;
import java.util.Map;

/** On schemas of its own: nobody else's letters, and no other worker. */
@AssentTest
@TestPropertySource(
        properties = {"test.schemas=_o", "assent.platform-admin=" + InboxPagesTest.OPERATOR})
class InboxPagesTest {

    static final String OPERATOR = "operator@platform.example";

    private static final String INBOX = "/platform/inbox";

    @LocalServerPort int port;
    @Autowired ApplicationContext application;
    @Autowired Routes routes;
    @Autowired @Control JdbcClient control;
    @Autowired ListeningEar ear;

    private final String number = Long.toString(Id.fresh().value());
    private final String nobodys = Long.toString(Id.fresh().value());
    private People people;
    private Tenant lotus;

    @BeforeEach
    void aBusinessListens() {
        people = People.in(application);
        lotus = people.business("Lotus Dental");
        lotus.run(() -> routes.connect(number, "waba-" + number, number));
        control.sql("delete from inbox").update();
        control.sql("delete from membership").update();
    }

    @Test
    void it_tells_the_operator_when_nothing_needs_somebody() {
        var page = operator().page(INBOX);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("Nothing is set aside").doesNotContain("<table", "Replay");
    }

    @Test
    void nobody_but_the_operator_knows_of_it() throws Exception {
        var letter = setAside("wamid.A" + number);
        var owner = people.hire(Role.OWNER, lotus).signIn().browser();
        assertThat(owner.page(INBOX).status()).isEqualTo(404);
        assertThat(owner.post(INBOX + "/replay", Map.of()).status()).isEqualTo(404);
        assertThat(owner.post(replay(letter), Map.of()).status()).isEqualTo(404);
        assertThat(owner.post(discard(letter), Map.of()).status()).isEqualTo(404);
        assertThat(states()).containsExactly("ASIDE");
    }

    @Test
    void the_navigation_leads_the_operator_there_and_nobody_else() {
        var owner = people.hire(Role.OWNER, lotus).signIn().browser();
        assertThat(operator().page("/contacts").body()).contains("href=\"" + INBOX + "\"");
        assertThat(owner.page("/contacts").body())
                .contains("href=\"/contacts\"")
                .doesNotContain(INBOX);
    }

    @Test
    void nobody_gets_there_without_a_session() {
        assertThat(people.visitor().page(INBOX).leadsTo()).isEqualTo("/login");
    }

    @Test
    void it_lists_what_was_set_aside_with_the_reason_and_the_business_but_not_what_it_says()
            throws Exception {
        setAside("wamid.A" + number);
        assertThat(operator().page(INBOX).body())
                .contains("Lotus Dental", number, "cannot swallow this", "tried 8 times")
                .doesNotContain("Nothing is set aside")
                .doesNotContain("wamid.", "919800000001", ListeningEar.POISON)
                .doesNotContain(Posting.DEMO_SECRET);
    }

    @Test
    void what_the_database_refused_is_told_without_the_words_it_repeats() throws Exception {
        lotus.run(() ->
                application
                        .getBean(JdbcClient.class)
                        .sql("create table overheard (id varchar(80) primary key)")
                        .update());
        post("wamid.A" + number, "Hello");
        await().until(() -> states().equals(List.of("DONE")));
        post("wamid.A" + number, "Hello again");
        awaitAside(2);
        assertThat(operator().page(INBOX).body())
                .contains("DuplicateKeyException: SQL state 23000, error 1062")
                .doesNotContain("wamid.");
    }

    @Test
    void it_names_the_business_whose_letter_could_not_be_read() throws Exception {
        Posting.toPlatform(port).post(Posting.body(number, "\"messages\":[{\"id\":17}]"));
        await().until(() -> states().equals(List.of("ASIDE")));
        assertThat(operator().page(INBOX).body()).contains("Lotus Dental", "tried once");
    }

    @Test
    void it_lists_what_is_for_a_number_nobody_has_connected() throws Exception {
        Posting.toPlatform(port)
                .post(Posting.body(nobodys, Posting.message("919800000001", "wamid.N" + nobodys)));
        await().until(() -> states().equals(List.of("UNKNOWN")));
        assertThat(operator().page(INBOX).body())
                .contains(nobodys, "No business has connected this number")
                .doesNotContain("wamid.", "Replay all");
    }

    @Test
    void one_can_be_replayed() throws Exception {
        var letter = setAside("wamid.A" + number);
        ear.cure("wamid.A" + number);
        var operator = operator();
        operator.page(INBOX);
        assertThat(operator.post(replay(letter), Map.of()).leadsTo()).isEqualTo(INBOX);
        await().until(() -> states().equals(List.of("DONE")));
        assertThat(operator.page(INBOX).body())
                .contains("Letter %d is worked on again.".formatted(letter))
                .contains("Nothing is set aside");
        assertThat(operator.post(replay(letter), Map.of()).status()).isEqualTo(404);
    }

    @Test
    void all_that_were_set_aside_can_be_replayed_at_once() throws Exception {
        var poisons = List.of("wamid.A" + number, "wamid.B" + number);
        for (var poison : poisons) {
            post(poison, ListeningEar.POISON);
        }
        awaitAside(2);
        poisons.forEach(ear::cure);
        Posting.toPlatform(port).post(Posting.body(nobodys, Posting.message("919800000001")));
        await().until(() -> states().equals(List.of("ASIDE", "ASIDE", "UNKNOWN")));

        var operator = operator();
        assertThat(operator.page(INBOX).body()).contains("Replay all set aside");
        assertThat(operator.post(INBOX + "/replay", Map.of()).leadsTo()).isEqualTo(INBOX);
        await().until(() -> states().equals(List.of("DONE", "DONE", "UNKNOWN")));
        assertThat(operator.page(INBOX).body()).contains("2 letters are worked on again.");
    }

    @Test
    void one_can_be_given_up() throws Exception {
        var letter = setAside("wamid.A" + number);
        var operator = operator();
        operator.page(INBOX);
        operator.post(discard(letter), Map.of());
        assertThat(states()).containsExactly("DONE");
        assertThat(
                        control.sql("select length(body) from inbox where id = ?")
                                .param(letter)
                                .query(Long.class)
                                .single())
                .isZero();
        assertThat(operator.page(INBOX).body()).contains("Nothing is set aside");
    }

    private Visitor operator() {
        return people.hire(OPERATOR, Role.AGENT, lotus).signIn().browser();
    }

    /** Posts one that nobody can swallow and waits until it is given up; returns its number. */
    private long setAside(String message) throws Exception {
        post(message, ListeningEar.POISON);
        awaitAside(1);
        return control.sql("select id from inbox where phone_number_id = ?")
                .param(number)
                .query(Long.class)
                .single();
    }

    private void post(String message, String text) throws Exception {
        Posting.toPlatform(port)
                .post(
                        Posting.body(
                                number,
                                Posting.message("919800000001", message).replace("Hello", text)));
    }

    /** Time moves by hand: what is to be tried again later is due now. */
    private void awaitAside(int letters) {
        await().until(() -> {
            control.sql("update inbox set due_at = received_at").update();
            var states = states();
            return states.size() == letters
                    && List.of("DONE", "ASIDE").containsAll(states)
                    && states.getLast().equals("ASIDE");
        });
    }

    private List<String> states() {
        return control.sql("select state from inbox where phone_number_id in (?, ?) order by id")
                .params(number, nobodys)
                .query(String.class)
                .list();
    }

    private static String replay(long letter) {
        return INBOX + "/" + letter + "/replay";
    }

    private static String discard(long letter) {
        return INBOX + "/" + letter + "/discard";
    }
}
