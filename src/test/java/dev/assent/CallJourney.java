package dev.assent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.Select;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestPropertySource;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Calls with sound, between the page of an agent and the phone of a customer. */
@AssentJourney
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestPropertySource(properties = Stage.OWN_SCHEMAS)
class CallJourney {

    private static final String RINGS = ".softphone-ringing";
    private static final String RUNS = ".softphone-card[data-state]";
    private static final String OVER = ".softphone-note";

    /**
     * Of what the telephone asks about calls, what matches {@code failing} stays without answer.
     */
    private static final String FAILING =
            """
            const real = window.fetch.bind(window);
            window.asked = 0;
            window.failed = 0;
            window.fetch = (path, how) => {
                window.asked += path === '/calls/mine' ? 1 : 0;
                if (window.failing?.test(path) && (how?.method ?? 'GET') === 'GET') {
                    window.failed++;
                    return Promise.reject(new TypeError('no answer'));
                }
                return real(path, how);
            };
            """;

    /** The first time that a page asks for its telephone, nobody answers. */
    private static final String LOST =
            """
            const { open, send } = XMLHttpRequest.prototype;
            window.lost = 0;
            XMLHttpRequest.prototype.open = function (...request) {
                this.path = request[1];
                return open.apply(this, request);
            };
            XMLHttpRequest.prototype.send = function (...body) {
                if (this.path.startsWith('/calls/panel') && window.lost++ === 0) {
                    setTimeout(() => this.onerror(new ProgressEvent('error')));
                    return undefined;
                }
                return send.apply(this, body);
            };
            """;

    /** A browser under test has one speaker at most. */
    private static final String SPEAKERS =
            """
            const { mediaDevices } = navigator;
            const real = mediaDevices.enumerateDevices.bind(mediaDevices);
            const speaker = (deviceId, label) => ({ kind: 'audiooutput', deviceId, label });
            mediaDevices.enumerateDevices = async () => [
                ...(await real()).filter(({ kind }) => kind !== 'audiooutput'),
                speaker('a', 'Desk'),
                speaker('b', 'Headset'),
            ];
            HTMLMediaElement.prototype.setSinkId = async device => {
                window.heardOn = device;
            };
            """;

    /** A track that is switched off sends silence. */
    private static final String HEARD = "return peers.at(-1).getSenders()[0].track.enabled";

    @Autowired ApplicationContext application;

    private CallScene scene;

    @BeforeAll
    void open() {
        scene = CallScene.of(application);
    }

    @Test
    void an_agent_calls_and_both_hear_each_other(Browser agent, Browser phone) {
        var person = scene.inACall(agent, phone);
        CallScene.hearEachOther(agent, phone);
        assertThat(agent.see("[data-slot=timer]").getText()).matches("\\d:\\d\\d");

        agent.click("Mute").see(".softphone-trouble", "You are muted.");
        agent.click("Unmute").missesSoon(".softphone-trouble");
        agent.click("Keypad").press("[data-key='5']").press("[data-key='#']");
        agent.see(".softphone-typed", "5#");
        phone.see("[data-keys]", "They pressed 5#");
        CallScene.hearEachOther(agent, phone);
        agent.waits("counts on", () -> !timer(agent).matches("0:0[0-2]"));

        agent.click("Hang up").see(OVER);
        phone.see(".chat-note", "Voice call");
        agent.click("Reached").write("Note", "Wants an appointment").click("Save");
        agent.reads("Saved in the call log.").missesSoon(".softphone-card");
        agent.go("/calling/log").see("tbody tr", "Wants an appointment");
        agent.see("tbody tr", "Reached");
        scene.assertCalls(person, 1);
    }

    private static String timer(Browser agent) {
        return agent.see("[data-slot=timer]").getText();
    }

