package dev.assent.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.access.Member;
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
import dev.assent.whatsapp.MetaError;
import dev.assent.whatsapp.Notice;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

@PermissionTest
class LogPagesTest {

    private static final Pattern ROW = Pattern.compile("<tr id=\"call-(\\w{13})\"");

    @Autowired ApplicationContext application;
    @Autowired HandMovedTime time;
    @Autowired Moods moods;
    @Autowired CallChronicle chronicle;
    @Autowired CountedStatements statements;

    private People people;
    private Scene lotus;
    private Told told;
    private People.Person asha;
    private Visitor agent;
    private Contact meera;
    private Contact jonas;

    @BeforeEach
    void sign_in() {
        moods.calm();
        people = People.in(application);
        lotus = Scene.lotus(application);
        told = new Told(lotus);
        asha = people.hire(Role.AGENT, lotus.tenant).signIn();
        agent = asha.browser();
        agent.page("/calling/log");
        meera = lotus.stranger("Meera");
        jonas = lotus.stranger("Jonas");
    }

    @Test
    void the_first_step_is_taught() {
        assertThat(agent.page("/calling/log").body())
                .contains("<title>Call log · Assent</title>", "No call yet", "/calling/ready");
    }

    @Test
    void each_call_has_a_row_that_says_how_it_went() {
        told.unanswered(meera, Scene.wamid(), time.instant());
        time.advance(Duration.ofMinutes(5));
        told.talked(jonas, Scene.wamid(), time.instant(), Notice.Direction.INCOMING);
        var page = agent.page("/calling/log").body();
        assertThat(page)
                .contains("Meera", "We called", "No answer", "rang 0:30")
                .contains("Jonas", "They called", "Talked", "1:00")
                .contains("live:call-log");
        assertThat(rows("/calling/log")).hasSize(2);
        assertThat(agent.fragment("/calling/log").body())
                .startsWith("<section")
                .doesNotContain("<title>");
    }

    @Test
    void our_number_is_told_where_there_are_several() {
        told.unanswered(meera, Scene.wamid(), time.instant());
        var call = rows("/calling/log").getFirst();
        assertThat(row(call)).doesNotContain(lotus.number.international());
        lotus.anotherNumber();
        assertThat(row(call)).contains(lotus.number.international());
    }

    @Test
    void only_of_a_missed_call_it_is_said_that_nobody_took_it() {
        enter(meera, "turned-away", true, null, CallChronicle.Way.REJECTED, null, "Asha Kulkarni");
        assertThat(agent.page("/calling/log").body())
                .contains("We declined")
                .doesNotContain("nobody took it");
        enter(jonas, "missed", true, null, CallChronicle.Way.UNANSWERED, null, "Asha Kulkarni");
        assertThat(agent.page("/calling/log").body()).contains("Missed", "nobody took it");
    }

    @Test
    void however_often_a_call_is_told_it_has_one_row() {
        var wacid = Scene.wamid();
        told.unanswered(meera, wacid, time.instant());
        told.unanswered(meera, wacid, time.instant());
        assertThat(rows("/calling/log")).hasSize(1);
    }

    @Test
    void a_failure_of_which_meta_has_much_to_say_is_kept() {
        told.hear(
                new Notice.CallTerminate(
                        Scene.wamid(),
                        Scene.person(meera),
                        time.instant(),
                        Notice.Direction.OUTGOING,
                        null,
                        null,
                        null,
                        true,
                        List.of(new MetaError(138_021, "\uD83D\uDCDE".repeat(1_500), null, null)),
                        null));
        assertThat(rows("/calling/log")).hasSize(1);
    }

    @Test
    void a_failure_is_told_in_words() {
        var wacid = Scene.wamid();
        told.hear(
                new Notice.CallTerminate(
                        wacid,
                        Scene.person(meera),
                        time.instant(),
                        Notice.Direction.OUTGOING,
                        null,
                        null,
                        null,
                        true,
                        List.of(new MetaError(138_021, "Duration too short", null, null)),
                        null));
        var row = row(rows("/calling/log").getFirst());
        assertThat(row)
                .contains("Failed", "request-trouble")
                .doesNotContain("138021", "Duration too short");
    }

