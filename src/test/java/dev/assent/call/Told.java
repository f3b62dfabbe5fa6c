package dev.assent.call;

import dev.assent.contact.Contact;
import dev.assent.permission.Scene;
import dev.assent.whatsapp.Notice;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/** What Meta tells of calls and taps, as those who follow them hear it. */
final class Told {

    private final Scene scene;

    Told(Scene scene) {
        this.scene = scene;
    }

    void hear(Notice... notices) {
        scene.hear(notices);
        scene.tell(List.of(CallEar.class, CallbackEar.class), notices);
    }

    /** A call of theirs that nobody picked up. */
    void missed(Contact contact, String wacid, Instant at) {
        connect(contact, wacid, at, Notice.Direction.INCOMING);
        end(contact, wacid, at.plusSeconds(30), Notice.Direction.INCOMING, null);
    }

    /** A call that lasted a minute. */
    void talked(Contact contact, String wacid, Instant at, Notice.Direction direction) {
        connect(contact, wacid, at, direction);
        end(contact, wacid, at.plusSeconds(70), direction, 60);
    }

    /** A call of ours that nobody picked up. */
    void unanswered(Contact contact, String wacid, Instant at) {
        connect(contact, wacid, at, Notice.Direction.OUTGOING);
        hear(
                new Notice.CallStatus(
                        wacid,
                        Scene.person(contact),
                        at.plusSeconds(2),
                        Notice.CallProgress.RINGING,
                        null));
        end(contact, wacid, at.plusSeconds(32), Notice.Direction.OUTGOING, null);
    }

    void tapped(Contact contact, String message, String payload, Instant at) {
        hear(
                new Notice.Message(
                        message,
                        Scene.person(contact),
                        at,
                        "button",
                        "Call me",
                        null,
                        null,
                        payload,
                        null));
    }

    private void connect(Contact contact, String wacid, Instant at, Notice.Direction direction) {
        hear(new Notice.CallConnect(wacid, Scene.person(contact), at, direction, null, null, null));
    }

    void end(
            Contact contact,
            String wacid,
            Instant at,
            Notice.Direction direction,
            @Nullable Integer talked) {
        hear(
                new Notice.CallTerminate(
                        wacid,
                        Scene.person(contact),
                        at,
                        direction,
                        talked == null ? null : at.minusSeconds(talked),
                        talked == null ? null : at,
                        talked,
                        false,
                        List.of(),
                        null));
    }
}