    @Test
    void who_is_muted_is_not_heard_and_who_takes_another_microphone_is(
            Browser agent, Browser phone) {
        var person = scene.callable();
        scene.hold(phone, person);
        CallScene.before(agent, SPEAKERS);
        scene.work(agent, person);
        CallScene.prepare(agent);
        agent.waits("sees how loud they are", () -> agent.shows(".call-meter i.on"));
        agent.press("#call-now").see(".softphone-card[data-state=ringing]");
        phone.press("[data-answers]");
        CallScene.connected(agent);
        assertThat(agent.script(HEARD)).isEqualTo(true);
        agent.click("Mute").see(".softphone-trouble", "You are muted.");
        assertThat(agent.script(HEARD)).isEqualTo(false);
        agent.click("Unmute").missesSoon(".softphone-trouble");
        assertThat(agent.script(HEARD)).isEqualTo(true);

        agent.press(".softphone-devices summary");
        var other =
                agent.script(
                        """
                        const microphones = document.querySelector('#softphone-microphone');
                        const other = [...microphones.options].find(one => !one.selected);
                        microphones.value = other.value;
                        microphones.dispatchEvent(new Event('change'));
                        return other.value;
                        """);
        agent.waits(
                "speaks through the other one",
                () ->
                        other.equals(
                                agent.script(
                                        "return peers.at(-1).getSenders()[0].track.getSettings()"
                                                + ".deviceId")));
        CallScene.hearEachOther(agent, phone);

        new Select(agent.see("#softphone-speaker")).selectByVisibleText("Headset");
        agent.waits("hears it there", () -> "b".equals(agent.script("return window.heardOn")));
        agent.click("Hang up").see(OVER);
    }

    /** The phone of the caller would count any sound as the answer. */
    @Test
    void nothing_is_sent_before_whatsapp_has_taken_the_answer(Browser agent, Browser phone) {
        var person = scene.callable();
        scene.hold(phone, person);
        CallScene.before(
                agent,
                """
                const real = window.fetch.bind(window);
                const taken = new Promise(go => window.takes = go);
                window.fetch = async (path, how) => {
                    const answer = await real(path, how);
                    if (String(path).endsWith('/answer')) {
                        await taken;
                    }
                    return answer;
                };
                """);
        scene.work(agent, "/calling");
        phone.press("[data-dials] button");
        agent.see(RINGS);
        agent.click("Accept");
        agent.waits("hears the caller", () -> CallScene.received(agent) > 50);
        assertThat(CallScene.sent(agent)).isZero();
        agent.script("window.takes()");
        CallScene.connected(agent);
        CallScene.hearEachOther(agent, phone);
        agent.click("Hang up").see(OVER);
    }

    @Test
    void beside_a_call_a_conversation_stays_in_reach_on_a_small_screen(
            Browser agent, Browser phone) {
        var person = scene.callable();
        scene.hold(phone, person);
        agent.narrow();
        scene.work(agent, "/messages/" + person.id());
        agent.press("#call-icon-%s .call-icon-go".formatted(person.id())).see("#call-now:enabled");
        agent.press("#call-now").see(".softphone-card[data-state=ringing]");
        phone.press("[data-answers]");
        CallScene.connected(agent);
        agent.still().screenshot("thread-and-call-360");
        assertNothingLiesBeneath(agent);
        agent.assertFits().assertAccessible();
        agent.click("More").see(".softphone-devices");
        assertNothingLiesBeneath(agent);
        agent.click("Less").click("Hang up").see(OVER);
        agent.click("Close");
        agent.waits(
                "has all its room again",
                () ->
                        "0rem"
                                .equals(
                                        agent.script(
                                                "return document.documentElement.style"
                                                        + ".getPropertyValue('--telephone')")));
    }

    /** Neither with whom one talks nor what one writes. */
    private static void assertNothingLiesBeneath(Browser agent) {
        for (var part : List.of("#thread-head", "#composer")) {
            agent.waits(
                    "has %s free".formatted(part),
                    () ->
                            Boolean.TRUE.equals(
                                    agent.script(
                                            """
                                            const card = document.querySelector('.softphone-card')
                                                .getBoundingClientRect();
                                            const part = document.querySelector(arguments[0])
                                                .getBoundingClientRect();
                                            return part.height > 0 && part.bottom <= innerHeight
                                                && (part.top >= card.bottom || part.bottom <= card.top);
                                            """,
                                            part)));
        }
    }

