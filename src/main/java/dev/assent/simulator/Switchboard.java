package dev.assent.simulator;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Optional;

/**
 * Puts calls through: from dialling to the end of each, with all that follows from it. Whoever asks
 * it for something holds the pair.
 */
class Switchboard {

    private final PhoneCalls calls;
    private final Pairs pairs;
    private final Grants grants;
    private final Updates updates;
    private final Settings settings;
    private final Media media;

    Switchboard(
            PhoneCalls calls,
            Pairs pairs,
            Grants grants,
            Updates updates,
            Settings settings,
            Media media) {
        this.calls = calls;
        this.pairs = pairs;
        this.grants = grants;
        this.updates = updates;
        this.settings = settings;
        this.media = media;
    }

    /** The business calls: the person's phone rings, if it is on. */
    PhoneCall businessDials(Chat chat, Instant now, String offer, @Nullable String opaque) {
        var call =
                PhoneCall.dialled(
                        chat,
                        PhoneCall.Caller.BUSINESS,
                        now,
                        now.plusSeconds(settings.quirks().ringSeconds()),
                        offer,
                        media.answerTo(offer),
                        opaque);
        calls.add(call);
        pairs.save(chat.pair().active(now));
        tellConnect(chat, call, now);
        if (chat.phone().online()) {
            tellStatus(chat, call, "RINGING", now);
        }
        return call;
    }

    /** The person calls, which opens the service window at once. */
    PhoneCall personDials(Chat chat, Instant now) {
        var call =
                PhoneCall.dialled(
                        chat,
                        PhoneCall.Caller.PERSON,
                        now,
                        now.plusSeconds(settings.quirks().userRingSeconds()),
                        media.offer(),
                        null,
                        null);
        calls.add(call);
        var pair = chat.pair().active(now).windowOpened(now);
        pairs.save(pair);
        tellConnect(chat, call, now);
        if (!settings.quirks().callbackWhenCallEnds()) {
            callback(chat.with(pair), call.wacid(), now);
        }
        return call;
    }

    /** The person picks up, or voicemail does, and hangs up after so many seconds if told. */
    void pickedUpByPerson(
            Chat chat, PhoneCall call, Instant now, boolean voicemail, Optional<Integer> seconds) {
        var until = seconds.map(now::plusSeconds).orElse(null);
        var connected = call.pickedUp(now, voicemail, until);
        calls.change(connected);
        pairs.save(chat.pair().active(now).windowOpened(now));
        tellStatus(chat, connected, "ACCEPTED", now);
    }

    /** The business accepts the person's call. */
    void pickedUpByBusiness(
            Chat chat, PhoneCall call, Instant now, String answer, @Nullable String opaque) {
        calls.change(call.answeredWith(answer, opaque).pickedUp(now, false, null));
        pairs.save(chat.pair().active(now));
    }

    /** The business readies the media path without accepting yet. */
    void preAccepted(PhoneCall call, String answer) {
        calls.change(call.answeredWith(answer, null));
    }

    void rejected(Chat chat, PhoneCall call, Instant now) {
        if (call.byBusiness()) {
            tellStatus(chat, call, "REJECTED", now);
        }
        end(chat, call, PhoneCall.Outcome.REJECTED, now, null);
    }

    void rungOut(Chat chat, PhoneCall call, Instant at) {
        end(chat, call, PhoneCall.Outcome.UNANSWERED, at, null);
    }

    /** Either of the two ends it, or the caller gives up. */
    void hungUp(Chat chat, PhoneCall call, Instant at) {
        var outcome = call.ringing() ? PhoneCall.Outcome.CANCELLED : PhoneCall.Outcome.COMPLETED;
        end(chat, call, outcome, at, null);
    }

    void brokeDown(Chat chat, PhoneCall call, Instant at, int code) {
        end(chat, call, PhoneCall.Outcome.FAILED, at, GraphError.planned(code));
    }

    /** Lets happen what should have happened to the running call by now, at its own moment. */
    Chat settle(Chat chat, Instant now) {
        var call = calls.open(chat.pair().id()).orElse(null);
        if (call == null || call.dueAt() == null || now.isBefore(call.dueAt())) {
            return chat;
        }
        if (call.ringing()) {
            rungOut(chat, call, call.dueAt());
        } else {
            hungUp(chat, call, call.dueAt());
        }
        return chat.with(pairs.locked(chat.pair().id()));
    }

    private void end(
            Chat chat,
            PhoneCall call,
            PhoneCall.Outcome outcome,
            Instant at,
            @Nullable GraphError error) {
        var ended = call.ended(outcome, at, error == null ? null : error.code());
        calls.change(ended);
        var pair = chat.pair().active(at);
        pairs.save(pair);
        updates.tell(
                chat.number(),
                "calls",
                Shapes.callTerminate(
                        chat.number(), chat.phone(), ended, at, error, settings.quirks()));
        if (ended.unanswered(settings.quirks().rejectedCallsCount())) {
            calledForNothing(chat.with(pair), at);
        }
        if (!ended.byBusiness() && settings.quirks().callbackWhenCallEnds()) {
            callback(chat.with(pair), ended.wacid(), at);
        }
    }

    private void calledForNothing(Chat chat, Instant at) {
        var pair = chat.pair();
        var row =
                Limits.unansweredInARow(
                        calls.of(pair.id()),
                        pair.grantedAt(),
                        settings.quirks().rejectedCallsCount());
        var edition = chat.number().edition();
        if (row == edition.warnAfter) {
            grants.note(
                    pair,
                    at,
                    "You missed %d calls of this business. You can stop its calls in its profile."
                            .formatted(row));
        }
        if (row >= edition.revokeAfter && pair.grantedAt(at)) {
            grants.revokeAutomatically(chat, at);
        }
    }

    private void callback(Chat chat, String wacid, Instant at) {
        if (chat.number().callingSettings().callbackPermission()) {
            grants.allowCallback(chat, at, wacid);
        }
    }

    private void tellConnect(Chat chat, PhoneCall call, Instant at) {
        updates.tell(
                chat.number(),
                "calls",
                Shapes.callConnect(chat.number(), chat.phone(), call, at, settings.quirks()));
    }

    private void tellStatus(Chat chat, PhoneCall call, String status, Instant at) {
        updates.tell(
                chat.number(),
                "calls",
                Shapes.callStatus(chat.number(), chat.phone(), call, status, at));
    }
}
