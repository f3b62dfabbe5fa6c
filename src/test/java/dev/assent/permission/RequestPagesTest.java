package dev.assent.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assent.access.People;
import dev.assent.access.Role;
import dev.assent.access.Visitor;
import dev.assent.contact.Contact;
import dev.assent.rules.Happening;
import dev.assent.rules.RequestLife.Status;
import dev.assent.tenancy.Id;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

@PermissionTest
class RequestPagesTest {

    private static final Pattern ROW = Pattern.compile("<tr id=\"request-(\\w+)\"");
    private static final String REQUESTS = "/calling/requests";

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
    void a_request_is_a_row_that_follows_what_becomes_of_it() {
        var meera = lotus.writer();
        lotus.ask(meera);
        var request = lotus.requests(meera).getFirst().id();
        await().until(() -> lotus.requests(meera).getFirst().status() == Status.DELIVERED);
        var page = agent.page(REQUESTS);
        assertThat(page.body())
                .contains("<title>Requests · Assent</title>")
                .contains("May we call you?", "Asha", "Delivered", "live:request-" + request)
                .contains(time.instant().plus(Duration.ofDays(7)).toString());
        lotus.phone(meera, "reply", Map.of("choice", "decline"));
        await().until(() -> lotus.requests(meera).getFirst().status() == Status.DECLINED);
        var row = agent.fragment(REQUESTS + "/" + request + "/row");
        assertThat(row.body()).startsWith("<tr").contains("Declined").doesNotContain("<table");
    }

    @Test
    void its_story_opens_beside_and_as_a_page() {
        var meera = lotus.writer();
        lotus.ask(meera);
        var request = lotus.requests(meera).getFirst().id();
        await().until(() -> lotus.requests(meera).getFirst().status() == Status.DELIVERED);
        assertThat(agent.fragment(REQUESTS + "/" + request).body())
                .contains("May we call you?", "Delivered", "In a message of your own")
                .doesNotContain("<html");
        assertThat(agent.page(REQUESTS + "/" + request).body()).contains("<title>Request to");
    }

    @Test
    void rows_are_sorted_filtered_and_paged_in_the_address() {
        var asked =
                IntStream.range(0, 30)
                        .mapToObj(place ->
                                past("Person no%02d".formatted(place), place, place % 3 == 0))
                        .toList();
        assertThat(rows("")).hasSize(25).startsWith(asked.get(29), asked.get(28));
        assertThat(rows("?page=2"))
                .containsExactly(
                        asked.get(4), asked.get(3), asked.get(2), asked.get(1), asked.get(0));
        assertThat(rows("?size=50")).hasSize(30);
        assertThat(rows("?sort=asked")).startsWith(asked.get(0), asked.get(1));
        assertThat(rows("?sort=name")).startsWith(asked.get(0), asked.get(1));
        assertThat(rows("?sort=-name")).startsWith(asked.get(29), asked.get(28));
        assertThat(rows("?sort=expires")).startsWith(asked.get(1), asked.get(2));
        assertThat(rows("?q=person+no07")).containsExactly(asked.get(7));
        assertThat(rows("?asker=Asha&size=50")).hasSize(10);
        assertThat(rows("?asker=Nobody")).isEmpty();
        assertThat(rows("?status=declined&size=50")).hasSize(10).contains(asked.get(0));
        assertThat(agent.page(REQUESTS + "?q=nobody").body()).contains("No request matches");
    }

    @Test
    void one_that_expired_is_shown_so_at_its_second() {
        var request = past("Meera", 0, false);
        var end = lotus.in(() -> application.getBean(Requests.class).get(request)).expiresAt();
        time.moveTo(end.minusSeconds(1));
        assertThat(agent.fragment(REQUESTS + "/" + request + "/row").body())
                .doesNotContain("Expired");
        time.moveTo(end);
        assertThat(agent.fragment(REQUESTS + "/" + request + "/row").body()).contains("Expired");
        assertThat(rows("?status=expired")).containsExactly(request);
    }

    @Test
    void a_request_of_another_business_is_not_there() {
        var request = past("Meera", 0, false);
        var theirs = people.hire(Role.OWNER, Scene.lotus(application).tenant).signIn().browser();
        for (var path : List.of("", "/row")) {
            assertThat(theirs.fragment(REQUESTS + "/" + request + path).status()).isEqualTo(404);
            assertThat(agent.fragment(REQUESTS + "/" + Id.fresh() + path).status()).isEqualTo(404);
            assertThat(agent.fragment(REQUESTS + "/nonsense" + path).status()).isEqualTo(404);
        }
        assertThat(theirs.page(REQUESTS).body()).doesNotContain("Meera");
    }

    /** Minutes ago and counting down, asked by Asha and declined or by Ravi and still open. */
    private Id past(String name, int place, boolean declined) {
        var at = time.instant().minus(Duration.ofMinutes(100L - place));
        Contact contact = lotus.stranger(name);
        var attempt = Id.fresh();
        var message = Scene.wamid();
        lotus.in(() -> {
            application
                    .getBean(Chronicle.class)
                    .enter(
                            lotus.number,
                            contact.id(),
                            at,
                            List.of(
                                    new Chronicle.PastRequest(
                                            attempt,
                                            at,
                                            null,
                                            null,
                                            "May we call?",
                                            declined ? "Asha" : "Ravi")),
                            happened(attempt, message, at, declined));
            return null;
        });
        return attempt;
    }

    private static List<Happening> happened(
            Id attempt, String message, Instant at, boolean declined) {
        var handed = new Happening.HandedOver(attempt + ":handed", at, attempt.toString(), message);
        return declined
                ? List.of(
                        handed,
                        new Happening.Reject(Scene.wamid(), at.plusSeconds(9), message, false))
                : List.of(handed);
    }

    private List<Id> rows(String query) {
        var answer = agent.fragment(REQUESTS + query);
        assertThat(answer.status()).as(query).isEqualTo(200);
        return ROW.matcher(answer.body()).results().map(row -> Id.parse(row.group(1))).toList();
    }
}
