package dev.assent.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.AssentTest;
import dev.assent.access.People;
import dev.assent.access.Role;
import dev.assent.access.Visitor;
import dev.assent.tenancy.Id;
import dev.assent.tenancy.Tenant;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;

@AssentTest
class ContactPagesTest {

    @Autowired ApplicationContext application;
    @Autowired Contacts contacts;
    @Autowired TransactionTemplate transactions;
    @Autowired JdbcClient jdbc;
    @Autowired JdbcTemplate batches;
    @Autowired InstantSource time;

    People people;
    Tenant lotus;
    Visitor agent;

    @BeforeEach
    void sign_in() {
        people = People.in(application);
        lotus = people.business("Lotus Dental");
        agent = people.hire(Role.AGENT, lotus).signIn().browser();
    }

    @Test
    void the_list_is_a_page_and_a_part_of_it_under_one_address() {
        enter("Meera Raghunathan", "+919886021144");
        var page = agent.page("/contacts");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains("<title>Contacts · Assent</title>")
                .contains("Meera Raghunathan")
                .contains("+91 98860 21144")
                .contains("Not requested");
        assertThat(page.header("Vary")).containsIgnoringCase("HX-Request");
        var part = agent.fragment("/contacts");
        assertThat(part.body()).startsWith("<section").contains("Meera Raghunathan");
    }

    @Test
    void an_empty_list_teaches_the_first_step() {
        assertThat(agent.page("/contacts").body())
                .contains("No contacts yet")
                .contains("href=\"/contacts/new\"")
                .doesNotContain("search-field");
    }

    @Test
    void a_search_that_finds_nobody_keeps_the_search() {
        enter("Meera Raghunathan", "+919886021144");
        assertThat(agent.page("/contacts?q=nobody").body())
                .contains("Nobody matches")
                .contains("value=\"nobody\"");
    }

    @Test
    void search_filter_order_and_page_stand_in_the_address() {
        lotus.run(() ->
                transactions.executeWithoutResult(
                        _ -> Crowd.enter(new Crowd(3, time.instant()).of(1_800), batches)));
        var part = agent.fragment("/contacts?q=a&status=not_requested&sort=-name&page=2&size=25");
        assertThat(part.body())
                .contains("26–50")
                .contains("q=a&amp;status=not_requested&amp;sort=-name&amp;size=25&amp;page=2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/contacts?page=-1",
                "/contacts?page=9999999999999",
                "/contacts?size=1",
                "/contacts?sort=password",
                "/contacts?status=nonsense",
                "/contacts?q=%25%5F%5C%27%22"
            })
    void what_the_address_cannot_mean_counts_as_left_out(String path) {
        enter("Meera Raghunathan", "+919886021144");
        assertThat(agent.page(path).status()).isEqualTo(200);
    }

    @Test
    void a_contact_is_added_with_a_number_as_people_write_it_at_home() {
        agent.page("/contacts/new");
        var answer = agent.post("/contacts", Map.of("name", " Lukas ", "phone", "0171 555-0921"));
        assertThat(answer.status()).isEqualTo(302);
        var page = agent.page(answer.leadsTo());
        assertThat(page.body())
                .contains("<title>Lukas · Assent</title>")
                .contains("+49 171 5550921")
                .contains("Germany")
                .contains("Lukas is saved.");
        assertThat(audited()).containsExactly("added a contact: Lukas, +49 171 5550921");
    }

    @ParameterizedTest
    @CsvSource({
        "'', 0171 5550921, Write the name you know them by.",
        "Lukas, '', Write their number on WhatsApp.",
        "Lukas, 12, This can be no telephone number.",
        "Lukas, hello, This can be no telephone number."
    })
    void a_form_that_is_wrong_comes_back_with_a_word_about_it(
            String name, String phone, String word) {
        agent.page("/contacts/new");
        var answer = agent.post("/contacts", Map.of("name", name, "phone", phone));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains(word).contains("value=\"%s\"".formatted(phone));
        assertThat(audited()).isEmpty();
    }

    @Test
    void a_name_has_at_most_160_characters() {
        agent.page("/contacts/new");
        var most = Map.of("name", "さ".repeat(160), "phone", "0171 5550921");
        assertThat(agent.post("/contacts", most).status()).isEqualTo(302);
        var more = Map.of("name", "さ".repeat(161), "phone", "0171 5550922");
        assertThat(agent.post("/contacts", more).status()).isEqualTo(422);
    }

