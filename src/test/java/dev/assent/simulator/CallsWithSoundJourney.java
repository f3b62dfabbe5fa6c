package dev.assent.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.AssentJourney;
import dev.assent.Beside;
import dev.assent.Browser;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

import java.util.Map;

/** Two browsers talk to each other: one holds the phone, the other is a business of few lines. */
@AssentJourney
@Beside
class CallsWithSoundJourney {

    /** The least a business needs: a peer with a microphone, whose packets can be counted. */
    private static final String BUSINESS =
            """
            window.business = {
                async begin() {
                    this.peer = new RTCPeerConnection();
                    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
                    this.track = stream.getAudioTracks()[0];
                    return this.peer;
                },
                async complete() {
                    await this.peer.setLocalDescription();
                    while (this.peer.iceGatheringState !== 'complete') {
                        await new Promise(done => setTimeout(done, 20));
                    }
                    return this.peer.localDescription.sdp;
                },
                async offer() {
                    (await this.begin()).addTransceiver(this.track, { direction: 'sendrecv' });
                    return this.complete();
                },
                async answer(sdp) {
                    await (await this.begin()).setRemoteDescription({ type: 'offer', sdp });
                    this.peer.getTransceivers()[0].direction = 'sendrecv';
                    await this.peer.getTransceivers()[0].sender.replaceTrack(this.track);
                    return this.complete();
                },
                async stats() {
                    const told = { in: 0, out: 0 };
                    for (const one of (await this.peer.getStats()).values()) {
                        if (one.type === 'inbound-rtp') { told.in = one.packetsReceived; }
                        if (one.type === 'outbound-rtp') { told.out = one.packetsSent; }
                    }
                    return told;
                },
            };
            """;

    @LocalServerPort int port;

    private final Application application = new Application();
    private final String farah = Meta.person();
    private Meta meta;
    private Meta.Line lotus;

    @BeforeEach
    void aNumberThatMayCall() {
        meta = Meta.besideTheDemo(port);
        lotus = meta.line("IN", application);
        meta.done(
                "POST",
                "/phones",
                "{\"number\":\"%s\",\"phone\":\"%s\",\"name\":\"Farah Siddiqui\"}"
                        .formatted(lotus.id(), farah));
        lotus.phone(farah, "profile", "{\"permission\":\"always\"}");
    }

    @AfterEach
    void close() {
        application.close();
    }

    @Test
    void the_business_calls_and_both_hear_each_other(Browser phone, Browser business) {
        hold(phone);
        begin(business);
        var call = dial(business);
        phone.see("[data-handset][data-sounds=ring]");
        phone.see(".calling", "ringing");
        phone.screenshot("phone-rings");
        takeAnswer(business);
        assertThat(packets(phone, "in")).isZero();
        phone.click("Answer");
        phone.see(".calling", "In a call");
        assertSoundBothWays(phone, business);
        assertThat(phone.see("[data-sound]").getText()).contains("packets/s in");
        phone.screenshot("phone-talks");
        phone.click("Mute");
        phone.see("[data-mute][aria-pressed=true]");
        lotus.onCall("terminate", call, "");
        phone.see(".chat-note", "Voice call");
        phone.see("[data-handset][data-sounds='']");
        assertThat(stats(phone)).isNull();
    }

    @Test
    void a_phone_opened_while_it_rings_has_sound_and_shows_the_keys_that_are_pressed(
            Browser phone, Browser business, Browser second) {
        begin(business);
        dial(business);
        hold(phone);
        phone.see("[data-handset][data-sounds=ring]");
        takeAnswer(business);
        hold(second);
        second.see("[data-sound]", "Another open page of this phone has the sound");
        phone.click("Answer");
        assertSoundBothWays(phone, business);
        second.see("[data-sound]", "Another open page of this phone has the sound");
        business.script(
                "business.peer.getTransceivers()[0].sender.dtmf.insertDTMF('15#*', 160, 70)");
        phone.see("[data-keys]", "They pressed 15#*");
        phone.screenshot("phone-shows-keys");
    }

    @Test
    void the_person_calls_and_both_hear_each_other(Browser phone, Browser business) {
        hold(phone);
        // The pick-up is told before the answer has been taken.
        phone.script(
                """
                const { setRemoteDescription } = RTCPeerConnection.prototype;
                RTCPeerConnection.prototype.setRemoteDescription = async function (answer) {
                    await new Promise(done => setTimeout(done, 1000));
                    return setRemoteDescription.call(this, answer);
                };
                """);
        begin(business);
        phone.click("Call Lotus Dental");
        phone.see("[data-handset][data-sounds=wait]");
        var connect = application.call("connect").path("calls").path(0);
        var call = connect.path("id").asString();
        var answer =
                async(
                        business,
                        "business.answer(given)",
                        connect.path("session").path("sdp").asString());
        var session =
                ",\"session\":{\"sdp_type\":\"answer\",\"sdp\":%s}".formatted(Json.write(answer));
        assertThat(lotus.onCall("pre_accept", call, session).status()).isEqualTo(200);
        assertThat(lotus.onCall("accept", call, session).status()).isEqualTo(200);
        phone.see(".calling", "In a call");
        assertSoundBothWays(phone, business);
        phone.click("Hang up");
        phone.see(".chat-note", "You called");
        application.call("terminate");
    }

