package dev.assent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import java.time.Duration;

/** Calls whose sound, network or answer is lost: mostly waiting until somebody notices. */
@AssentJourney
@Beside
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LostConnectionJourney {

    private static final String RUNS = ".softphone-card[data-state]";
    private static final String OVER = ".softphone-note";

    @Autowired ApplicationContext application;

    private CallScene scene;

    @BeforeAll
    void open() {
        scene = CallScene.of(application);
    }

    @Test
    void a_connection_that_breaks_ends_the_call(Browser agent, Browser phone) {
        var person = scene.inACall(agent, phone);
        phone.script(
                "window.fetch = () => new Promise(() => {}); peers.forEach(peer => peer.close())");
        agent.see(".softphone-trouble", "Weak connection");
        await().atMost(Duration.ofSeconds(40)).until(() -> agent.shows(OVER));
        agent.see("[data-slot=words]", "connection was gone");
        scene.assertCalls(person, 1);
    }

    @Test
    void who_loses_the_network_in_a_call_finds_it_ended(Browser agent, Browser phone) {
        var person = scene.inACall(agent, phone);
        agent.expects("net::ERR").expects("htmx").offline(true);
        await().atMost(Duration.ofSeconds(40)).until(() -> !scene.scene.phone(person).has("call"));
        agent.offline(false).see(OVER);
        assertThat(agent.shows(RUNS)).isFalse();
        scene.assertCalls(person, 1);
        agent.click("Close");
        CallScene.prepare(agent);
    }

    /** Whether it rings there nobody knows here, so it must not. */
    @Test
    void a_dial_whose_answer_is_lost_leaves_no_call_behind(Browser agent, Browser phone) {
        var person = scene.callable();
        scene.hold(phone.expects("409"), person);
        CallScene.before(
                agent,
                """
                const real = window.fetch.bind(window);
                window.fetch = async (path, how) => {
                    const answer = await real(path, how);
                    if (path === '/calls' && how?.method === 'POST' && !window.lost) {
                        window.lost = true;
                        throw new TypeError('lost');
                    }
                    return answer;
                };
                """);
        scene.work(agent, person);
        CallScene.prepare(agent);
        agent.press("#call-now").see(".call-error", "Assent does not answer");
        await().atMost(Duration.ofSeconds(6))
                .until(() ->
                        scene.scene.phone(person).path("calls").size() == 1
                                && !scene.scene.phone(person).has("call"));
        assertThat(agent.shows(".softphone-card")).isFalse();
        agent.see("#call-now:enabled").click();
        agent.see(".softphone-card[data-state=ringing]");
        agent.click("Hang up").see(OVER);
        scene.assertCalls(person, 2);
    }
}
