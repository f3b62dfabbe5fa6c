package dev.assent.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.access.People;
import dev.assent.access.Role;
import dev.assent.access.Visitor;
import dev.assent.contact.Contact;
import dev.assent.permission.HandMovedTime;
import dev.assent.permission.Moods;
import dev.assent.permission.PermissionTest;
import dev.assent.permission.Scene;
import dev.assent.tenancy.Id;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

@PermissionTest
class CallbackPagesTest {

    private static final Pattern ROW = Pattern.compile("<tr id=\"callback-(\\w{13})\"");
    private static final Pattern VERSION =
            Pattern.compile("name=\"version\" value=\"(\\d+)\"|value=\"(\\d+)\" name=\"version\"");

    @Autowired ApplicationContext application;
    @Autowired HandMovedTime time;
    @Autowired Moods moods;

    private People people;
    private Scene lotus;
    private Told told;
    private People.Person asha;
    private Visitor agent;

    @BeforeEach
    void sign_in() {
        moods.calm();
        people = People.in(application);
        lotus = Scene.lotus(application);
        told = new Told(lotus);
        asha = people.hire(Role.AGENT, lotus.tenant).signIn();
        agent = asha.browser();
        agent.page("/calling/callbacks");
    }

    @Test
    void the_first_step_is_taught() {
        assertThat(agent.page("/calling/callbacks").body())
                .contains("<title>Callback requests · Assent</title>", "Nobody waits for a call")
                .doesNotContain("/settings/calling/buttons");
        var owner = people.hire(Role.OWNER, lotus.tenant).signIn().browser();
        assertThat(owner.page("/calling/callbacks").body()).contains("/settings/calling/buttons");
    }

    @Test
    void what_waits_is_listed_soonest_due_first_and_marked_when_overdue() {
        var meera = missed("Meera");
        time.advance(Duration.ofMinutes(30));
        var jonas = missed("Jonas");
        assertThat(rows("/calling/callbacks")).containsExactly(meera, jonas);
        assertThat(rows("/calling/callbacks?sort=-last")).containsExactly(jonas, meera);
        assertThat(rows("/calling/callbacks?sort=name")).containsExactly(jonas, meera);
        assertThat(row(meera)).doesNotContain("Overdue");
        time.advance(Duration.ofMinutes(30).plusSeconds(29));
        assertThat(row(meera)).doesNotContain("Overdue");
        time.advance(Duration.ofSeconds(1));
        assertThat(row(meera)).contains("Overdue", "row-overdue");
        assertThat(rows("/calling/callbacks?status=overdue")).containsExactly(meera);
        assertThat(agent.fragment("/calling/tally?of=/calling/callbacks").body()).contains(">2<");
    }

    @Test
    void it_goes_from_open_to_in_progress_to_done_and_back() {
        var meera = missed("Meera");
        var path = "/calling/callbacks/" + meera;
        assertThat(agent.post(path + "/take", Map.of(), "HX-Request", "true").body())
                .contains("In progress", "Yours");
        assertThat(rows("/calling/callbacks?status=in_progress")).containsExactly(meera);
        assertThat(rows("/calling/callbacks?agent=" + asha.account())).containsExactly(meera);
        assertThat(rows("/calling/callbacks?agent=nobody")).isEmpty();
        assertThat(agent.post(path + "/done", Map.of(), "HX-Request", "true").body())
                .contains("Done", "Open again");
        assertThat(rows("/calling/callbacks")).isEmpty();
        assertThat(rows("/calling/callbacks?status=done")).containsExactly(meera);
        agent.post(path + "/reopening", Map.of());
        assertThat(rows("/calling/callbacks?status=open")).containsExactly(meera);
        assertThat(agent.page(path).body())
                .contains("Missed call.", "Asha Kulkarni took it.", "marked it as done")
                .contains("opened it again");
        assertThat(agent.fragment(path).body()).doesNotContain("<title>");
    }

    @Test
    void a_colleague_who_is_slower_is_told() {
        var meera = missed("Meera");
        var ravi = people.hire(Role.AGENT, lotus.tenant).signIn().browser();
        ravi.page("/calling/callbacks");
        agent.post("/calling/callbacks/" + meera + "/take", Map.of());
        var answer =
                ravi.post("/calling/callbacks/" + meera + "/take", Map.of(), "HX-Request", "true");
        assertThat(answer.header("HX-Trigger")).contains("was quicker");
    }

    @Test
    void due_time_assignee_and_note_are_changed_in_a_dialog() {
        var meera = missed("Meera");
        var path = "/calling/callbacks/" + meera;
        var dialog = agent.fragment(path + "/edit").body();
        assertThat(dialog).contains("Nobody yet", "datetime-local").doesNotContain("<title>");
        var saved =
                agent.post(
                        path,
                        Map.of(
                                "agent",
                                asha.account().toString(),
                                "due",
                                "2031-05-06T09:30",
                                "note",
                                "About <b>Tuesday</b>",
                                "version",
                                version(dialog)),
                        "HX-Request",
                        "true");
        assertThat(saved.status()).as(saved.body()).isEqualTo(204);
        assertThat(row(meera)).contains("About &lt;b&gt;Tuesday", "Yours", "6 May 2031 09:30");
        assertThat(agent.page(path).body()).contains("changed it", "About &lt;b&gt;Tuesday");
    }

