package dev.assent.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.access.People;
import dev.assent.access.Role;
import dev.assent.access.Visitor;
import dev.assent.contact.Contact;
import dev.assent.permission.CountedStatements;
import dev.assent.permission.HandMovedTime;
import dev.assent.permission.Moods;
import dev.assent.permission.PermissionTest;
import dev.assent.permission.Scene;
import dev.assent.tenancy.Id;
import dev.assent.whatsapp.Notice;

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
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

@PermissionTest
class ReadyPagesTest {

    private static final Pattern ROW = Pattern.compile("<tr id=\"ready-(\\w{13})-");
    private static final Duration DAY = Duration.ofDays(1);

    @Autowired ApplicationContext application;
    @Autowired HandMovedTime time;
    @Autowired Moods moods;
    @Autowired CountedStatements statements;

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
    void the_first_step_is_taught_where_nobody_may_be_called() {
        lotus.stranger("Meera");
        assertThat(agent.page("/calling/ready").body())
                .contains("<title>Call-ready · Assent</title>")
                .contains("Nobody may be called right now", "Send permission request")
                .doesNotContain("Meera");
    }

    @Test
    void soonest_to_expire_come_first_and_permanent_ones_last() {
        var always = granted("Always", null);
        var late = granted("Late", time.instant().plus(DAY.multipliedBy(6)));
        var soon = granted("Soon", time.instant().plus(DAY));
        assertThat(rows("/calling/ready")).containsExactly(soon.id(), late.id(), always.id());
        assertThat(rows("/calling/ready?sort=-granted")).hasSize(3);
        assertThat(rows("/calling/ready?sort=name"))
                .containsExactly(always.id(), late.id(), soon.id());
        var page = agent.page("/calling/ready").body();
        assertThat(page)
                .contains("Never called", "live:contact-" + soon.id(), "live:claim-" + soon.id())
                .contains("/calls/new?contact=" + soon.id() + "&amp;number=" + lotus.number.id());
        assertThat(agent.fragment("/calling/ready").body())
                .startsWith("<section")
                .doesNotContain("<title>");
    }

    @Test
    void whoever_is_no_longer_allowed_to_be_called_is_gone_at_that_second() {
        var meera = granted("Meera", time.instant().plus(DAY));
        time.advance(DAY.minusSeconds(1));
        assertThat(rows("/calling/ready")).containsExactly(meera.id());
        time.advance(Duration.ofSeconds(1));
        assertThat(rows("/calling/ready")).isEmpty();
        assertThat(row(meera)).contains("No permission any more").doesNotContain("row-go");
    }

    @Test
    void whoever_has_no_calls_left_is_not_ready_until_one_falls_out_of_the_window() {
        var meera = granted("Meera", null);
        IntStream.range(0, 5).forEach(_ -> talked(meera));
        assertThat(rows("/calling/ready")).isEmpty();
        assertThat(row(meera)).contains("Why can’t I call?", "5 of 5 in 24 h");
        time.advance(DAY.minusMinutes(5).minusSeconds(1));
        assertThat(rows("/calling/ready")).isEmpty();
        time.advance(Duration.ofSeconds(1));
        assertThat(rows("/calling/ready")).containsExactly(meera.id());
        assertThat(agent.page("/calling/ready?show=never").body()).contains("Nobody of these");
    }

    @Test
    void a_filter_tells_never_called_from_called_and_finds_names() {
        var meera = granted("Meera", null);
        var jonas = granted("Jonas", null);
        talked(jonas);
        assertThat(rows("/calling/ready?show=never")).containsExactly(meera.id());
        assertThat(rows("/calling/ready?q=jon")).containsExactly(jonas.id());
        assertThat(rows("/calling/ready?number=" + lotus.number.id())).hasSize(2);
        assertThat(rows("/calling/ready?number=" + Id.fresh())).isEmpty();
    }

    @Test
    void a_claim_is_seen_by_others_and_over_after_a_quarter_of_an_hour() {
        var meera = granted("Meera", null);
        var colleague = people.hire(Role.AGENT, lotus.tenant).signIn().browser();
        agent.page("/calling/ready");
        colleague.page("/calling/ready");
        var mine = agent.post(claim(meera), Map.of(), "HX-Request", "true");
        assertThat(mine.status()).isEqualTo(200);
        assertThat(mine.body()).contains("Yours", "Let go", "/calls/new");
        var theirs = colleague.post(claim(meera), Map.of(), "HX-Request", "true");
        assertThat(theirs.header("HX-Trigger")).contains("Asha Kulkarni was quicker");
        assertThat(theirs.body())
                .contains("Asha Kulkarni")
                .doesNotContain("Let go", "/calls/new", "row-go");
        assertThat(rows("/calling/ready?show=mine")).containsExactly(meera.id());
        assertThat(ids(colleague.fragment("/calling/ready?show=mine").body())).isEmpty();
        time.advance(Duration.ofMinutes(15).minusSeconds(1));
        assertThat(rows("/calling/ready?show=mine")).containsExactly(meera.id());
        time.advance(Duration.ofSeconds(1));
        assertThat(rows("/calling/ready?show=mine")).isEmpty();
        assertThat(colleague.post(claim(meera), Map.of(), "HX-Request", "true").body())
                .contains("Yours");
    }

