package dev.assent.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.AtOnce;
import dev.assent.tenancy.Control;
import dev.assent.tenancy.Id;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.util.Map;
import java.util.TreeMap;

@AccessTest
class SignUpTest {

    @Autowired People people;
    @Autowired Mailbox mailbox;
    @Autowired CountedHashes hashes;
    @Autowired @Control JdbcClient control;

    @Test
    void a_newcomer_asks_follows_the_link_and_is_at_work() {
        var newcomer = people.visitor();
        var mail = freshMail();
        assertThat(ask(newcomer, "Lotus <Dental>", mail).leadsTo()).isEqualTo("/signup/sent");
        assertThat(newcomer.page("/signup/sent").body()).contains("Check your mail");
        var link = mailbox.link(mail);
        assertThat(newcomer.page(link).body()).contains("Lotus &lt;Dental&gt;", "Your name");
        assertThat(newcomer.post(link + "/newcomer", newcomer("Asha", "a good password")).leadsTo())
                .isEqualTo("/");
        assertThat(newcomer.page("/messages/probe").body()).isEqualTo("Asha in Lotus <Dental>");
        assertThat(newcomer.page("/settings/probe").status()).isEqualTo(200);
        assertThat(people.visitor().signIn(mail, "a good password").leadsTo()).isEqualTo("/");
    }

    @Test
    void somebody_with_an_account_opens_a_second_business_with_its_password() {
        var owner = people.hire(Role.OWNER, people.business("Lotus Dental"));
        ask(owner.browser(), "Harbor Bikes", owner.mail());
        var link = mailbox.link(owner.mail());
        assertThat(owner.browser().page(link).body()).contains("Welcome back", "Harbor Bikes");
        assertThat(
                        owner.browser()
                                .post(link + "/again", Map.of("password", "not the one"))
                                .status())
                .isEqualTo(422);
        assertThat(
                        owner.browser()
                                .post(link + "/again", Map.of("password", People.PASSWORD))
                                .leadsTo())
                .isEqualTo("/");
        assertThat(owner.browser().page("/messages/probe").body())
                .isEqualTo("Asha Kulkarni in Harbor Bikes");
    }

    @Test
    void asking_reveals_nothing_about_accounts() {
        var known = people.hire(Role.OWNER, people.business("Lotus Dental"));
        var unknown = freshMail();
        var answers = new Visitor.Answer[2];
        assertThat(
                        hashes.during(() -> {
                            answers[0] = ask(people.visitor(), "Harbor Bikes", known.mail());
                            answers[1] = ask(people.visitor(), "Harbor Bikes", unknown);
                        }))
                .isZero();
        assertThat(comparable(answers[0])).isEqualTo(comparable(answers[1]));
        var toKnown = mailbox.link(known.mail());
        var toUnknown = mailbox.link(unknown);
        assertThat(mailbox.to(known.mail()).getLast().text().replace(toKnown, ""))
                .isEqualTo(mailbox.to(unknown).getLast().text().replace(toUnknown, ""));
    }

    @Test
    void a_link_works_once() {
        var visitor = people.visitor();
        var link = askAndFollow(visitor);
        visitor.post(link + "/newcomer", newcomer("Asha", "a good password"));
        var second = people.visitor();
        assertThat(second.page(link).status()).isEqualTo(404);
        assertThat(second.page(link).body()).contains("no longer works");
        second.page("/login");
        assertThat(second.post(link + "/newcomer", newcomer("Eve", "a good password")).status())
                .isEqualTo(404);
        assertThat(second.post(link + "/again", Map.of("password", "a good password")).status())
                .isEqualTo(404);
    }

    @Test
    void one_link_followed_many_times_at_once_opens_one_business() throws Exception {
        var owner = people.stranger();
        var business = "Once " + Id.fresh();
        ask(people.visitor(), business, owner.mail());
        var link = mailbox.link(owner.mail());
        AtOnce.all(
                8,
                _ ->
                        () -> {
                            var visitor = people.visitor();
                            visitor.page(link);
                            return visitor.post(
                                    link + "/again", Map.of("password", People.PASSWORD));
                        });
        assertThat(
                        control.sql("select count(*) from tenant where name = ?")
                                .param(business)
                                .query(Integer.class)
                                .single())
                .isEqualTo(1);
    }

    @Test
    void opening_the_link_does_not_use_it_up() {
        var visitor = people.visitor();
        var link = askAndFollow(visitor);
        visitor.page(link);
        assertThat(visitor.page(link).status()).isEqualTo(200);
    }

    @Test
    void a_link_is_good_for_24_hours() {
        var visitor = people.visitor();
        var link = askAndFollow(visitor);
        shift(link, "interval 1439 minute");
        assertThat(visitor.page(link).status()).isEqualTo(200);
        shift(link, "interval 1 minute");
        assertThat(visitor.page(link).status()).isEqualTo(404);
        assertThat(visitor.post(link + "/newcomer", newcomer("Asha", "a good password")).status())
                .isEqualTo(404);
    }