    @Test
    void what_was_changed_meanwhile_is_not_overwritten() {
        var meera = missed("Meera");
        var path = "/calling/callbacks/" + meera;
        var old = version(agent.fragment(path + "/edit").body());
        missedAgain(meera);
        var answer =
                agent.post(
                        path,
                        Map.of("agent", "", "due", "2031-05-06T09:30", "note", "x", "version", old),
                        "HX-Request",
                        "true");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("Somebody changed this meanwhile");
    }

    @Test
    void bad_input_is_answered_with_the_form_and_a_sentence() {
        var path = "/calling/callbacks/" + missed("Meera");
        var version = version(agent.fragment(path + "/edit").body());
        for (var wrong :
                List.of(
                        Map.of("agent", "", "due", "soon", "note", "", "version", version),
                        Map.of("agent", "", "due", "", "note", "", "version", version),
                        Map.of("agent", "", "due", "2031-05-06T09:30", "note", ""),
                        Map.of("agent", "", "due", "2031-05-06T09:30", "version", "x"),
                        Map.of(
                                "agent",
                                "",
                                "due",
                                "9999-01-01T00:00",
                                "note",
                                "",
                                "version",
                                version),
                        Map.of(
                                "agent",
                                Id.fresh().toString(),
                                "due",
                                "2031-05-06T09:30",
                                "note",
                                "",
                                "version",
                                version),
                        Map.of(
                                "agent",
                                "",
                                "due",
                                "2031-05-06T09:30",
                                "note",
                                "x".repeat(2_001),
                                "version",
                                version))) {
            assertThat(agent.post(path, wrong).status()).as(wrong.toString()).isEqualTo(422);
        }
    }

    @Test
    void callbacks_of_another_business_are_not_there() {
        var path = "/calling/callbacks/" + missed("Meera");
        var stranger = people.hire(Role.OWNER, Scene.maple(application).tenant).signIn().browser();
        stranger.page("/calling/callbacks");
        for (var address : List.of(path, path + "/row", path + "/edit")) {
            assertThat(stranger.get(address).status()).as(address).isEqualTo(404);
        }
        for (var deed : List.of("", "/take", "/done", "/reopening")) {
            assertThat(
                            stranger.post(
                                            path + deed,
                                            Map.of("due", "2031-05-06T09:30", "version", "1"))
                                    .status())
                    .as(deed)
                    .isEqualTo(404);
        }
        assertThat(agent.page(path).body()).contains("Open").doesNotContain("Done");
    }

    @Test
    void administrators_name_the_buttons() {
        assertThat(agent.page("/settings/calling/buttons").status()).isEqualTo(404);
        var admin = people.hire(Role.ADMIN, lotus.tenant).signIn().browser();
        admin.page("/settings/calling/buttons");
        assertThat(
                        admin.post(
                                        "/settings/calling/buttons",
                                        Map.of("words", "CALL_ME\n\n ring \nCALL_ME"))
                                .status())
                .isEqualTo(302);
        assertThat(admin.fragment("/settings/calling/buttons").body())
                .contains("CALL_ME\nring")
                .doesNotContain("<title>");
        var tooMany = "a%d\n".repeat(21).formatted((Object[]) numbers());
        var refused = admin.post("/settings/calling/buttons", Map.of("words", tooMany));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("at most 20");
        assertThat(
                        admin.post("/settings/calling/buttons", Map.of("words", "x".repeat(257)))
                                .status())
                .isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "page=-1",
                "size=x",
                "sort=password",
                "status=nonsense",
                "agent=nonsense",
                "agent=0000000000000",
                "number=nonsense",
                "q=%25%5F%5C%27%22%00"
            })
    void what_the_address_cannot_mean_counts_as_left_out(String query) {
        assertThat(agent.page("/calling/callbacks?" + query).status()).isEqualTo(200);
    }

    private static Integer[] numbers() {
        var numbers = new Integer[21];
        for (var place = 0; place < numbers.length; place++) {
            numbers[place] = place;
        }
        return numbers;
    }

    private Contact last;

    private Id missed(String name) {
        last = lotus.stranger(name);
        told.missed(last, Scene.wamid(), time.instant());
        return rows("/calling/callbacks?sort=-last").getFirst();
    }

    private void missedAgain(Id callback) {
        time.advance(Duration.ofMinutes(2));
        told.missed(last, Scene.wamid(), time.instant());
        assertThat(row(callback)).contains("2 times");
    }

    private static String version(String body) {
        var version = VERSION.matcher(body);
        assertThat(version.find()).as(body).isTrue();
        return version.group(1) == null ? version.group(2) : version.group(1);
    }

    private String row(Id callback) {
        return agent.fragment("/calling/callbacks/" + callback + "/row").body();
    }

    private List<Id> rows(String path) {
        return ROW.matcher(agent.fragment(path).body())
                .results()
                .map(row -> Id.parse(row.group(1)))
                .toList();
    }
}