    @Test
    void a_number_that_is_somebody_elses_leads_to_them() {
        var meera = enter("Meera Raghunathan", "+919886021144");
        agent.page("/contacts/new");
        var answer = agent.post("/contacts", Map.of("name", "M", "phone", "+91 98860-21144"));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body())
                .contains("This number is taken already.")
                .contains("href=\"/contacts/%s\"".formatted(meera));
    }

    @Test
    void name_and_number_are_changed_while_nothing_hangs_on_the_number() {
        var meera = enter("Mera", "+919886021144");
        assertThat(agent.page("/contacts/%s/edit".formatted(meera)).body())
                .contains("value=\"Mera\"")
                .contains("value=\"+91 98860 21144\"");
        var answer =
                agent.post("/contacts/" + meera, Map.of("name", "Meera", "phone", "+919886021145"));
        assertThat(answer.leadsTo()).isEqualTo("/contacts/" + meera);
        assertThat(find(meera).name()).isEqualTo("Meera");
        assertThat(find(meera).phone()).isEqualTo(new PhoneNumber("+919886021145"));
        assertThat(audited()).containsExactly("changed a contact: Meera, +91 98860 21145");
    }

    @Test
    void a_number_with_a_history_stays_and_the_form_says_why() {
        var meera = enter("Mera", "+919886021144");
        lotus.run(() ->
                transactions.executeWithoutResult(_ ->
                        contacts.label(
                                List.of(
                                        new Contacts.Labelled(
                                                meera, Label.GRANTED, null, time.instant())))));
        assertThat(agent.page("/contacts/%s/edit".formatted(meera)).body())
                .contains("This number has a history on WhatsApp")
                .doesNotContain("name=\"phone\"");
        assertThat(agent.post("/contacts/" + meera, Map.of("name", "x".repeat(161))).body())
                .contains("Use at most 160 characters.", ">+91 98860 21144<");
        agent.post("/contacts/" + meera, Map.of("name", "Meera", "phone", "+919886021145"));
        assertThat(find(meera).name()).isEqualTo("Meera");
        assertThat(find(meera).phone()).isEqualTo(new PhoneNumber("+919886021144"));
    }

    @Test
    void a_contact_of_another_business_is_not_there() {
        var harbor = people.atWork(Role.OWNER).browser();
        var meera = enter("Meera", "+919886021144");
        harbor.page("/contacts");
        assertThat(harbor.page("/contacts/" + meera).status()).isEqualTo(404);
        assertThat(harbor.fragment("/contacts/" + meera).status()).isEqualTo(404);
        assertThat(harbor.page("/contacts/%s/edit".formatted(meera)).status()).isEqualTo(404);
        assertThat(
                        harbor.post(
                                        "/contacts/" + meera,
                                        Map.of("name", "X", "phone", "+919886021145"))
                                .status())
                .isEqualTo(404);
        assertThat(harbor.page("/contacts").body()).doesNotContain("Meera");
        assertThat(find(meera).name()).isEqualTo("Meera");
    }

    @Test
    void the_page_of_a_person_takes_its_parts_from_where_they_are_known() {
        var meera = enter("Meera", "+919886021144");
        var page = agent.page("/contacts/" + meera);
        assertThat(page.body())
                .contains("hx-get=\"/contacts/%s/permission\"".formatted(meera))
                .contains("hx-get=\"/contacts/%s/timeline\"".formatted(meera))
                .contains("live:contact-" + meera)
                .contains("data-zone=\"Asia/Calcutta\"");
        assertThat(agent.fragment("/contacts/" + meera).body())
                .startsWith("<header")
                .contains("Meera")
                .doesNotContain("timeline");
    }

    @Test
    void a_page_that_cannot_be_meant_is_not_there() {
        assertThat(agent.page("/contacts/nonsense").status()).isEqualTo(404);
        assertThat(agent.page("/contacts/" + Id.fresh()).status()).isEqualTo(404);
    }

    private Id enter(String name, String phone) {
        return lotus.call(
                () -> transactions.execute(_ -> contacts.enter(new PhoneNumber(phone), name).id()));
    }

    private Contact find(Id id) {
        return lotus.call(() -> contacts.find(id).orElseThrow());
    }

    private List<String> audited() {
        return lotus.call(() ->
                jdbc.sql("select concat(what, ': ', about) from audit where what like '%contact%'")
                        .query(String.class)
                        .list());
    }
}
