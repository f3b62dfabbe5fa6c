package dev.assent.simulator;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.time.Instant;
import java.util.Optional;

/** {@code POST /{phone-number-id}/calls}. */
class GraphCalls {

    private final Addressing addressing;
    private final Chats chats;
    private final BusinessNumbers numbers;
    private final Messages messages;
    private final PhoneCalls calls;
    private final Switchboard switchboard;
    private final Fates fates;
    private final Settings settings;
    private final Work work;

    GraphCalls(
            Addressing addressing,
            Chats chats,
            BusinessNumbers numbers,
            Messages messages,
            PhoneCalls calls,
            Switchboard switchboard,
            Fates fates,
            Settings settings,
            Work work) {
        this.addressing = addressing;
        this.chats = chats;
        this.numbers = numbers;
        this.messages = messages;
        this.calls = calls;
        this.switchboard = switchboard;
        this.fates = fates;
        this.settings = settings;
        this.work = work;
    }

    /**
     * A call as the business begins it.
     *
     * @param offer its session description
     * @param opaque what comes back with each webhook of the call
     * @param silent whether nobody sits at its end, so that no sound need be found for it
     */
    record Dialling(Instant at, String offer, @Nullable String opaque, boolean silent) {}

    JsonNode post(GraphRequest request) {
        var number = addressing.number(request);
        Addressing.checkProduct(request.body());
        checkTakesCalls(number);
        var action =
                Json.text(request.body(), "action").orElseThrow(() -> GraphError.missing("action"));
        return switch (action) {
            case "connect" -> connect(request, number);
            case "pre_accept" -> preAccept(request, number);
            case "accept" -> accept(request, number);
            case "reject" -> reject(request, number);
            case "terminate" -> terminate(request, number);
            default -> throw GraphError.of(Fault.INVALID_PARAMETER, "There is no action " + action);
        };
    }

    private JsonNode connect(GraphRequest request, BusinessNumber number) {
        var phone = addressing.recipient(request.body(), number);
        var offer = session(request, "offer").orElseThrow(() -> GraphError.missing("session"));
        var opaque = GraphMessages.opaque(request.body()).orElse(null);
        var call = dial(number, phone, new Dialling(request.now(), offer, opaque, false));
        var answer = Json.object().put("messaging_product", "whatsapp");
        return answer.set("calls", Json.array(Json.object().put("id", call.wacid())));
    }

    /**
     * Lets the business call somebody.
     *
     * @throws GraphError if Meta would refuse that
     */
    PhoneCall dial(BusinessNumber number, Phone phone, Dialling dialling) {
        checkTakesCalls(number);
        addressing.checkCountry(number);
        addressing.checkNotPaused(number, dialling.at());
        if (!number.mayWriteTo(phone.waId())) {
            throw GraphError.of(
                    Fault.NOT_ON_LIST, "This test number may call listed recipients only.");
        }
        // What is due to end, or planned once, is so in a transaction that no refusal undoes.
        var fate =
                work.call(() -> {
                    chats.held(number, phone.waId());
                    return fates.take(new Whom(number.phoneNumberId(), phone.waId()));
                });
        fate.flatMap(Fate::refusal)
                .ifPresent(refusal -> {
                    throw refusal;
                });
        return work.call(() -> {
            checkNumber(numbers.locked(number.phoneNumberId()), dialling.at());
            var chat = chats.held(number, phone.waId());
            checkPair(chat, dialling.at());
            return switchboard.businessDials(chat, dialling, fate.orElse(null));
        });
    }

    private void checkTakesCalls(BusinessNumber number) {
        addressing.checkCallingOn(number);
        if (number.callingSettings().sip()) {
            throw GraphError.of(Fault.SIP_ENABLED, "SIP is enabled for this phone number.");
        }
    }

    private void checkNumber(BusinessNumber number, Instant now) {
        var quirks = settings.quirks();
        if (calls.running(number.phoneNumberId()) >= quirks.concurrentCalls()) {
            throw GraphError.of(
                    Fault.CONCURRENT_CALLS,
                    "At most %d calls at a time.".formatted(quirks.concurrentCalls()));
        }
        var started =
                calls.startsOfBusinessSince(number.phoneNumberId(), PhoneCalls.aDayBefore(now));
        if (started >= quirks.callStartsPerDay()) {
            throw GraphError.of(
                    Fault.CALL_STARTS,
                    "At most %d calls in 24 hours.".formatted(quirks.callStartsPerDay()));
        }
    }

