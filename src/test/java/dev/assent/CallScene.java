package dev.assent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assent.access.People;
import dev.assent.access.Role;
import dev.assent.contact.Contact;
import dev.assent.live.Presence;
import dev.assent.permission.Scene;
import dev.assent.rules.Call;

import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;

import java.util.Map;

/** A business whose agents call a person, and that person's phone. */
final class CallScene {

    /** Fewer may have been sent before anybody listened. */
    private static final long SOME = 50;

    /** So that the packets of each connection can be counted. */
    private static final String COUNTED =
            """
            window.peers = [];
            window.RTCPeerConnection = class extends RTCPeerConnection {
                constructor(...settings) {
                    super(...settings);
                    window.peers.push(this);
                }
            };
            """;

    private static final String PACKETS =
            """
            const [type, field, done] = arguments;
            (async () => {
                let packets = 0;
                for (const peer of window.peers ?? []) {
                    for (const one of (await peer.getStats()).values()) {
                        packets += one.type === type ? one[field] : 0;
                    }
                }
                done(packets);
            })();
            """;

    /** An agent who looks elsewhere; what sounds and what the browser tells is kept. */
    private static final String ELSEWHERE =
            """
            document.hasFocus = () => false;
            window.notes = [];
            window.Notification = class extends EventTarget {
                static permission = 'default';

                static async requestPermission() {
                    return this.permission = 'granted';
                }

                closed = false;

                constructor(title) {
                    super();
                    this.title = title;
                    window.notes.push(this);
                }

                close() {
                    this.closed = true;
                }
            };
            window.sounding = new Set();
            window.AudioContext = class extends AudioContext {
                createGain() {
                    const gain = super.createGain();
                    const disconnect = gain.disconnect.bind(gain);
                    window.sounding.add(gain);
                    gain.disconnect = () => {
                        window.sounding.delete(gain);
                        disconnect();
                    };
                    return gain;
                }
            };
            """;

    final Stage stage;
    final Scene scene;
    private final ApplicationContext application;

    private CallScene(ApplicationContext application) {
        this.application = application;
        this.stage = Stage.of(application);
        this.scene = stage.scene;
    }

    static CallScene of(ApplicationContext application) {
        return new CallScene(application);
    }

    /** Somebody who lets us call for good. */
    Contact callable() {
        var person = scene.writer();
        scene.allow(person);
        return person;
    }

    /** Somebody who lets us call for seven days. */
    Contact callableForAWeek() {
        var person = scene.writer();
        scene.ask(person);
        scene.phone(person, "reply", Map.of("choice", "allow"));
        await().until(() -> scene.sheet(person).mayCall().allowed());
        return person;
    }

    /** The business has called so often, and the person turned it away each time. */
    void leaveUnanswered(Contact person, int calls) {
        awaitNextSecond();
        for (var call = 1; call <= calls; call++) {
            scene.phone(person, "ring", Map.of());
            scene.phone(person, "reject", Map.of());
            var row = call;
            await().until(() -> scene.sheet(person).position().unansweredRow().size() == row);
        }
    }

    /** The business has called so often, and they talked each time. */
    void talkAlready(Contact person, int calls) {
        awaitNextSecond();
        for (var call = 1; call <= calls; call++) {
            scene.phone(person, "ring", Map.of());
            scene.phone(person, "answer", Map.of());
            scene.phone(person, "hangup", Map.of());
            var used = call;
            await().until(() -> {
                var position = scene.sheet(person).position();
                return position.callLimits().getFirst().used() == used
                        && position.calls().stream()
                                .noneMatch(one -> one.outcome() == Call.Outcome.RUNNING);
            });
        }
    }

    /** Of one second, calls come before grants; what follows shall come after. */
    private void awaitNextSecond() {
        var now = scene.now();
        await().until(() -> scene.now().isAfter(now));
    }

    /** Somebody new of the business looks at that person's page. */
    People.Person work(Browser browser, Contact person) {
        return work(browser, "/contacts/" + person.id());
    }

    /** Somebody new of the business looks at this page. */
    People.Person work(Browser browser, String page) {
        counted(browser);
        var agent = stage.hire(Role.AGENT);
        stage.signIn(browser, agent, page);
        browser.waits("has a telephone", () -> isReady(browser));
        awaitPresence(agent);
        return agent;
    }

    /** Nothing rings for somebody before the server has noticed that they are there. */
    private void awaitPresence(People.Person agent) {
        var presence = application.getBean(Presence.class);
        await().until(() -> presence.online(scene.tenant.id()).contains(agent.account()));
    }

    private static boolean isReady(Browser browser) {
        return Boolean.TRUE.equals(
                browser.script("return !!document.querySelector('#softphone[data-account]')"));
    }

    /** The person has the phone in hand. */
    void hold(Browser phone, Contact person) {
        counted(phone);
        stage.hold(phone, person);
    }

    static void counted(Browser browser) {
        before(browser, COUNTED);
    }

    /** From now on this agent looks elsewhere. */
    static void elsewhere(Browser browser) {
        before(browser, ELSEWHERE);
    }

    /** Whether anything sounds that is not a voice. */
    static boolean sounds(Browser browser) {
        return Boolean.TRUE.equals(browser.script("return window.sounding.size > 0"));
    }

    /** Runs in each page from now on, before anything of its own does. */
    static void before(Browser browser, String script) {
        browser.driver()
                .executeCdpCommand(
                        "Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
    }

    /** From the person's page: opens the dialog and waits until all is ready. */
    static void prepare(Browser agent) {
        agent.press(".call-icon-go").see("#call-now:enabled");
    }

    /** Somebody with whom this agent talks. */
    Contact inACall(Browser agent, Browser phone) {
        var person = callable();
        hold(phone, person);
        work(agent, person);
        talk(agent, phone);
        return person;
    }

    /** The agent calls, the person answers, and they talk. */
    static void talk(Browser agent, Browser phone) {
        prepare(agent);
        agent.press("#call-now");
        agent.see(".softphone-card[data-state=ringing]", "Ringing");
        phone.press("[data-answers]");
        connected(agent);
    }

    static void connected(Browser agent) {
        agent.see(".softphone-card[data-state=connected]", "Connected");
    }

    /** The sound of both arrives at the other end. */
    static void hearEachOther(Browser agent, Browser phone) {
        for (var browser : new Browser[] {agent, phone}) {
            var received = received(browser);
            var sent = sent(browser);
            browser.waits(
                    "hears and is heard",
                    () -> received(browser) > received + SOME && sent(browser) > sent + SOME);
        }
    }

    static long received(Browser browser) {
        return packets(browser, "inbound-rtp", "packetsReceived");
    }

    static long sent(Browser browser) {
        return packets(browser, "outbound-rtp", "packetsSent");
    }

    private static long packets(Browser browser, String type, String field) {
        return (Long) browser.driver().executeAsyncScript(PACKETS, type, field);
    }

    /** The phone is in no call, and has had so many. */
    void assertCalls(Contact person, int calls) {
        await().untilAsserted(() -> {
            var phone = scene.phone(person);
            assertThat(phone.has("call")).as(phone.toString()).isFalse();
            assertThat(phone.path("calls").size()).isEqualTo(calls);
        });
    }

    /** Time passes, for Meta and for us. */
    void advance(String duration) {
        clock().post()
                .uri("/simulator/clock")
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("advance", duration))
                .retrieve()
                .toBodilessEntity();
    }

    private RestClient clock() {
        return Scene.simulator(application);
    }
}