    @Test
    void only_its_agent_lets_a_claim_go() {
        var meera = granted("Meera", null);
        var colleague = people.hire(Role.AGENT, lotus.tenant).signIn().browser();
        agent.page("/calling/ready");
        colleague.page("/calling/ready");
        agent.post(claim(meera), Map.of());
        colleague.post(release(meera), Map.of());
        assertThat(row(meera)).contains("Yours");
        agent.post(release(meera), Map.of());
        assertThat(row(meera)).doesNotContain("Yours").contains(">Claim<");
    }

    @Test
    void people_of_another_business_are_not_there() {
        var meera = granted("Meera", null);
        var harbor = Scene.maple(application);
        var stranger = people.hire(Role.OWNER, harbor.tenant).signIn().browser();
        stranger.page("/calling/ready");
        assertThat(stranger.get(address(meera)).status()).isEqualTo(404);
        assertThat(stranger.post(claim(meera), Map.of()).status()).isEqualTo(404);
        assertThat(stranger.post(release(meera), Map.of()).status()).isEqualTo(404);
        assertThat(row(meera)).contains(">Claim<");
    }

    @Test
    void the_tab_tells_how_many() {
        assertThat(agent.fragment("/calling/tally?of=/calling/ready").body()).contains(">0<");
        granted("Meera", null);
        assertThat(agent.fragment("/calling/tally?of=/calling/ready").body())
                .contains(">1<", "live:call-ready");
        assertThat(agent.fragment("/calling/tally?of=/calling/templates").status()).isEqualTo(404);
        assertThat(agent.page("/calling").body()).contains("/calling/tally?of=/calling/ready");
    }

    @Test
    void size_and_page_stand_in_the_address() {
        IntStream.range(0, 60).forEach(place -> granted("Person %02d".formatted(place), null));
        assertThat(rows("/calling/ready?sort=name")).hasSize(25);
        assertThat(rows("/calling/ready?sort=name&size=100")).hasSize(60);
        assertThat(agent.fragment("/calling/ready?sort=name&page=2").body())
                .contains("26–50", "Person 25")
                .doesNotContain("Person 24");
    }

    @Test
    void the_queue_asks_as_often_for_3_rows_as_for_60() {
        IntStream.range(0, 3).forEach(place -> granted("Person %02d".formatted(place), null));
        var few = asked();
        IntStream.range(3, 60).forEach(place -> granted("Person %02d".formatted(place), null));
        assertThat(asked()).isEqualTo(few).isLessThanOrEqualTo(7);
    }

    private int asked() {
        agent.page("/calling/ready?size=100");
        statements.of("/calling/ready");
        assertThat(agent.page("/calling/ready?size=100").status()).isEqualTo(200);
        return statements.tenant().size();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "page=-1",
                "size=x",
                "sort=password",
                "show=nonsense",
                "number=nonsense",
                "q=%25%5F%5C%27%22%00",
                "q=%F0%9F%93%9E"
            })
    void what_the_address_cannot_mean_counts_as_left_out(String query) {
        assertThat(agent.page("/calling/ready?" + query).status()).isEqualTo(200);
    }

    @Test
    void news_tell_who_else_may_be_called() {
        granted("Meera", null);
        var seen = rows("/calling/ready").getFirst().toString();
        granted("Jonas", null);
        var news =
                agent.get(
                        "/calling/ready", "HX-Request", "true", "HX-Target", "news", "Seen", seen);
        assertThat(news.body()).contains("1 new here");
    }

    private Contact granted(String name, @Nullable Instant until) {
        var contact = lotus.stranger(name);
        lotus.hear(
                new Notice.PermissionReply(
                        Scene.wamid(),
                        Scene.person(contact),
                        time.instant(),
                        true,
                        until == null,
                        until,
                        false,
                        null));
        return contact;
    }

    /** A call of ours that lasted a minute. */
    private void talked(Contact contact) {
        var start = time.instant();
        time.advance(Duration.ofMinutes(1));
        lotus.hear(
                new Notice.CallTerminate(
                        Scene.wamid(),
                        Scene.person(contact),
                        time.instant(),
                        Notice.Direction.OUTGOING,
                        start,
                        time.instant(),
                        60,
                        false,
                        List.of(),
                        null));
    }

    private String address(Contact contact) {
        return "/calling/ready/rows/%s?number=%s".formatted(contact.id(), lotus.number.id());
    }

    private String row(Contact contact) {
        return agent.fragment(address(contact)).body();
    }

    private String claim(Contact contact) {
        return "/calling/ready/%s/claim?number=%s".formatted(contact.id(), lotus.number.id());
    }

    private String release(Contact contact) {
        return "/calling/ready/%s/release?number=%s".formatted(contact.id(), lotus.number.id());
    }

    private List<Id> rows(String path) {
        return ids(agent.fragment(path).body());
    }

    private static List<Id> ids(String body) {
        return ROW.matcher(body).results().map(row -> Id.parse(row.group(1))).toList();
    }
}