    @Test
    void voicemail_speaks_to_the_business(Browser phone, Browser business) {
        hold(phone);
        begin(business);
        dial(business);
        takeAnswer(business);
        phone.see(".calling", "ringing");
        phone.click("Voicemail");
        phone.see(".calling", "Voicemail is listening");
        assertSoundBothWays(phone, business);
    }

    @Test
    void a_call_ends_with_the_page_that_had_its_sound(Browser phone, Browser business) {
        phone.go("/simulator?open=%s/%s".formatted(lotus.id(), farah));
        phone.see("body[data-live=on]");
        begin(business);
        dial(business);
        takeAnswer(business);
        phone.click("Answer");
        assertSoundBothWays(phone, business);
        phone.screenshot("phone-on-desk");
        phone.go("/simulator/log");
        application.call("terminate");
    }

    @Test
    void a_page_that_hears_nothing_for_20_seconds_after_the_pick_up_gives_up(
            Browser phone, Browser business) {
        phone.driver()
                .executeCdpCommand(
                        "Page.addScriptToEvaluateOnNewDocument",
                        Map.of(
                                "source",
                                """
                                window.moment = 1000;
                                window.looks = 0;
                                performance.now = () => {
                                    window.looks++;
                                    return window.moment;
                                };
                                """));
        hold(phone);
        begin(business);
        // The business never learns of the answer, and so sends nothing.
        dial(business);
        phone.click("Answer");
        phone.see(".calling", "In a call");
        looksAgain(phone);
        phone.script("window.moment += 20_000");
        looksAgain(phone);
        assertThat(phone.see(".calling").getText()).contains("In a call");
        phone.script("window.moment += 1");
        var ended = application.call("terminate");
        assertThat(ended.path("errors").path(0).path("code").asInt(0)).isEqualTo(138021);
        assertThat(ended.path("calls").path(0).path("status").asString()).isEqualTo("FAILED");
    }

    /** The page measures the sound each second, and asks for the moment twice in doing so. */
    private static void looksAgain(Browser phone) {
        phone.script("window.looks = 0");
        phone.waits("looks", () -> (Long) phone.script("return window.looks") > 4);
    }

    @Test
    void a_fate_is_planned_on_the_phone_itself(Browser phone) {
        hold(phone);
        phone.click("Business profile and this phone");
        phone.script(
                "document.querySelector('select[name=fate]').value = 'BUSY';"
                        + "document.querySelector('.phone-more').scrollIntoView()");
        phone.click("Plan it");
        phone.see(".phone-off", "busy with another call (138003)");
        phone.screenshot("phone-planned");
        assertThat(lotus.dial(farah).code()).isEqualTo(138003);
        phone.go("/simulator/phones/%s/%s".formatted(lotus.id(), farah));
        phone.missesSoon(".phone-off");
    }

    private void hold(Browser phone) {
        phone.go("/simulator/phones/%s/%s".formatted(lotus.id(), farah));
        phone.see("body[data-live=on]");
    }

    private void begin(Browser business) {
        business.go("/simulator/log");
        business.script(BUSINESS);
    }

    private String dial(Browser business) {
        var offer = (String) async(business, "business.offer()", null);
        var body =
                Json.object()
                        .put("messaging_product", "whatsapp")
                        .put("to", farah)
                        .put("action", "connect")
                        .set("session", Json.object().put("sdp_type", "offer").put("sdp", offer));
        var answer = lotus.graph("POST", lotus.id() + "/calls", Json.write(body));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.body().path("calls").path(0).path("id").asString();
    }

    private void takeAnswer(Browser business) {
        var session = application.call("connect").path("calls").path(0).path("session");
        var sdp = session.path("sdp").asString();
        assertThat(sdp).doesNotContain("a=ice-lite").contains("a=setup:active");
        async(business, "business.peer.setRemoteDescription({ type: 'answer', sdp: given })", sdp);
    }

    private void assertSoundBothWays(Browser phone, Browser business) {
        phone.waits(
                "has sound both ways",
                () -> packets(phone, "in") > 60 && packets(phone, "out") > 60);
        business.waits(
                "has sound both ways",
                () ->
                        async(business, "business.stats()", null) instanceof Map<?, ?> told
                                && count(told, "in") > 60
                                && count(told, "out") > 60);
    }

    private static long packets(Browser phone, String way) {
        return stats(phone) instanceof Map<?, ?> told ? count(told, way) : 0;
    }

    private static Object stats(Browser phone) {
        return phone.script("return window.assentPhone.stats()");
    }

    private static long count(Map<?, ?> told, String way) {
        return ((Number) told.get(way)).longValue();
    }

    private static Object async(Browser browser, String script, String given) {
        return browser.driver()
                .executeAsyncScript(
                        "const [given, done] = arguments;" + script + ".then(done)", given);
    }
}
