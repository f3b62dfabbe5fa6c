package dev.assent.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assent.access.People;
import dev.assent.access.Role;
import dev.assent.access.Visitor;
import dev.assent.contact.Contact;
import dev.assent.contact.Contacts;
import dev.assent.contact.Label;
import dev.assent.rules.Edition;
import dev.assent.rules.Standing;
import dev.assent.rules.Verdict;
import dev.assent.tenancy.Id;
import dev.assent.whatsapp.Notice;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

@PermissionTest
class RulesPagesTest {

    private static final String RULES = "/settings/rules";

    @Autowired ApplicationContext application;
    @Autowired HandMovedTime time;
    @Autowired Moods moods;
    @Autowired JdbcClient jdbc;
    @Autowired Contacts contacts;

    private People people;
    private Scene lotus;
    private Visitor admin;

    @BeforeEach
    void sign_in() {
        moods.calm();
        people = People.in(application);
        lotus = Scene.lotus(application);
        admin = people.hire(Role.ADMIN, lotus.tenant).signIn().browser();
        admin.page(RULES);
    }

    @Test
    void every_edition_is_shown_and_the_one_in_force_is_chosen() {
        assertThat(admin.page(RULES).body())
                .contains("<title>Rules · Assent</title>")
                .containsPattern(
                        "value=\"DOCUMENTED\"[^>]*checked|checked[^>]*value=\"DOCUMENTED\"")
                .contains("value=\"META_2026_06\"", "value=\"TEST_NUMBERS\"")
                .contains("Canada, Egypt, Nigeria, Türkiye, United States, Vietnam");
    }

    @Test
    void agents_neither_see_nor_change_them() {
        var agent = people.hire(Role.AGENT, lotus.tenant).signIn().browser();
        agent.page("/calling");
        assertThat(agent.page(RULES).status()).isEqualTo(404);
        assertThat(agent.fragment(RULES).status()).isEqualTo(404);
        assertThat(agent.post(RULES, Map.of("edition", "META_2026_06")).status()).isEqualTo(404);
        assertThat(edition()).isEqualTo(Edition.DOCUMENTED);
    }

    @Test
    void another_edition_holds_at_once_and_is_audited() {
        var answer = admin.post(RULES, Map.of("edition", "META_2026_06"));
        assertThat(answer.leadsTo()).isEqualTo(RULES);
        assertThat(admin.page(RULES).body()).contains("The rules are changed.");
        assertThat(edition()).isEqualTo(Edition.META_2026_06);
        assertThat(audited()).singleElement().asString().startsWith("changed the rules: edition");
    }

    @Test
    void other_rules_belong_to_one_business_alone() {
        var harbor = Scene.lotus(application);
        admin.post(RULES, Map.of("edition", "META_2026_06"));
        assertThat(harbor.in(() -> application.getBean(Rulebook.class).policy()).edition())
                .isEqualTo(Edition.DOCUMENTED);
    }

    /** Four unanswered calls end a permission, ten where the number is one for tests. */
    @Test
    void what_is_written_down_is_folded_anew() {
        var people = IntStream.range(0, 5).mapToObj(_ -> tired()).toList();
        assertThat(people).allMatch(person -> label(person) == Label.REVOKED);
        admin.post(RULES, Map.of("edition", "TEST_NUMBERS"));
        await().until(() -> people.stream().allMatch(one -> label(one) == Label.GRANTED));
        assertThat(lotus.sheet(people.getFirst()).position().standing())
                .isInstanceOf(Standing.Granted.class);
        await().until(() -> !admin.fragment(RULES).body().contains("being applied"));
        admin.post(RULES, Map.of("edition", "DOCUMENTED"));
        await().until(() -> people.stream().allMatch(one -> label(one) == Label.REVOKED));
    }

    @ParameterizedTest
    @CsvSource({
        "requestsIn7d, 1, 2, WhatsApp’s own rule is 2 already.",
        "callsIn24h, 4, 5, WhatsApp’s own rule is 5 already.",
        "unansweredInARow, 3, 4, WhatsApp’s own rule is 4 already."
    })
    void own_rules_are_stricter_or_refused(String field, String strict, String lax, String word) {
        var refused = admin.post(RULES, Map.of("edition", "DOCUMENTED", field, lax));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains(word, "value=\"%s\"".formatted(lax));
        assertThat(audited()).isEmpty();
        assertThat(admin.post(RULES, Map.of("edition", "DOCUMENTED", field, strict)).status())
                .isEqualTo(302);
        assertThat(admin.page(RULES).body()).contains("value=\"%s\"".formatted(strict));
    }

    @ParameterizedTest
    @CsvSource({
        "callsIn24h, 0, DOCUMENTED",
        "callsIn24h, -1, DOCUMENTED",
        "callsIn24h, x, DOCUMENTED",
        "callsIn24h, 99999999999, DOCUMENTED",
        "requestsIn7d, 1, NONSENSE",
        "requestsIn7d, 1, ''"
    })
    void what_makes_no_sense_comes_back(String field, String value, String edition) {
        var answer = admin.post(RULES, Map.of("edition", edition, field, value));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body())
                .contains("value=\"%s\"".formatted(value))
                .doesNotContain("Exception", "NumberFormat", "Failed to convert");
        assertThat(edition()).isEqualTo(Edition.DOCUMENTED);
        assertThat(audited()).isEmpty();
    }

    @Test
    void an_own_rule_holds_back_what_whatsapp_would_allow() {
        var meera = lotus.stranger("Meera");
        lotus.grant(meera, null);
        lotus.hear(call(meera, 60));
        assertThat(lotus.sheet(meera).mayCall().allowed()).isTrue();
        admin.post(RULES, Map.of("edition", "DOCUMENTED", "callsIn24h", "1"));
        assertThat(lotus.sheet(meera).mayCall())
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused ->
                                assertThat(refused.reasons())
                                        .extracting(Verdict.Reason::code)
                                        .containsExactly(Verdict.Code.OWN_RULE));
    }

    private Contact tired() {
        var person = lotus.stranger("Meera");
        lotus.grant(person, null);
        IntStream.range(0, 4)
                .forEach(_ -> {
                    time.advance(Duration.ofSeconds(1));
                    lotus.hear(call(person, null));
                });
        return person;
    }

    private Notice call(Contact contact, Integer seconds) {
        var now = time.instant();
        return new Notice.CallTerminate(
                "wacid." + Id.fresh(),
                Scene.person(contact),
                now,
                Notice.Direction.OUTGOING,
                seconds == null ? null : now.minusSeconds(seconds),
                seconds == null ? null : now,
                seconds,
                false,
                List.of(),
                null);
    }

    private Label label(Contact contact) {
        return lotus.in(() -> contacts.find(contact.id()).orElseThrow().label());
    }

    private Edition edition() {
        return lotus.in(() -> application.getBean(Rulebook.class).policy()).edition();
    }

    private List<String> audited() {
        return lotus.in(() ->
                jdbc.sql("select concat(what, ': ', about) from audit where what like '%rules%'")
                        .query(String.class)
                        .list());
    }
}
