package dev.assent.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assent.live.Live;
import dev.assent.tenancy.Tenant;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** The streams of {@code live}, for people who really signed in. */
@AccessTest
class StreamOfMemberTest {

    private static final Duration TWO_SECONDS = Duration.ofSeconds(2);

    @Autowired People people;
    @Autowired Members members;
    @Autowired Live live;
    @LocalServerPort int port;

    private Tenant lotus;
    private People.Person agent;

    @BeforeEach
    void somebodyAtWork() {
        lotus = people.business("Lotus Dental");
        agent = people.hire(Role.AGENT, lotus).signIn();
    }

    @Test
    void a_member_hears_of_their_own_business_only() throws Exception {
        var ear = new Ear(agent);
        live.changed(people.business("Harbor Bikes").id(), List.of("requests"));
        live.changed(lotus.id(), List.of("callbacks"));
        await().until(() -> ear.heard.contains("data:callbacks"));
        assertThat(ear.heard).doesNotContain("data:requests");
    }

    @Test
    void nobody_hears_anything_without_signing_in() throws Exception {
        var answer = open(people.stranger());
        assertThat(answer.statusCode()).isEqualTo(401);
    }

    @Test
    void a_stream_ends_within_two_seconds_of_signing_out() throws Exception {
        var ear = new Ear(agent);
        agent.browser().page("/messages/form");
        agent.browser().post("/logout", Map.of());
        await().atMost(TWO_SECONDS).until(() -> ear.over);
    }

    @Test
    void a_stream_ends_within_two_seconds_of_a_new_role() throws Exception {
        var ear = new Ear(agent);
        members.admit(agent.account(), lotus.id(), Role.ADMIN);
        await().atMost(TWO_SECONDS).until(() -> ear.over);
    }

    @Test
    void a_stream_ends_within_two_seconds_of_leaving_the_business() throws Exception {
        var ear = new Ear(agent);
        var colleague = new Ear(people.hire(Role.AGENT, lotus).signIn());
        people.dismiss(agent, lotus);
        await().atMost(TWO_SECONDS).until(() -> ear.over);
        assertThat(colleague.over).isFalse();
    }

    private HttpResponse<Stream<String>> open(People.Person person) throws Exception {
        var request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://localhost:%d/live?topics=requests+callbacks&since=%d"
                                                .formatted(port, System.currentTimeMillis())))
                        .header("Accept", "text/event-stream");
        person.browser()
                .sessionCookie()
                .ifPresent(cookie -> request.header("Cookie", cookie.toString()));
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofLines());
    }

    private class Ear {

        private final List<String> heard = new CopyOnWriteArrayList<>();
        private volatile boolean over;

        Ear(People.Person person) throws Exception {
            var response = open(person);
            assertThat(response.statusCode()).isEqualTo(200);
            Thread.ofVirtual()
                    .start(() -> {
                        try {
                            response.body().forEach(heard::add);
                        } catch (UncheckedIOException closed) {
                            heard.add("closed");
                        }
                        over = true;
                    });
            await().until(() -> heard.contains("event:time"));
        }
    }
}
