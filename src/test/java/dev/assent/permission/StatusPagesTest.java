package dev.assent.permission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.access.People;
import dev.assent.access.Role;
import dev.assent.access.Visitor;
import dev.assent.contact.Contact;
import dev.assent.contact.Contacts;
import dev.assent.tenancy.Id;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

@PermissionTest
class StatusPagesTest {

    private static final Pattern ROW = Pattern.compile("<tr id=\"contact-(\\w+)\"");
    private static final Pattern ROW_ADDRESS = Pattern.compile("hx-get=\"(/calling/rows/[^\"]*)\"");
    private static final Pattern SEEN = Pattern.compile("Seen&quot;: &quot;([^&]*)&quot;");

    @Autowired ApplicationContext application;
    @Autowired HandMovedTime time;
    @Autowired Moods moods;

    private People people;
    private Scene lotus;
    private Visitor agent;

    @BeforeEach
    void sign_in() {
        moods.calm();
        people = People.in(application);
        lotus = Scene.lotus(application);
        agent = people.hire(Role.AGENT, lotus.tenant).signIn().browser();
    }

    @Test
    void everybody_has_a_row_with_what_can_be_done() {
        var meera = enter("Meera Raghunathan");
        var jonas = enter("Jonas");
        grant(jonas, null);
        var page = agent.page("/calling");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains("<title>Calling · Assent</title>")
                .contains("Meera Raghunathan", "Not requested", "aria-label=\"Ask: Meera Ragh")
                .contains("Jonas", "Granted", "aria-label=\"Call Jonas\"")
                .contains("live:contact-" + meera.id(), "live:contact-" + jonas.id());
        assertThat(page.header("Vary")).containsIgnoringCase("HX-Request");
        assertThat(agent.fragment("/calling").body())
                .startsWith("<section")
                .doesNotContain("<title>");
    }

    @Test
    void rows_are_sorted_by_name_by_end_and_by_change() {
        var meera = enter("Meera");
        var asha = enter("Asha");
        var zoe = enter("Zoë");
        time.advance(Duration.ofMinutes(1));
        grant(zoe, time.instant().plus(Duration.ofDays(1)));
        time.advance(Duration.ofMinutes(1));
        grant(meera, time.instant().plus(Duration.ofDays(3)));
        assertThat(rows("/calling?sort=name")).containsExactly(asha.id(), meera.id(), zoe.id());
        assertThat(rows("/calling?sort=-name")).containsExactly(zoe.id(), meera.id(), asha.id());
        assertThat(rows("/calling?sort=until")).containsExactly(zoe.id(), meera.id(), asha.id());
        assertThat(rows("/calling?sort=-changed")).startsWith(meera.id(), zoe.id());
        assertThat(rows("/calling")).isEqualTo(rows("/calling?sort=-changed"));
    }

    /** The moment that a row shows is the one it is sorted by. */
    @Test
    void a_request_that_failed_or_expired_is_a_change() {
        var meera = lotus.writer();
        lotus.ask(meera);
        time.advance(Duration.ofDays(6));
        var later = enter("Added later");
        assertThat(rows("/calling")).containsExactly(later.id(), meera.id());
        time.advance(Duration.ofDays(1));
        assertThat(agent.fragment("/calling/rows/" + meera.id()).body())
                .contains("Request expired unanswered", time.instant().toString());
        assertThat(rows("/calling")).containsExactly(meera.id(), later.id());
    }

    @Test
    void a_filter_leaves_the_others_out_and_counts_them_all_the_same() {
        var meera = enter("Meera");
        var asha = enter("Asha");
        grant(meera, null);
        assertThat(rows("/calling?status=granted")).containsExactly(meera.id());
        assertThat(rows("/calling?status=not_requested")).containsExactly(asha.id());
        assertThat(rows("/calling?status=declined")).isEmpty();
        assertThat(rows("/calling?q=ash")).containsExactly(asha.id());
        assertThat(rows("/calling?q=" + asha.phone().digits())).containsExactly(asha.id());
        assertThat(agent.page("/calling?q=nobody").body())
                .contains("Nobody matches", "value=\"nobody\"");
        assertThat(agent.fragment("/calling?status=declined").body()).contains("Nobody matches");
    }