    @Test
    void a_customer_calls_and_both_hear_each_other(Browser agent, Browser phone) {
        var person = scene.callable();
        scene.hold(phone, person);
        scene.work(agent, "/calling");
        phone.press("[data-dials] button");
        agent.see(RINGS, "is calling");
        for (var turn = 0; turn < 2; turn++) {
            agent.waits("flashes", () -> agent.driver().getTitle().contains("is calling"));
            agent.waits("shows its own title", () -> agent.driver().getTitle().contains("Calling"));
        }
        agent.click("Accept");
        CallScene.connected(agent);
        assertThat(agent.driver().getTitle()).contains("Calling");
        CallScene.hearEachOther(agent, phone);
        phone.click("Hang up");
        agent.see(OVER);
        scene.assertCalls(person, 1);
    }

    @Test
    void of_two_agents_one_wins(Browser asha, Browser ravi, Browser phone) {
        var person = scene.callable();
        scene.hold(phone, person);
        scene.work(asha, "/calling");
        scene.work(ravi, "/contacts");
        phone.press("[data-dials] button");
        asha.see(RINGS);
        ravi.see(RINGS);
        Stream.of(asha.expects("409"), ravi.expects("409"))
                .parallel()
                .forEach(agent ->
                        agent.script("document.querySelector('[data-act=accept]').click()"));
        asha.missesSoon(RINGS);
        ravi.missesSoon(RINGS);
        await().until(() -> asha.shows(RUNS) || ravi.shows(RUNS));
        var winner = asha.shows(RUNS) ? asha : ravi;
        var loser = winner == asha ? ravi : asha;
        CallScene.connected(winner);
        CallScene.hearEachOther(winner, phone);
        assertThat(loser.shows(".softphone-card")).isFalse();
        winner.click("Hang up").see(OVER);
        scene.assertCalls(person, 1);
    }

    @Test
    void who_hangs_up_while_it_rings_leaves_nothing_ringing(Browser agent, Browser phone) {
        var person = scene.callable();
        scene.hold(phone, person);
        scene.work(agent, "/calling");
        phone.press("[data-dials] button");
        agent.see(RINGS);
        phone.click("Hang up");
        agent.missesSoon(RINGS);
        agent.waits("is calm", () -> !agent.driver().getTitle().contains("is calling"));
    }

    @Test
    void of_two_who_ring_each_is_told_by_name(Browser agent) {
        var first = scene.callable();
        var second = scene.callable();
        CallScene.elsewhere(agent);
        scene.work(agent, "/calling");
        agent.script("Notification.permission = 'granted'");
        scene.scene.phone(first, "call", Map.of());
        agent.see(RINGS, first.name());
        scene.scene.phone(second, "call", Map.of());
        agent.see(RINGS, second.name());
        assertThat(agent.driver().findElements(By.cssSelector(RINGS)))
                .extracting(WebElement::getAccessibleName)
                .contains(first.name() + " is calling", second.name() + " is calling");
        scene.scene.phone(first, "hangup", Map.of());
        agent.waits("flashes", () -> agent.driver().getTitle().contains(second.name()));
        assertThat(agent.script("return window.notes.map(note => note.closed)"))
                .isEqualTo(List.of(true, false));
        scene.scene.phone(second, "hangup", Map.of());
        agent.missesSoon(RINGS);
    }

    @Test
    void a_telephone_that_did_not_come_with_its_page_comes_later(Browser agent) {
        var person = scene.callable();
        CallScene.before(agent.expects("htmx.min.js"), LOST);
        scene.work(agent, "/calling");
        agent.waits("asks once more", () -> number(agent, "lost") == 2);
        scene.scene.phone(person, "call", Map.of());
        agent.see(RINGS, person.name());
        scene.scene.phone(person, "hangup", Map.of());
        agent.missesSoon(RINGS);
    }

    @Test
    void a_page_that_could_not_ask_who_calls_asks_again(Browser agent) {
        var person = scene.callable();
        CallScene.before(agent, FAILING);
        scene.work(agent, "/calling");
        agent.waits("is at rest", () -> number(agent, "asked") >= 2);
        agent.script("window.failing = /mine/");
        scene.scene.phone(person, "call", Map.of());
        agent.waits("asks in vain, more often than it is told", () -> number(agent, "failed") > 3);
        agent.script("window.failing = undefined");
        agent.see(RINGS, person.name());
        scene.scene.phone(person, "hangup", Map.of());
        agent.missesSoon(RINGS);
    }