    @Test
    void it_is_filtered_by_direction_outcome_agent_number_and_day() {
        var began = time.instant();
        enter(meera, "one", false, 60, asha);
        time.advance(Duration.ofDays(2));
        enter(jonas, "two", true, null, null);
        var first = rows("/calling/log?q=meera").getFirst();
        var second = rows("/calling/log?q=jonas").getFirst();
        assertThat(rows("/calling/log")).containsExactly(second, first);
        assertThat(rows("/calling/log?direction=out")).containsExactly(first);
        assertThat(rows("/calling/log?direction=in")).containsExactly(second);
        assertThat(rows("/calling/log?status=talked")).containsExactly(first);
        assertThat(rows("/calling/log?status=missed")).containsExactly(second);
        assertThat(rows("/calling/log?status=not_reached")).isEmpty();
        assertThat(rows("/calling/log?agent=" + asha.account())).containsExactly(first);
        assertThat(rows("/calling/log?number=" + lotus.number.id())).hasSize(2);
        assertThat(rows("/calling/log?number=" + Id.fresh())).isEmpty();
        var day = LocalDate.ofInstant(began, lotus.tenant.zone());
        assertThat(rows("/calling/log?to=" + day)).containsExactly(first);
        assertThat(rows("/calling/log?from=" + day.plusDays(1))).containsExactly(second);
        assertThat(rows("/calling/log?from=%s&to=%s".formatted(day, day))).containsExactly(first);
        assertThat(rows("/calling/log?sort=name")).containsExactly(second, first);
        assertThat(rows("/calling/log?sort=-talked")).containsExactly(first, second);
        assertThat(agent.page("/calling/log?status=failed").body()).contains("No call matches");
    }

    @Test
    void an_agent_goes_by_the_name_of_the_last_call() {
        enter(meera, "one", false, 60, CallChronicle.Way.TALKED, asha, "Asha Kulkarni");
        time.advance(Duration.ofMinutes(5));
        enter(meera, "two", false, 60, CallChronicle.Way.TALKED, asha, "Asha Amin");
        assertThat(agent.page("/calling/log").body())
                .contains("<option value=\"%s\">Asha Amin</option>".formatted(asha.account()))
                .doesNotContain("Asha Kulkarni</option>");
    }

    @Test
    void a_note_and_how_it_went_are_added_afterwards() {
        enter(meera, "one", false, 60, asha);
        var call = rows("/calling/log").getFirst();
        var path = "/calling/log/" + call + "/note";
        assertThat(agent.fragment(path).body())
                .contains("Wrong person", "1:00")
                .doesNotContain("<title>");
        var saved =
                agent.post(
                        path,
                        Map.of("tag", "call_back", "note", "=2+3 on <b>Tuesday</b>"),
                        "HX-Request",
                        "true");
        assertThat(saved.status()).as(saved.body()).isEqualTo(204);
        assertThat(row(call)).contains("Call back", "=2+3 on &lt;b&gt;Tuesday");
        assertThat(agent.post(path, Map.of("tag", "nonsense", "note", "")).status()).isEqualTo(422);
        assertThat(agent.post(path, Map.of("tag", "", "note", "x".repeat(2_001))).status())
                .isEqualTo(422);
        assertThat(agent.post(path, Map.of("tag", "", "note", "x".repeat(2_000))).status())
                .isEqualTo(302);
        assertThat(agent.post(path, Map.of("tag", "", "note", "")).status()).isEqualTo(302);
        assertThat(row(call)).doesNotContain("Call back", "x".repeat(14));
    }

    @Test
    void calls_of_another_business_are_not_there() {
        enter(meera, "one", false, 60, asha);
        var call = rows("/calling/log").getFirst();
        var stranger = people.hire(Role.OWNER, Scene.maple(application).tenant).signIn().browser();
        stranger.page("/calling/log");
        assertThat(stranger.get("/calling/log/" + call + "/row").status()).isEqualTo(404);
        assertThat(stranger.get("/calling/log/" + call + "/note").status()).isEqualTo(404);
        assertThat(stranger.post("/calling/log/" + call + "/note", Map.of("note", "x")).status())
                .isEqualTo(404);
        assertThat(stranger.get("/calling/log/export").body()).doesNotContain("Meera");
        assertThat(row(call)).doesNotContain(">x<");
    }