    @Test
    void who_is_renamed_stands_elsewhere_in_every_list_and_is_found_by_the_new_name_alone() {
        var meera = enter("Meera");
        var asha = enter("Asha");
        grant(meera, null);
        grant(asha, null);
        var ofNumber = "/calling?sort=name&number=" + lotus.number.id();
        assertThat(rows(ofNumber)).containsExactly(asha.id(), meera.id());
        lotus.in(() ->
                application
                        .getBean(Contacts.class)
                        .change(meera.id(), "Aaliyah Nair", meera.phone()));
        assertThat(rows(ofNumber)).containsExactly(meera.id(), asha.id());
        assertThat(rows("/calling?sort=name")).containsExactly(meera.id(), asha.id());
        assertThat(rows("/calling?q=nair")).containsExactly(meera.id());
        assertThat(rows(ofNumber + "&q=aaliyah")).containsExactly(meera.id());
        assertThat(rows("/calling?q=meera")).isEmpty();
    }

    @Test
    void size_and_page_stand_in_the_address() {
        IntStream.range(0, 60).forEach(number -> enter("Person %02d".formatted(number)));
        assertThat(rows("/calling?sort=name")).hasSize(25);
        assertThat(rows("/calling?sort=name&size=50")).hasSize(50);
        assertThat(rows("/calling?sort=name&size=100")).hasSize(60);
        var second = agent.fragment("/calling?sort=name&size=25&page=2").body();
        assertThat(second).contains("26–50", "Person 25", "Person 49").doesNotContain("Person 24");
        assertThat(rows("/calling?sort=name&size=25&page=3")).hasSize(10);
        assertThat(second).contains("sort=name&amp;size=25&amp;page=2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "page=-1",
                "page=99999999999999",
                "page=x",
                "size=1",
                "size=x",
                "sort=password",
                "sort=",
                "status=nonsense",
                "number=nonsense",
                "number=0000000000000",
                "number=",
                "q=%25%5F%5C%27%22%00",
                "q=%F0%9F%93%9E"
            })
    void what_the_address_cannot_mean_counts_as_left_out(String query) {
        enter("Meera");
        assertThat(agent.page("/calling?" + query).status()).isEqualTo(200);
        assertThat(agent.fragment("/calling?" + query).status()).isEqualTo(200);
        assertThat(agent.page("/calling/requests?" + query).status()).isEqualTo(200);
    }

    @Test
    void a_row_is_asked_for_by_itself() {
        var meera = enter("Meera");
        var row = agent.fragment("/calling/rows/" + meera.id());
        assertThat(row.status()).isEqualTo(200);
        assertThat(row.body()).startsWith("<tr").contains("Meera").doesNotContain("<table");
        assertThat(agent.fragment("/calling/rows/%s?number=".formatted(meera.id())).status())
                .isEqualTo(200);
        assertThat(
                        agent.fragment(
                                        "/calling/rows/%s?number=%s"
                                                .formatted(meera.id(), lotus.number.id()))
                                .status())
                .isEqualTo(200);
    }