    @Test
    void an_answer_that_the_page_could_not_fetch_is_fetched_with_its_next_sign_of_life(
            Browser agent, Browser phone) {
        var person = scene.callable();
        scene.hold(phone, person);
        CallScene.before(agent, FAILING);
        scene.work(agent, person);
        CallScene.prepare(agent);
        agent.script("window.failing = /calls.[0-9a-z]{13}$/");
        agent.press("#call-now").see(RUNS);
        phone.press("[data-answers]");
        await().until(() ->
                scene.scene
                        .phone(person)
                        .path("call")
                        .path("state")
                        .asString()
                        .equals("CONNECTED"));
        agent.waits("asks by itself no more", () -> isSettled(agent));
        agent.script("window.failing = undefined");
        CallScene.connected(agent);
        CallScene.hearEachOther(agent, phone);
        agent.click("Hang up").see(OVER);
    }

    @Test
    void a_customer_who_declines_and_one_who_is_busy(Browser agent, Browser phone) {
        var person = scene.callable();
        scene.hold(phone, person);
        scene.work(agent, person);
        CallScene.prepare(agent);
        agent.press("#call-now").see(".softphone-card[data-state=ringing]");
        phone.click("Decline");
        agent.see(OVER);
        agent.see("[data-slot=words]", "declined");
        agent.click("Close");

        scene.scene.phone(person, "plan", Map.of("fate", "BUSY"));
        CallScene.prepare(agent);
        agent.expects("502").press("#call-now").see(".call-error", "going on already");
        agent.see("#call-now:enabled");
    }

    @Test
    void a_grant_that_ends_while_the_dialog_is_open_closes_the_way(Browser agent) {
        var person = scene.callableForAWeek();
        scene.work(agent, person);
        CallScene.prepare(agent);
        agent.see(".call-facts", "6 d 23 h");
        scene.advance("PT168H");
        agent.see("#call-refused", "has ended");
        agent.missesSoon("#call-now");
        scene.assertCalls(person, 0);
    }

    @Test
    void who_revokes_a_moment_before_is_not_called(Browser agent) {
        var person = scene.callable();
        scene.work(agent, person);
        CallScene.prepare(agent);
        scene.scene.phone(person, "profile", Map.of("permission", "revoke"));
        agent.see("#call-refused", "withdrew the permission");
        agent.missesSoon("#call-now");
        scene.assertCalls(person, 0);
    }

    @Test
    void an_impatient_double_click_calls_once(Browser agent, Browser phone) {
        var person = scene.callable();
        scene.hold(phone, person);
        CallScene.before(
                agent,
                """
                const real = window.fetch.bind(window);
                window.dials = 0;
                window.fetch = (path, how) => {
                    window.dials += path === '/calls' && how?.method === 'POST' ? 1 : 0;
                    return real(path, how);
                };
                """);
        scene.work(agent, person);
        CallScene.prepare(agent);
        agent.script(
                "const now = document.querySelector('#call-now'); now.click(); now.click();"
                        + " now.click();");
        agent.see(".softphone-card[data-state=ringing]");
        assertThat(agent.script("return window.dials")).isEqualTo(1L);
        agent.click("Hang up").see(OVER);
        scene.assertCalls(person, 1);
    }

    @Test
    void a_page_that_is_loaded_anew_ends_its_call(Browser agent, Browser phone) {
        var person = scene.inACall(agent, phone);
        agent.go("/contacts/" + person.id());
        phone.see(".chat-note", "Voice call");
        agent.see(".softphone-card", "You left the page");
        agent.see(OVER);
        scene.assertCalls(person, 1);
    }

    @Test
    void the_copy_of_a_tab_leaves_its_call_alone(Browser agent, Browser phone) {
        var person = scene.callable();
        scene.hold(phone, person);
        scene.work(agent, person);
        CallScene.talk(agent, phone);
        var talking = agent.driver().getWindowHandle();
        // As browsers do it: what the tab has kept for itself goes with it.
        agent.script("window.open('/contacts/%s')".formatted(person.id()));
        agent.waits("has a second tab", () -> agent.driver().getWindowHandles().size() == 2);
        agent.driver().getWindowHandles().stream()
                .filter(tab -> !tab.equals(talking))
                .forEach(tab -> agent.driver().switchTo().window(tab));
        agent.see(".softphone-elsewhere", "You are in a call in another tab");
        assertThat(scene.scene.phone(person).has("call")).isTrue();
        agent.driver().switchTo().window(talking);
        agent.click("Hang up").see(OVER);
        scene.assertCalls(person, 1);
    }