    @Test
    void the_database_holds_no_link_that_works() {
        var visitor = people.visitor();
        var link = askAndFollow(visitor);
        var token = link.substring(link.lastIndexOf('/') + 1);
        assertThat(
                        control.sql("select count(*) from sign_up where hash = ?")
                                .param(token.getBytes())
                                .query(Integer.class)
                                .single())
                .isZero();
        assertThat(
                        control.sql("select count(*) from sign_up where hash = ?")
                                .param(new Token(token).hash())
                                .query(Integer.class)
                                .single())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "'', asha@lotus.example, Asia/Kolkata, IN, called",
        "Lotus, asha, Asia/Kolkata, IN, such as name@example.com",
        "Lotus, asha@lotus.example, Mars/Olympus, IN, time zone your business",
        "Lotus, asha@lotus.example, '', IN, time zone your business",
        "Lotus, asha@lotus.example, Asia/Kolkata, XX, country your business"
    })
    void bad_input_is_told_beside_its_field(
            String business, String mail, String zone, String country, String told) {
        var visitor = people.visitor();
        visitor.page("/signup");
        var answer =
                visitor.post(
                        "/signup",
                        Map.of(
                                "business",
                                business,
                                "mail",
                                mail,
                                "zone",
                                zone,
                                "country",
                                country));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains(told);
    }

    @Test
    void the_country_of_the_browser_is_proposed() {
        assertThat(people.visitor().get("/signup", "Accept-Language", "en-IN").body())
                .contains("<option value=\"IN\" selected=\"selected\">India</option>");
    }

    @ParameterizedTest
    @CsvSource({
        "ten chars!, 302",
        "nine char, 422",
        "aaaaaaaaaaaaaaa, 422",
    })
    void a_password_has_ten_characters_or_more_and_not_all_the_same(String password, int status) {
        var visitor = people.visitor();
        var link = askAndFollow(visitor);
        var answer = visitor.post(link + "/newcomer", newcomer("Asha", password));
        assertThat(answer.status()).isEqualTo(status);
    }

    @Test
    void a_password_longer_than_its_hash_can_hold_is_refused() {
        var visitor = people.visitor();
        var link = askAndFollow(visitor);
        assertThat(
                        visitor.post(
                                        link + "/newcomer",
                                        newcomer("Asha", "äbcdefghi".repeat(7) + "jk"))
                                .status())
                .isEqualTo(302);
        var second = people.visitor();
        var secondLink = askAndFollow(second);
        var refused =
                second.post(
                        secondLink + "/newcomer", newcomer("Asha", "äbcdefghi".repeat(7) + "jkl"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("longer than we can store").doesNotContain("äbcdefghi");
    }

    @Test
    void one_address_is_sent_five_links_at_most_and_then_told_to_wait() {
        var visitor = people.visitor();
        var mail = freshMail();
        for (int time = 1; time <= 5; time++) {
            assertThat(ask(visitor, "Lotus Dental", mail).status()).isEqualTo(302);
        }
        var refused = ask(visitor, "Lotus Dental", mail);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(800, 900);
        assertThat(refused.body()).contains("Too many tries");
    }

    @Test
    void from_one_place_thirty_links_are_asked_for_at_most() {
        var from = "203.0.113.9";
        for (int time = 1; time <= 30; time++) {
            assertThat(ask(people.visitor(from), "Lotus Dental", freshMail()).status())
                    .isEqualTo(302);
        }
        assertThat(ask(people.visitor(from), "Lotus Dental", freshMail()).status()).isEqualTo(429);
        assertThat(ask(people.visitor(), "Lotus Dental", freshMail()).status()).isEqualTo(302);
    }

    private String askAndFollow(Visitor visitor) {
        var mail = freshMail();
        ask(visitor, "Lotus Dental", mail);
        var link = mailbox.link(mail);
        visitor.page(link);
        return link;
    }

    private Visitor.Answer ask(Visitor visitor, String business, String mail) {
        visitor.page("/signup");
        return visitor.post(
                "/signup",
                Map.of(
                        "business",
                        business,
                        "mail",
                        mail,
                        "zone",
                        "Asia/Kolkata",
                        "country",
                        "IN"));
    }

    private void shift(String link, String by) {
        control.sql("update sign_up set expires_at = expires_at - " + by + " where hash = ?")
                .param(new Token(link.substring(link.lastIndexOf('/') + 1)).hash())
                .update();
    }

    private static Map<String, String> newcomer(String name, String password) {
        return Map.of("name", name, "password", password);
    }

    private static String freshMail() {
        return Id.fresh() + "@newcomers.example";
    }

    /** Everything but the moment and the session. */
    private static Object comparable(Visitor.Answer answer) {
        var headers = new TreeMap<>(answer.headers());
        headers.remove("date");
        headers.remove("set-cookie");
        return new Visitor.Answer(answer.status(), headers, answer.body());
    }
}
