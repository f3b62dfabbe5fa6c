package dev.assent.simulator;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How two called each other in the past. */
class PastCalls {

    private final Past past;
    private final Quirks quirks;
    private final List<PhoneCall> earlier;
    private final Map<String, PhoneCall> calls = new LinkedHashMap<>();

    /**
     * @param earlier those that were there before the story began
     */
    PastCalls(Past past, Quirks quirks, List<PhoneCall> earlier) {
        this.past = past;
        this.quirks = quirks;
        this.earlier = earlier;
    }

    Collection<PhoneCall> all() {
        return calls.values();
    }

    void called(Story.Event event, PhoneCall.Caller caller) {
        var id = Story.or(event.id(), Ids.call(past.pair().waId()));
        var outcome =
                Story.or(event.outcome(), event.seconds() == null ? "unanswered" : "answered");
        var answered = outcome.equals("answered") || outcome.equals("voicemail");
        var rings = Optional.ofNullable(event.rang()).orElse(answered ? 8 : quirks.ringSeconds());
        var pickUp = event.at().plusSeconds(rings);
        var end =
                answered
                        ? pickUp.plusSeconds(Optional.ofNullable(event.seconds()).orElse(60))
                        : pickUp;
        past.at(event.at(), 0, () -> dialled(id, event.at(), caller));
        if (answered) {
            past.at(pickUp, 0, () -> pickedUp(id, pickUp, outcome.equals("voicemail")));
        }
        past.at(end, 0, () -> ended(id, end, outcome(outcome), event.error()));
    }

    private void dialled(String id, Instant at, PhoneCall.Caller caller) {
        calls.put(
                id,
                new PhoneCall(
                        Integer.MAX_VALUE + (long) calls.size(),
                        past.pair().id(),
                        past.number().phoneNumberId(),
                        id,
                        caller,
                        PhoneCall.State.RINGING,
                        null,
                        false,
                        caller == PhoneCall.Caller.BUSINESS ? past.pair().grantNo() : null,
                        null,
                        at,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null));
        if (caller == PhoneCall.Caller.PERSON) {
            past.become(past.pair().windowOpened(at));
        }
    }

    private void pickedUp(String id, Instant at, boolean voicemail) {
        var call = call(id);
        calls.put(id, call.pickedUp(at, voicemail, null));
        if (call.byBusiness()) {
            past.become(past.pair().windowOpened(at));
        }
    }

    private void ended(String id, Instant at, PhoneCall.Outcome outcome, @Nullable Integer error) {
        var code = outcome == PhoneCall.Outcome.FAILED ? error : null;
        calls.put(id, call(id).ended(outcome, at, code));
        var row =
                Limits.unansweredInARow(
                        soFar(), past.pair().grantedAt(), quirks.rejectedCallsCount());
        if (row >= past.number().edition().revokeAfter && past.pair().grantedAt(at)) {
            past.become(past.pair().refused(Pair.Refusal.REVOKED_BY_WHATSAPP));
        }
    }

    private List<PhoneCall> soFar() {
        var all = new ArrayList<>(earlier);
        all.addAll(calls.values());
        return all;
    }

    private PhoneCall call(String id) {
        return Optional.ofNullable(calls.get(id)).orElseThrow();
    }

    private static PhoneCall.Outcome outcome(String word) {
        return switch (word) {
            case "answered", "voicemail" -> PhoneCall.Outcome.COMPLETED;
            case "unanswered" -> PhoneCall.Outcome.UNANSWERED;
            case "rejected" -> PhoneCall.Outcome.REJECTED;
            case "cancelled" -> PhoneCall.Outcome.CANCELLED;
            case "failed" -> PhoneCall.Outcome.FAILED;
            default -> throw new Impossible("No call has the outcome " + word + ".");
        };
    }
}