    /** Live rows do: each asks for itself under the address that it carries. */
    @Test
    void the_address_in_a_row_leads_to_that_row() {
        var meera = enter("Meera");
        grant(meera, null);
        for (var list : List.of("/calling", "/calling?number=" + lotus.number.id())) {
            var row = ROW_ADDRESS.matcher(agent.page(list).body());
            assertThat(row.find()).isTrue();
            var answer = agent.fragment(row.group(1).replace("&amp;", "&"));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).contains("contact-" + meera.id(), row.group(1));
        }
    }

    @Test
    void a_row_of_nobody_or_of_no_number_is_not_there() {
        var meera = enter("Meera");
        assertThat(agent.fragment("/calling/rows/" + Id.fresh()).status()).isEqualTo(404);
        assertThat(agent.fragment("/calling/rows/nonsense").status()).isEqualTo(404);
        assertThat(
                        agent.fragment(
                                        "/calling/rows/%s?number=%s"
                                                .formatted(meera.id(), Id.fresh()))
                                .status())
                .isEqualTo(404);
    }

    @Test
    void another_business_sees_nothing_of_ours() {
        var meera = enter("Meera Raghunathan");
        var harbor = Scene.lotus(application);
        var theirs = people.hire(Role.OWNER, harbor.tenant).signIn().browser();
        assertThat(theirs.page("/calling").body()).doesNotContain("Meera");
        for (var path :
                List.of(
                        "/calling/rows/%s",
                        "/calling/%s/why",
                        "/contacts/%s/permission",
                        "/contacts/%s/timeline",
                        "/contacts/%s/permission-request")) {
            assertThat(theirs.fragment(path.formatted(meera.id())).status())
                    .as(path)
                    .isEqualTo(404);
        }
    }

    @Test
    void who_is_not_signed_in_is_sent_to_the_door() {
        var stranger = people.visitor();
        assertThat(stranger.page("/calling").leadsTo()).endsWith("/login");
        assertThat(stranger.page("/calling/requests").leadsTo()).endsWith("/login");
    }

    @Test
    void a_business_without_a_number_is_shown_the_first_step() {
        var fresh = people.business("Fresh");
        var owner = people.hire(Role.OWNER, fresh).signIn().browser();
        assertThat(owner.page("/calling").body())
                .contains("/settings/numbers")
                .doesNotContain("<table class=\"rows\"", "id=\"ask-somebody\"");
        assertThat(owner.fragment("/calling/requests/new").body())
                .contains("You have no contacts yet.");
        assertThat(owner.page("/calling/requests").body())
                .contains("/settings/numbers")
                .doesNotContain("Nobody was asked yet", "id=\"ask-somebody\"");
    }

    @Test
    void a_business_without_people_is_shown_the_next_step() {
        assertThat(agent.page("/calling").body())
                .contains("Nobody to call yet", "href=\"/contacts/new\"")
                .doesNotContain("search-field");
    }

    @Test
    void a_barred_number_is_told_above_the_rows() {
        var maple = Scene.maple(application);
        var theirs = people.hire(Role.AGENT, maple.tenant).signIn().browser();
        maple.stranger();
        assertThat(theirs.page("/calling").body())
                .contains("WhatsApp allows no business calls from numbers in the United States.")
                .contains(maple.number.international());
    }

    @Test
    void news_tell_how_many_would_stand_here_now() {
        var meera = enter("Meera");
        var before = agent.fragment("/calling").body();
        var seen = SEEN.matcher(before);
        assertThat(seen.find()).isTrue();
        time.advance(Duration.ofMinutes(1));
        enter("Asha");
        var news =
                agent.get(
                        "/calling",
                        "Accept",
                        "text/html",
                        "HX-Request",
                        "true",
                        "HX-Target",
                        "news",
                        "Seen",
                        seen.group(1));
        assertThat(news.body()).startsWith("<div").contains("1 new", "id=\"show-news\"");
        assertThat(news.body()).doesNotContain("contact-" + meera.id());
    }

    private List<Id> rows(String path) {
        var answer = agent.fragment(path);
        assertThat(answer.status()).as(path).isEqualTo(200);
        return ROW.matcher(answer.body()).results().map(row -> Id.parse(row.group(1))).toList();
    }

    private Contact enter(String name) {
        return lotus.stranger(name);
    }

    private void grant(Contact contact, @Nullable Instant until) {
        lotus.grant(contact, until);
    }
}