    @Test
    void what_is_filtered_is_exported_and_no_cell_calculates() {
        var cunning = lotus.stranger("=HYPERLINK(\"x\",\"y\")");
        enter(cunning, "one", false, 75, asha);
        time.advance(Duration.ofMinutes(1));
        enter(jonas, "two", true, null, null);
        var call = rows("/calling/log?q=hyperlink").getFirst();
        agent.post(
                "/calling/log/" + call + "/note", Map.of("tag", "reached", "note", "+1, \"so\""));
        var all = agent.get("/calling/log/export");
        assertThat(all.header("Content-Type")).isEqualTo("text/csv;charset=UTF-8");
        assertThat(all.header("Content-Disposition")).contains("attachment", "call-log.csv");
        var lines = all.body().split("\r\n");
        assertThat(lines).hasSize(3);
        assertThat(lines[0]).startsWith("\uFEFFBegan,Direction,Name");
        assertThat(lines[1]).contains(",They called,Jonas,", ",Missed,");
        assertThat(lines[2])
                .contains(",We called,\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\",")
                .contains(",Asha Kulkarni,Talked,10,75,,Reached,\"'+1, \"\"so\"\"\"")
                .contains("," + cunning.number() + ",");
        assertThat(agent.get("/calling/log/export?direction=in").body())
                .contains("Jonas")
                .doesNotContain("HYPERLINK");
    }

    @Test
    void an_export_has_every_call_once_across_its_portions() {
        IntStream.range(0, 1_030).forEach(place -> enter(meera, "call" + place, false, 5, asha));
        assertThat(agent.get("/calling/log/export").body().split("\r\n")).hasSize(1_031);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?size=100", "?size=100&sort=name", "?size=100&q=meera&status=talked"})
    void the_log_asks_five_times_at_most_and_as_often_for_3_rows_as_for_60(String query) {
        enterMany(0, 3);
        var few = asked(query);
        enterMany(3, 60);
        assertThat(asked(query)).isEqualTo(few).isLessThanOrEqualTo(5);
        assertThat(statements.control()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "page=-1",
                "size=x",
                "sort=password",
                "status=nonsense",
                "direction=nonsense",
                "agent=nonsense",
                "number=0000000000000",
                "from=yesterday",
                "to=9999-99-99",
                "from=%00",
                "q=%25%5F%5C%27%22%00"
            })
    void what_the_address_cannot_mean_counts_as_left_out(String query) {
        assertThat(agent.page("/calling/log?" + query).status()).isEqualTo(200);
        assertThat(agent.get("/calling/log/export?" + query).status()).isEqualTo(200);
    }

    private int asked(String query) {
        agent.page("/calling/log" + query);
        statements.of("/calling/log");
        assertThat(agent.page("/calling/log" + query).status()).isEqualTo(200);
        return statements.tenant().size();
    }

    private void enterMany(int from, int to) {
        IntStream.range(from, to).forEach(place -> enter(meera, "many" + place, false, 30, asha));
    }

    private void enter(
            Contact contact,
            String wacid,
            boolean incoming,
            @Nullable Integer talked,
            People.@Nullable Person by) {
        var way = talked == null ? CallChronicle.Way.UNANSWERED : CallChronicle.Way.TALKED;
        enter(contact, wacid, incoming, talked, way, by, "Asha Kulkarni");
    }

    private void enter(
            Contact contact,
            String wacid,
            boolean incoming,
            @Nullable Integer talked,
            CallChronicle.Way way,
            People.@Nullable Person by,
            String called) {
        lotus.in(() -> {
            chronicle.enter(
                    lotus.number.id(),
                    contact.id(),
                    new CallChronicle.PastCall(
                            "wacid." + lotus.tenant.id() + wacid,
                            incoming,
                            time.instant(),
                            10,
                            talked,
                            way,
                            by == null
                                    ? null
                                    : new Member(by.account(), called, by.mail(), Role.AGENT),
                            null));
            return null;
        });
    }

    private String row(Id call) {
        return agent.fragment("/calling/log/" + call + "/row").body();
    }

    private List<Id> rows(String path) {
        return ROW.matcher(agent.fragment(path).body())
                .results()
                .map(row -> Id.parse(row.group(1)))
                .toList();
    }
}