    /** Sooner than the server would miss its signs of life. */
    @Test
    void a_tab_that_is_closed_ends_its_call(Browser agent, Browser phone) {
        var person = scene.inACall(agent, phone);
        var talking = agent.driver().getWindowHandle();
        agent.driver().switchTo().newWindow(WindowType.TAB);
        var other = agent.driver().getWindowHandle();
        agent.driver().switchTo().window(talking).close();
        agent.driver().switchTo().window(other);
        await().atMost(Duration.ofSeconds(6)).until(() -> !scene.scene.phone(person).has("call"));
        scene.assertCalls(person, 1);
    }

    @Test
    void another_tab_shows_the_call_and_has_no_part_in_it(Browser agent, Browser phone) {
        var person = scene.inACall(agent, phone);
        var first = agent.driver().getWindowHandle();
        agent.driver().switchTo().newWindow(WindowType.TAB);
        agent.go("/contacts/" + person.id());
        agent.see(".softphone-elsewhere", "You are in a call in another tab");
        assertThat(agent.shows("[data-act=mute]")).isFalse();
        agent.driver().switchTo().window(first);
        agent.click("Hang up").see(OVER);
        agent.driver().getWindowHandles().stream()
                .filter(tab -> !tab.equals(first))
                .forEach(tab -> agent.driver().switchTo().window(tab));
        agent.missesSoon(".softphone-elsewhere");
    }

    /**
     * The page that talks does not wait for its next sign of life, and asks nobody whether to go.
     */
    @Test
    void signing_out_in_another_tab_ends_the_call_at_once(Browser agent, Browser phone) {
        var person = scene.inACall(agent.expects("401"), phone);
        var talking = agent.driver().getWindowHandle();
        agent.driver().switchTo().newWindow(WindowType.TAB);
        agent.go("/contacts").press(".viewer").click("Sign out");
        await().atMost(Duration.ofSeconds(6)).until(() -> !scene.scene.phone(person).has("call"));
        agent.driver().switchTo().window(talking);
        agent.waits("is signed out", () -> agent.address().equals("/login"));
        scene.assertCalls(person, 1);
    }

    /** As above, where the page hears of it only by its next sign of life. */
    @Test
    void a_page_of_another_business_than_the_session_ends_its_call_and_says_why(
            Browser agent, Browser phone) {
        var person = scene.callable();
        scene.hold(phone, person);
        scene.work(agent.expects("409"), person);
        CallScene.talk(agent, phone);
        agent.script(
                """
                sessionStorage.setItem('reloaded', String(Date.now()));
                const ask = window.fetch;
                window.fetch = (path, how) => String(path).startsWith('/calls/')
                    ? ask(path, { ...how, headers: { ...how.headers, 'X-Business': '0000000000001' } })
                    : ask(path, how);
                """);
        agent.see(".softphone-card", "Another business is open in this browser now.");
        agent.see(".toast-box", "Load it again");
        await().atMost(Duration.ofSeconds(40)).until(() -> !scene.scene.phone(person).has("call"));
        scene.assertCalls(person, 1);
    }

