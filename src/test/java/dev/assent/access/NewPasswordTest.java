package dev.assent.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.tenancy.Control;
import dev.assent.tenancy.Id;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.util.Map;

@AccessTest
class NewPasswordTest {

    @Autowired People people;
    @Autowired Mailbox mailbox;
    @Autowired CountedHashes hashes;
    @Autowired @Control JdbcClient control;

    private People.Person agent;

    @BeforeEach
    void somebodyAtWork() {
        agent = people.hire(Role.AGENT, people.business("Lotus Dental"));
    }

    @Test
    void a_forgotten_password_is_replaced_by_a_link() {
        var link = askAndFollow(agent.browser(), agent.mail());
        assertThat(agent.browser().post(link, Map.of("password", "a new password")).leadsTo())
                .isEqualTo("/");
        assertThat(agent.browser().page("/messages/probe").status()).isEqualTo(200);
        assertThat(people.visitor().signIn(agent.mail(), "a new password").leadsTo())
                .isEqualTo("/");
        assertThat(people.visitor().signIn(agent.mail(), People.PASSWORD).status()).isEqualTo(422);
    }

    @Test
    void a_new_password_ends_every_other_session() {
        agent.signIn();
        var link = askAndFollow(agent.browser(), agent.mail());
        var thief = new People.Person(agent.account(), agent.mail(), people.visitor()).signIn();
        assertThat(thief.browser().page("/messages/probe").status()).isEqualTo(200);
        agent.browser().page(link);
        agent.browser().post(link, Map.of("password", "a new password"));
        assertThat(thief.browser().page("/messages/probe").leadsTo()).isEqualTo("/login");
        assertThat(agent.browser().page("/messages/probe").status()).isEqualTo(200);
    }

    @Test
    void a_new_password_makes_all_older_links_useless() {
        var first = askAndFollow(agent.browser(), agent.mail());
        ask(agent.browser(), agent.mail());
        var second = mailbox.link(agent.mail(), 2);
        assertThat(second).isNotEqualTo(first);
        agent.browser().page(second);
        agent.browser().post(second, Map.of("password", "a new password"));
        assertThat(people.visitor().page(first).status()).isEqualTo(404);
        assertThat(people.visitor().page(second).status()).isEqualTo(404);
    }

    @Test
    void asking_reveals_nothing_about_accounts() {
        var unknown = Id.fresh() + "@nobody.example";
        var answers = new Visitor.Answer[2];
        assertThat(
                        hashes.during(() -> {
                            answers[0] = ask(people.visitor(), agent.mail());
                            answers[1] = ask(people.visitor(), unknown);
                        }))
                .isZero();
        assertThat(answers[0].leadsTo()).isEqualTo(answers[1].leadsTo());
        var toKnown = mailbox.link(agent.mail());
        var toUnknown = mailbox.link(unknown);
        assertThat(mailbox.to(agent.mail()).getLast().text().replace(toKnown, ""))
                .isEqualTo(mailbox.to(unknown).getLast().text().replace(toUnknown, ""));
    }

    @Test
    void only_whoever_holds_the_link_learns_that_there_is_no_account() {
        var unknown = Id.fresh() + "@nobody.example";
        var visitor = people.visitor();
        var link = askAndFollow(visitor, unknown);
        assertThat(visitor.page(link).body()).contains("No account yet", unknown);
        visitor.page("/password");
        assertThat(visitor.post(link, Map.of("password", "a new password")).status())
                .isEqualTo(404);
    }

    @Test
    void a_link_is_good_for_an_hour() {
        var link = askAndFollow(agent.browser(), agent.mail());
        shift(link, "interval 59 minute");
        assertThat(agent.browser().page(link).status()).isEqualTo(200);
        shift(link, "interval 1 minute");
        assertThat(agent.browser().page(link).status()).isEqualTo(404);
    }

    @Test
    void the_mail_address_is_no_password() {
        var link = askAndFollow(agent.browser(), agent.mail());
        var answer = agent.browser().post(link, Map.of("password", agent.mail()));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("known to others");
    }

    @Test
    void a_new_password_lets_somebody_in_who_was_told_to_wait() {
        for (int time = 1; time <= 11; time++) {
            people.visitor().signIn(agent.mail(), "not the one");
        }
        assertThat(people.visitor().signIn(agent.mail(), People.PASSWORD).status()).isEqualTo(429);
        var link = askAndFollow(agent.browser(), agent.mail());
        agent.browser().post(link, Map.of("password", "a new password"));
        assertThat(people.visitor().signIn(agent.mail(), "a new password").leadsTo())
                .isEqualTo("/");
    }

    private String askAndFollow(Visitor visitor, String mail) {
        ask(visitor, mail);
        var link = mailbox.link(mail);
        visitor.page(link);
        return link;
    }

    private Visitor.Answer ask(Visitor visitor, String mail) {
        visitor.page("/password");
        return visitor.post("/password", Map.of("mail", mail));
    }

    private void shift(String link, String by) {
        control.sql("update new_password set expires_at = expires_at - " + by + " where hash = ?")
                .param(new Token(link.substring(link.lastIndexOf('/') + 1)).hash())
                .update();
    }
}
