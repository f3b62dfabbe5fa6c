package dev.assent.simulator;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Puts calls through: from dialling to the end of each, with all that follows from it. Whoever asks
 * it for something holds the pair.
 */
class Switchboard {

    /** How long, in real time, an open page may take to answer an offer. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final Duration UNTIL_VOICEMAIL = Duration.ofSeconds(4);
    private static final Duration VOICEMAIL = Duration.ofSeconds(12);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration WITHOUT_MEDIA = Duration.ofSeconds(20);

    private final PhoneCalls calls;
    private final Pairs pairs;
    private final Grants grants;
    private final Updates updates;
    private final Settings settings;
    private final Media media;
    private final Handsets handsets;

    Switchboard(
            PhoneCalls calls,
            Pairs pairs,
            Grants grants,
            Updates updates,
            Settings settings,
            Media media,
            Handsets handsets) {
        this.calls = calls;
        this.pairs = pairs;
        this.grants = grants;
        this.updates = updates;
        this.settings = settings;
        this.media = media;
        this.handsets = handsets;
    }

    /**
     * The business calls: the person's phone rings, if it is on. Where somebody holds that phone on
     * an open page, the page answers the offer, and the business waits for that. Where nobody does,
     * a page may still be opened as long as it rings.
     */
    PhoneCall businessDials(Chat chat, GraphCalls.Dialling dialling, @Nullable Fate fate) {
        var now = dialling.at();
        var answerBy = answerBy(chat, dialling, fate);
        var never = fate == Fate.CONNECT_TIMEOUT;
        var call =
                PhoneCall.byBusiness(
                        chat,
                        dialling,
                        now.plus(rings(fate)),
                        answerBy != null || never ? null : media.answerTo(dialling.offer()),
                        fate,
                        answerBy);
        calls.add(call);
        handsets.changed(whom(chat));
        pairs.save(chat.pair().active(now));
        if (call.answer() != null) {
            tellConnect(chat, call, now);
        }
        if (chat.phone().online() && call.ringsAtPerson()) {
            tellStatus(chat, call, "RINGING", now);
        }
        return call;
    }

    /** Until when, in real time, a page may answer the offer; null if none may. */
    private @Nullable Instant answerBy(
            Chat chat, GraphCalls.Dialling dialling, @Nullable Fate fate) {
        if (dialling.silent()
                || !chat.phone().online()
                || fate == Fate.CONNECT_TIMEOUT
                || fate == Fate.NO_MEDIA) {
            return null;
        }
        return Updates.now().plus(handsets.near(whom(chat)) ? PATIENCE : rings(fate));
    }

    private Duration rings(@Nullable Fate fate) {
        if (fate == Fate.VOICEMAIL) {
            return UNTIL_VOICEMAIL;
        }
        return fate == Fate.CONNECT_TIMEOUT
                ? CONNECT_TIMEOUT
                : Duration.ofSeconds(settings.quirks().ringSeconds());
    }

    /** A page answers the business's offer, and has the sound of the call from now on. */
    void answered(Chat chat, PhoneCall call, Sound sound, Instant now) {
        answer(chat, call.soundedBy(sound.page(), sound.sdp()), now);
    }

    /** No page answers the business's offer (in time): the call goes on without sound. */
    PhoneCall answeredSilently(Chat chat, PhoneCall call, Instant now) {
        if (!call.awaitsAnswer()) {
            return call;
        }
        var silent = call.soundedBy(null, media.answerTo(call.offer() == null ? "" : call.offer()));
        answer(chat, silent, now);
        return silent;
    }

    private void answer(Chat chat, PhoneCall answered, Instant now) {
        change(chat, answered);
        tellConnect(chat, answered, now);
    }

    /** The person calls, with sound or without, which opens the service window at once. */
    PhoneCall personDials(Chat chat, Instant now, Optional<Sound> sound) {
        var call =
                PhoneCall.byPerson(
                        chat,
                        now,
                        now.plusSeconds(settings.quirks().userRingSeconds()),
                        sound.map(Sound::sdp).orElseGet(media::offer),
                        sound.map(Sound::page).orElse(null));
        calls.add(call);
        handsets.changed(whom(chat));
        var pair = chat.pair().active(now).windowOpened(now);
        pairs.save(pair);
        tellConnect(chat, call, now);
        if (!settings.quirks().callbackWhenCallEnds()) {
            callback(chat.with(pair), call.wacid(), now);
        }
        return call;
    }

    /** The person picks up, and hangs up after so many seconds if told. */
    void pickedUpByPerson(Chat chat, PhoneCall call, Instant now, Optional<Integer> seconds) {
        var until = seconds.map(now::plusSeconds).orElse(null);
        pickedUp(chat, call, now, false, until);
    }

    /** Voicemail picks up, and hangs up after so many seconds. */
    void pickedUpByVoicemail(Chat chat, PhoneCall call, Instant now, Optional<Integer> seconds) {
        var lasts = seconds.map(Duration::ofSeconds).orElse(VOICEMAIL);
        pickedUp(chat, call, now, true, now.plus(lasts));
    }

    private void pickedUp(
            Chat chat, PhoneCall call, Instant now, boolean voicemail, @Nullable Instant until) {
        var ends = call.fate() == Fate.NO_MEDIA ? now.plus(WITHOUT_MEDIA) : until;
        var connected = answeredSilently(chat, call, now).pickedUp(now, voicemail, ends);
        change(chat, connected);
        pairs.save(chat.pair().active(now).windowOpened(now));
        tellStatus(chat, connected, "ACCEPTED", now);
    }

    /** The business accepts the person's call. */
    void pickedUpByBusiness(
            Chat chat, PhoneCall call, Instant now, String answer, @Nullable String opaque) {
        change(chat, call.answeredWith(answer, opaque).pickedUp(now, false, null));
        pairs.save(chat.pair().active(now));
    }

    /** The business readies the media path without accepting yet. */
    void preAccepted(Chat chat, PhoneCall call, String answer) {
        change(chat, call.answeredWith(answer, null));
        pairs.save(chat.pair());
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
        due(chat, call, call.dueAt());
        return settle(chat.with(pairs.locked(chat.pair().id())), now);
    }

    private void due(Chat chat, PhoneCall call, Instant at) {
        if (!call.ringing() && call.fate() == Fate.NO_MEDIA) {
            brokeDown(chat, call, at, Fault.NO_MEDIA.code);
        } else if (!call.ringing()) {
            hungUp(chat, call, at);
        } else if (call.fate() == Fate.CONNECT_TIMEOUT) {
            brokeDown(chat, call, at, Fault.CONNECT_TIMEOUT.code);
        } else if (call.fate() == Fate.VOICEMAIL) {
            pickedUpByVoicemail(chat, call, at, Optional.empty());
        } else {
            rungOut(chat, call, at);
        }
    }

    private void end(
            Chat chat,
            PhoneCall call,
            PhoneCall.Outcome outcome,
            Instant at,
            @Nullable GraphError error) {
        var ended = call.ended(outcome, at, error == null ? null : error.code());
        change(chat, ended);
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

    private void change(Chat chat, PhoneCall call) {
        calls.change(call);
        handsets.changed(whom(chat));
    }

    private static Whom whom(Chat chat) {
        return new Whom(chat.number().phoneNumberId(), chat.phone().waId());
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