    @Test
    void who_looks_elsewhere_hears_of_a_call_and_is_told_by_the_browser_where_allowed(
            Browser agent, Browser phone) {
        var person = scene.callable();
        scene.hold(phone, person);
        CallScene.elsewhere(agent);
        scene.work(agent, "/calling");
        agent.press(".viewer").see("[data-notices]", "Turn on");
        agent.keys(Keys.ESCAPE).missesSoon("#viewer-menu:popover-open");
        phone.press("[data-dials] button");
        agent.see(RINGS + " [data-act=notify]");
        agent.waits("sounds", () -> CallScene.sounds(agent));
        assertThat(agent.script("return window.notes.length")).isEqualTo(0L);
        agent.click("Silence").missesSoon(RINGS);
        agent.waits("is silent", () -> !CallScene.sounds(agent));
        phone.click("Hang up");

        agent.press(".viewer").press("[data-notices] button");
        agent.see("[data-notices]", "On in this browser");
        agent.still().assertAccessible().screenshot("viewer-menu-notices");
        agent.keys(Keys.ESCAPE).missesSoon("#viewer-menu:popover-open");
        phone.press("[data-dials] button");
        agent.see(RINGS);
        agent.waits("sounds", () -> CallScene.sounds(agent));
        agent.waits("flashes", () -> agent.driver().getTitle().contains("is calling"));
        agent.waits(
                "is told once",
                () -> Long.valueOf(1).equals(agent.script("return window.notes.length")));
        assertThat(agent.script("return window.notes[0].title"))
                .isEqualTo(person.name() + " is calling");
        assertThat(agent.script("return window.notes[0].closed")).isEqualTo(false);
        assertThat(agent.shows(RINGS + " [data-part=notify]:not([hidden])")).isFalse();
        agent.click("Accept");
        CallScene.connected(agent);
        assertThat(CallScene.sounds(agent)).isFalse();
        assertThat(agent.driver().getTitle()).doesNotContain("is calling");
        assertThat(agent.script("return window.notes[0].closed")).isEqualTo(true);
        agent.click("Hang up").see(OVER);
    }

    @Test
    void links_open_beside_a_call(Browser agent, Browser phone) {
        var person = scene.inACall(agent, phone);
        agent.press(".back a");
        agent.waits("has a second tab", () -> agent.driver().getWindowHandles().size() == 2);
        assertThat(agent.address()).isEqualTo("/contacts/" + person.id());
        CallScene.hearEachOther(agent, phone);
        // A tab that nobody looks at does not fade anything in.
        agent.press("[data-act=hang-up]").waits("is over", () -> agent.shows(OVER));
    }

    @Test
    void a_microphone_that_is_unplugged_is_replaced(Browser agent, Browser phone) {
        var person = scene.callable();
        scene.hold(phone, person);
        CallScene.before(
                agent,
                """
                const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
                window.tracks = [];
                navigator.mediaDevices.getUserMedia = async wish => {
                    if (window.unplugged) {
                        throw new DOMException('none', 'NotFoundError');
                    }
                    const stream = await real(wish);
                    window.tracks.push(...stream.getTracks());
                    return stream;
                };
                """);
        scene.work(agent, person);
        CallScene.talk(agent, phone);
        agent.script(
                "window.unplugged = true; tracks.at(-1).stop(); tracks.at(-1).dispatchEvent(new"
                        + " Event('ended'))");
        agent.see(".softphone-card", "Your microphone is gone");
        agent.script(
                "window.unplugged = false; navigator.mediaDevices.dispatchEvent(new"
                        + " Event('devicechange'))");
        agent.missesSoon(".softphone-help");
        CallScene.hearEachOther(agent, phone);
        agent.click("Hang up").see(OVER);
    }

    @Test
    void without_a_microphone_nobody_is_called(Browser agent) {
        var person = scene.callable();
        CallScene.before(
                agent,
                """
                window.missing = true;
                const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
                navigator.mediaDevices.getUserMedia = wish => window.missing
                    ? Promise.reject(new DOMException('none', 'NotFoundError')) : real(wish);
                """);
        scene.work(agent, person);
        agent.press(".call-icon-go").see(".call-help", "No microphone found");
        assertThat(agent.see("#call-now").isEnabled()).isFalse();
        agent.assertAccessible();
        agent.script("window.missing = false");
        agent.click("Look again").see("#call-now:enabled");
    }

    @Test
    void a_blocked_microphone_is_explained(@Blocked Browser agent) {
        var person = scene.callable();
        scene.work(agent, person);
        agent.press(".call-icon-go").see(".call-help", "The microphone is blocked");
        assertThat(agent.see("#call-now").isEnabled()).isFalse();
        agent.assertAccessible();
        agent.driver()
                .executeCdpCommand(
                        "Browser.grantPermissions", Map.of("permissions", List.of("audioCapture")));
        agent.click("Try again").see("#call-now:enabled");
    }

