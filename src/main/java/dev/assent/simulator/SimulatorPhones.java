package dev.assent.simulator;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Phones for programs: the same acts that the pages offer, and what stands on the screen. */
@RestController
@InDemoMode
@RequestMapping(path = "/simulator/phones", produces = MediaType.APPLICATION_JSON_VALUE)
class SimulatorPhones {

    private final Acts acts;
    private final Hands hands;
    private final Phones phones;
    private final Screens screens;
    private final Pairs pairs;
    private final Messages messages;
    private final PhoneCalls calls;
    private final Settings settings;
    private final InstantSource time;

    SimulatorPhones(
            Acts acts,
            Hands hands,
            Phones phones,
            Screens screens,
            Pairs pairs,
            Messages messages,
            PhoneCalls calls,
            Settings settings,
            InstantSource time) {
        this.acts = acts;
        this.hands = hands;
        this.phones = phones;
        this.screens = screens;
        this.pairs = pairs;
        this.messages = messages;
        this.calls = calls;
        this.settings = settings;
        this.time = time;
    }

    @GetMapping
    JsonNode all(
            @RequestParam(required = false) @Nullable String number,
            @RequestParam(defaultValue = "") String q) {
        var list = Json.array();
        for (var entry : screens.entries(number, q, 1_000)) {
            list.addObject()
                    .put("number", entry.number().phoneNumberId())
                    .put("business", entry.number().verifiedName())
                    .put("person", entry.phone().waId())
                    .put("name", entry.phone().name())
                    .put("state", entry.state().word());
        }
        return list;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    JsonNode add(@RequestBody Map<String, String> words) {
        var person = Names.digits(words.getOrDefault("phone", ""));
        var number = words.getOrDefault("number", "");
        hands.add(number, person, words.getOrDefault("name", ""));
        return state(number, person);
    }

    @PostMapping(path = "/{person}", consumes = MediaType.APPLICATION_JSON_VALUE)
    JsonNode change(@PathVariable String person, @RequestBody JsonNode patch) {
        var changed = patched(phones.called(Names.digits(person)), patch);
        hands.change(changed);
        return Json.MAPPER.valueToTree(phones.get(changed.waId()));
    }

    @GetMapping("/{number}/{person}/state")
    JsonNode state(@PathVariable String number, @PathVariable String person) {
        var whom = Whom.of(number, person);
        phones.called(whom.person());
        return told(screens.of(whom), time.instant());
    }

    /**
     * What an open page says to the business's offer.
     *
     * @param answer its session description, null if it can make none
     */
    record Reply(@Nullable String page, @Nullable String call, @Nullable String answer) {}

    @PostMapping("/{number}/{person}/line")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void line(@PathVariable String number, @PathVariable String person, @RequestBody Reply reply) {
        if (reply.page() == null || reply.call() == null) {
            throw new Impossible("page and call are needed.");
        }
        var whom = Whom.of(number, person);
        if (reply.answer() == null) {
            hands.stayMute(whom, reply.call());
        } else {
            hands.lendSound(whom, reply.call(), new Sound(reply.page(), reply.answer()));
        }
    }

    @PostMapping("/{number}/{person}/{act}")
    JsonNode act(
            @PathVariable String number,
            @PathVariable String person,
            @PathVariable String act,
            @RequestBody(required = false) @Nullable Map<String, Object> body) {
        var words = new HashMap<String, String>();
        if (body != null) {
            body.forEach((name, value) -> words.put(name, String.valueOf(value)));
        }
        acts.perform(act, Whom.of(number, person), words);
        return state(number, person);
    }

    static Phone patched(Phone phone, JsonNode patch) {
        return new Phone(
                phone.waId(),
                phone.userId(),
                Json.text(patch, "name").orElse(phone.name()),
                patch.has("username")
                        ? Json.text(patch, "username").orElse(null)
                        : phone.username(),
                patch.path("online").asBoolean(phone.online()),
                Json.text(patch, "receipts").map(Phone.Receipts::valueOf).orElse(phone.receipts()),
                patch.path("on_whatsapp").asBoolean(phone.onWhatsapp()),
                patch.path("current_client").asBoolean(phone.currentClient()),
                patch.path("hides_number").asBoolean(phone.hidesNumber()));
    }

    private JsonNode told(Screen screen, Instant now) {
        var pair = screen.pair();
        var told = Json.object();
        told.put("number", screen.number().phoneNumberId());
        told.put("business", screen.number().verifiedName());
        told.put("person", screen.phone().waId());
        told.put("user_id", screen.phone().userId());
        told.put("name", screen.phone().name());
        told.put("state", screen.state().word());
        var permission = told.putObject("permission").put("status", screen.permission());
        moment(permission, "until", pair.grantedAt(now) ? pair.grantedUntil() : null);
        permission.put("taken_away", pair.takenAway() == null ? null : pair.takenAway().name());
        moment(told, "window_until", pair.windowOpenAt(now) ? pair.windowUntil() : null);
        told.put("unread", screen.unread());
        Optional.ofNullable(screen.planned())
                .ifPresent(planned ->
                        told.putObject("planned")
                                .put("fate", planned.fate().name())
                                .put("lasting", planned.lasting()));
        limits(told.putObject("limits"), screen, now);
        Optional.ofNullable(screen.call()).ifPresent(call -> told.set("call", call(call)));
        var past = told.putArray("calls");
        calls.latest(pair.id(), 20).forEach(call -> past.add(call(call)));
        var chat = told.putArray("messages");
        messages.latest(pair.id(), 50).forEach(message -> chat.add(message(message)));
        return told;
    }

    private void limits(ObjectNode told, Screen screen, Instant now) {
        var pair = pairs.find(screen.number().phoneNumberId(), screen.phone().waId());
        var counted =
                pair.map(found ->
                        Limits.of(
                                found,
                                messages.requests(found.id()),
                                calls.of(found.id()),
                                screen.number().edition(),
                                settings.quirks(),
                                now));
        told.put("requests_in_24h", counted.map(limits -> limits.requests().used()).orElse(0));
        told.put("requests_in_7d", counted.map(limits -> limits.requestsOfWeek().used()).orElse(0));
        told.put("calls_in_24h", counted.map(limits -> limits.calls().used()).orElse(0));
        counted.map(Limits::callsOfGrant)
                .ifPresent(usage -> told.put("calls_of_grant", usage.used()));
        told.put("unanswered_in_a_row", counted.map(Limits::unanswered).orElse(0));
    }

    private static ObjectNode call(PhoneCall call) {
        var told = Json.object();
        told.put("id", call.wacid());
        told.put("by", call.byBusiness() ? "business" : "person");
        told.put("state", call.state().name());
        told.put("outcome", call.outcome() == null ? null : call.outcome().name());
        moment(told, "dialled_at", call.dialledAt());
        moment(told, "picked_up_at", call.pickedUpAt());
        moment(told, "ended_at", call.endedAt());
        told.put("seconds", call.seconds());
        told.put("voicemail", call.voicemail());
        told.put("page", call.page());
        return told;
    }

    private static ObjectNode message(Message message) {
        var told = Json.object();
        told.put("id", message.wamid());
        told.put("from", message.sender().name().toLowerCase(Locale.ROOT));
        told.put("kind", message.kind());
        told.put("text", message.body());
        moment(told, "sent_at", message.sentAt());
        moment(told, "delivered_at", message.deliveredAt());
        moment(told, "read_at", message.readAt());
        told.put("failed", message.failedCode());
        told.put("answer", message.answer() == null ? null : message.answer().name());
        told.put("context", message.contextId());
        return told;
    }

    private static void moment(ObjectNode told, String name, @Nullable Instant at) {
        told.put(name, at == null ? null : at.toString());
    }
}