    private void checkPair(Chat chat, Instant now) {
        var pair = chat.pair();
        if (calls.open(pair.id()).isPresent()) {
            throw GraphError.of(
                    Fault.CALL_IN_PROGRESS, "A call with this recipient is in progress.");
        }
        var uncallable = !chat.phone().callable();
        if (uncallable && settings.quirks().uncallableBeforePermission()) {
            throw uncallable();
        }
        if (!pair.grantedAt(now)) {
            throw GraphError.of(
                    Fault.NO_PERMISSION, "The recipient does not allow calls at present.");
        }
        if (uncallable) {
            throw uncallable();
        }
        var limits =
                Limits.of(
                        pair,
                        messages.requests(pair.id()),
                        calls.of(pair.id()),
                        chat.number().edition(),
                        settings.quirks(),
                        now);
        if (!limits.mayCall()) {
            throw callLimit(limits);
        }
    }

    private static GraphError uncallable() {
        return GraphError.of(
                Fault.UNCALLABLE,
                "The recipient is not on WhatsApp, has not accepted its terms, or uses an old"
                        + " version.");
    }

    private static GraphError callLimit(Limits limits) {
        var ofGrant = limits.callsOfGrant();
        var which =
                ofGrant != null && ofGrant.full()
                        ? "%d connected calls under this permission".formatted(ofGrant.max())
                        : "%d connected calls in 24 hours".formatted(limits.calls().max());
        return GraphError.passing(
                Fault.CALL_LIMIT,
                "Limit of %s reached for this recipient.".formatted(which),
                limits.callableAt());
    }

    private JsonNode preAccept(GraphRequest request, BusinessNumber number) {
        return withIncoming(
                request,
                number,
                (chat, call) -> {
                    var answer = answer(request, call);
                    switchboard.preAccepted(chat, call, answer);
                });
    }

    private JsonNode accept(GraphRequest request, BusinessNumber number) {
        var opaque = GraphMessages.opaque(request.body()).orElse(null);
        return withIncoming(
                request,
                number,
                (chat, call) ->
                        switchboard.pickedUpByBusiness(
                                chat, call, request.now(), answer(request, call), opaque));
    }

    private JsonNode reject(GraphRequest request, BusinessNumber number) {
        return withIncoming(
                request, number, (chat, call) -> switchboard.rejected(chat, call, request.now()));
    }

    private JsonNode terminate(GraphRequest request, BusinessNumber number) {
        return withOpen(
                request,
                number,
                (chat, call) -> {
                    if (call.ringing() && !call.byBusiness()) {
                        switchboard.rejected(chat, call, request.now());
                    } else {
                        switchboard.hungUp(chat, call, request.now());
                    }
                });
    }

    private interface Doing {
        void with(Chat chat, PhoneCall call);
    }

    /** With a person's call that still rings. */
    private JsonNode withIncoming(GraphRequest request, BusinessNumber number, Doing doing) {
        return withOpen(
                request,
                number,
                (chat, call) -> {
                    if (call.byBusiness() || !call.ringing()) {
                        throw GraphError.of(
                                Fault.INVALID_PARAMETER,
                                "Call %s does not wait to be accepted.".formatted(call.wacid()));
                    }
                    doing.with(chat, call);
                });
    }

    private JsonNode withOpen(GraphRequest request, BusinessNumber number, Doing doing) {
        var wacid =
                Json.text(request.body(), "call_id")
                        .orElseThrow(() -> GraphError.missing("call_id"));
        var pairId =
                calls.find(number.phoneNumberId(), wacid)
                        .map(PhoneCall::pairId)
                        .orElseThrow(() -> noCall(wacid));
        work.run(() -> chats.held(pairId));
        work.run(() -> {
            var chat = chats.held(pairId);
            var call = calls.get(wacid);
            if (!call.open()) {
                throw noCall(wacid);
            }
            doing.with(chat, call);
        });
        return Json.object().put("messaging_product", "whatsapp").put("success", true);
    }

    private static GraphError noCall(String wacid) {
        return GraphError.of(
                Fault.INVALID_PARAMETER, "There is no call %s in progress.".formatted(wacid));
    }

    private static String answer(GraphRequest request, PhoneCall call) {
        var answer = session(request, "answer").orElseThrow(() -> GraphError.missing("session"));
        if (call.answer() != null && !call.answer().equals(answer)) {
            throw GraphError.of(
                    Fault.INVALID_PARAMETER, "The SDP answer differs from that of pre_accept.");
        }
        return answer;
    }

    private static Optional<String> session(GraphRequest request, String type) {
        var session = request.body().path("session");
        if (session.isMissingNode()) {
            return Optional.empty();
        }
        var sdp = Json.text(session, "sdp").orElse("");
        if (!session.path("sdp_type").asString().equals(type)) {
            throw GraphError.of(
                    Fault.INVALID_PARAMETER, "session['sdp_type'] must be %s.".formatted(type));
        }
        var flaw = type.equals("offer") ? Sdp.flawInOffer(sdp) : Sdp.flawInAnswer(sdp);
        if (flaw.isPresent()) {
            throw GraphError.of(Fault.INVALID_PARAMETER, "SDP Validation error: " + flaw.get());
        }
        return Optional.of(sdp);
    }
}