    @Test
    void who_is_offline_cannot_call_until_the_network_is_back(Browser agent) {
        var person = scene.callable();
        scene.work(agent, person);
        CallScene.prepare(agent);
        agent.expects("net::ERR").expects("htmx").offline(true);
        agent.see(".call-help", "You are offline");
        assertThat(agent.see("#call-now").isEnabled()).isFalse();
        agent.offline(false).see("#call-now:enabled");
    }

    @Test
    void the_fourth_unanswered_call_takes_an_express_yes_and_the_permission(
            Browser agent, Browser phone) {
        var person = scene.callable();
        scene.hold(phone, person);
        scene.leaveUnanswered(person, 3);
        scene.work(agent, person);
        CallScene.prepare(agent);
        agent.see(".call-risk", "WhatsApp withdraws the permission");
        agent.press("#call-now").see("#call-confirmed:invalid");
        assertThat(agent.shows(".softphone-card")).isFalse();
        agent.press("#call-confirmed").press("#call-now");
        agent.see(".softphone-card[data-state=ringing]");
        phone.click("Decline");
        agent.see(OVER);
        agent.see(".call-icon", "Revoked");
    }

    @Test
    void a_sixth_connected_call_in_a_day_is_refused_with_its_time(Browser agent) {
        var person = scene.callable();
        scene.talkAlready(person, 5);
        scene.work(agent, person);
        agent.see(".call-icon", "Can’t call yet").click();
        agent.see("#call-refused", "All 5 connected calls of the last 24 hours are used.");
        assertThat(agent.see("#call-refused time").getText()).matches("(23:59|24:00):\\d\\d|1 d");
        agent.missesSoon("#call-now");
    }

    @Test
    void whoever_owns_no_mouse_calls(Browser agent, Browser phone) {
        var person = scene.callable();
        scene.hold(phone, person);
        scene.work(agent, person);
        agent.script("document.querySelector('.call-icon').focus()");
        type(agent, Keys.ENTER);
        agent.see("#call-now:focus");
        type(agent, Keys.ESCAPE);
        agent.missesSoon("dialog[open]");
        assertThat(agent.focused().getAttribute("class")).contains("call-icon");
        type(agent, Keys.ENTER);
        agent.see("#call-now:focus");
        type(agent, Keys.ENTER);
        agent.see(".softphone-card[data-state=ringing]");
        phone.press("[data-answers]");
        CallScene.connected(agent);
        type(agent.tabTo("[data-act=hang-up]"), Keys.ENTER);
        agent.see(OVER);
    }

    @Test
    void all_of_it_fits_a_small_phone_and_is_accessible(Browser agent, Browser phone) {
        var person = scene.callable();
        scene.hold(phone, person);
        scene.work(agent, person);
        CallScene.prepare(agent);
        look(agent, "call-dialog");
        agent.press("#call-now").see(".softphone-card[data-state=ringing]");
        phone.press("[data-answers]");
        CallScene.connected(agent);
        agent.click("Keypad").press(".softphone-devices summary");
        look(agent, "call-running");
        agent.click("Hang up").see(OVER);
        look(agent, "call-over");
        agent.click("Close");
        phone.press("[data-dials] button");
        agent.see(RINGS);
        look(agent, "call-ringing");
        phone.click("Hang up");
        agent.missesSoon(RINGS);
    }

    private static void look(Browser browser, String name) {
        browser.still().assertFits().assertAccessible().screenshot(name);
        browser.dark().assertContrasts();
        browser.narrow().still().assertFits().assertAccessible().screenshot(name + "-360-dark");
        browser.light().wide();
    }

    /** While a call is young, its page asks again and again. */
    private static boolean isSettled(Browser agent) {
        return Boolean.TRUE.equals(
                agent.script(
                        "const [dialled] = performance.getEntriesByName('call-dialled');"
                                + " return performance.now() - dialled.startTime > 3000"));
    }

    private static long number(Browser browser, String name) {
        return (Long) browser.script("return window[arguments[0]]", name);
    }

    private static void type(Browser browser, CharSequence... keys) {
        new Actions(browser.driver()).sendKeys(keys).perform();
    }
}
