package dev.assent.simulator;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Draws up what people see on their phones. */
class Screens {

    private static final int LINES = 60;

    private final BusinessNumbers numbers;
    private final Phones phones;
    private final Pairs pairs;
    private final Messages messages;
    private final PhoneCalls calls;
    private final Fates fates;
    private final InstantSource time;

    Screens(
            BusinessNumbers numbers,
            Phones phones,
            Pairs pairs,
            Messages messages,
            PhoneCalls calls,
            Fates fates,
            InstantSource time) {
        this.numbers = numbers;
        this.phones = phones;
        this.pairs = pairs;
        this.messages = messages;
        this.calls = calls;
        this.fates = fates;
        this.time = time;
    }

    /**
     * @throws Absent if there is no such number or phone
     */
    Screen of(Whom whom) {
        var number = numbers.get(whom.number());
        var phone = phones.get(whom.person());
        var now = time.instant();
        var pair =
                pairs.find(whom.number(), whom.person())
                        .orElseGet(() -> Pair.fresh(0, whom.number(), whom.person()));
        var requests = messages.requests(pair.id());
        var call = calls.open(pair.id()).orElse(null);
        var calling = number.callingSettings();
        return new Screen(
                number,
                phone,
                pair,
                state(phone, pair, requests, call, now),
                lines(pair, requests, now),
                call,
                messages.unread(pair.id()).size(),
                calling.enabled(),
                calling.showsIconTo(Names.country(phone.waId())),
                !calling.openAt(now),
                permission(pair, now),
                fates.find(whom).orElse(null));
    }

    /** The latest first; asked for in one go, since the list is drawn often. */
    List<Screen.Entry> entries(@Nullable String phoneNumberId, String text, int most) {
        var now = time.instant();
        var found = pairs.search(phoneNumberId, text, most);
        if (found.isEmpty()) {
            return List.of();
        }
        var ids = found.stream().map(Pair::id).toList();
        var number = byKey(numbers.all(), BusinessNumber::phoneNumberId);
        var phone = byKey(phones.all(found.stream().map(Pair::waId).toList()), Phone::waId);
        var call = byKey(calls.open(ids), PhoneCall::pairId);
        var requests =
                messages.requests(ids).stream().collect(Collectors.groupingBy(Message::pairId));
        return found.stream()
                .filter(pair -> number.containsKey(pair.phoneNumberId()))
                .filter(pair -> phone.containsKey(pair.waId()))
                .map(pair -> {
                    var held = Objects.requireNonNull(phone.get(pair.waId()));
                    var asked = requests.getOrDefault(pair.id(), List.of());
                    return new Screen.Entry(
                            Objects.requireNonNull(number.get(pair.phoneNumberId())),
                            held,
                            pair,
                            state(held, pair, asked, call.get(pair.id()), now));
                })
                .toList();
    }

    private static <K, T> Map<K, T> byKey(List<T> all, Function<T, K> key) {
        return all.stream().collect(Collectors.toMap(key, one -> one, (one, _) -> one));
    }

    private static Screen.State state(
            Phone phone, Pair pair, List<Message> requests, @Nullable PhoneCall call, Instant now) {
        if (call != null) {
            return new Screen.State(call.ringing() ? "ringing" : "in a call", "go");
        }
        if (!phone.onWhatsapp()) {
            return new Screen.State("no WhatsApp", "idle");
        }
        var asked =
                requests.stream()
                        .anyMatch(request ->
                                request.answer() == null && request.answerableAt(now, requests));
        return switch (pair.permissionAt(now)) {
            case PERMANENT -> new Screen.State("always allowed", "go");
            case TEMPORARY -> new Screen.State("allowed", "go");
            case NONE -> asked ? new Screen.State("asked", "wait") : without(pair);
        };
    }

    private static Screen.State without(Pair pair) {
        if (pair.takenAway() == null) {
            return pair.grantedAt() == null
                    ? new Screen.State("not asked", "idle")
                    : new Screen.State("expired", "idle");
        }
        return switch (pair.takenAway()) {
            case DECLINED -> new Screen.State("declined", "stop");
            case REVOKED -> new Screen.State("revoked", "stop");
            case REVOKED_BY_WHATSAPP -> new Screen.State("revoked", "stop");
        };
    }

    private static String permission(Pair pair, Instant now) {
        return switch (pair.permissionAt(now)) {
            case PERMANENT -> "always";
            case TEMPORARY -> "temporary";
            case NONE -> "none";
        };
    }

    private List<Screen.Line> lines(Pair pair, List<Message> requests, Instant now) {
        var lines = new ArrayList<Screen.Line>();
        for (var message : messages.latest(pair.id(), LINES)) {
            if (message.sender() != Message.Sender.BUSINESS || message.delivered()) {
                lines.add(line(message, requests, now));
            }
        }
        for (var call : calls.latest(pair.id(), LINES)) {
            if (!call.open()) {
                lines.add(line(call));
            }
        }
        lines.sort(Comparator.comparing(Screen.Line::at));
        return lines.subList(Math.max(0, lines.size() - LINES), lines.size());
    }

    private static Screen.Line line(Message message, List<Message> requests, Instant now) {
        var note = message.kind().equals("reply") || message.kind().equals("system");
        var mine = message.sender() == Message.Sender.PERSON;
        return new Screen.Line(
                note ? Screen.Side.NOTE : mine ? Screen.Side.MINE : Screen.Side.THEIRS,
                mine || note || message.deliveredAt() == null
                        ? message.sentAt()
                        : message.deliveredAt(),
                message.header(),
                message.media() == null && !isFile(message.kind())
                        ? message.body()
                        : media(message),
                message.footer(),
                message.kind().equals("system") ? "alert-triangle" : null,
                mine || note ? null : message.readAt() == null ? "unread" : null,
                message.wamid(),
                message.buttonList(),
                message.isRequest() ? request(message, requests, now) : null);
    }

    private static boolean isFile(String kind) {
        return kind.equals("image") || kind.equals("audio");
    }

    private static String media(Message message) {
        var kind =
                message.kind().substring(0, 1).toUpperCase(Locale.ROOT)
                        + message.kind().substring(1);
        return message.body().isBlank() ? kind : kind + ": " + message.body();
    }

    private static Screen.Request request(Message message, List<Message> requests, Instant now) {
        var answer =
                message.answer() == null
                        ? null
                        : switch (message.answer()) {
                            case ALLOWED -> "You allowed calls for 7 days";
                            case ALWAYS -> "You always allow calls";
                            case DECLINED -> "You don’t allow calls";
                        };
        return new Screen.Request(
                message.answerableAt(now, requests), message.expiredAt(now, requests), answer);
    }

    private static Screen.Line line(PhoneCall call) {
        return new Screen.Line(
                Screen.Side.NOTE,
                call.endedAt() == null ? call.dialledAt() : call.endedAt(),
                null,
                words(call),
                null,
                call.connected() ? "phone" : "phone-x",
                null,
                call.wacid(),
                List.of(),
                null);
    }

    private static String words(PhoneCall call) {
        if (call.outcome() == PhoneCall.Outcome.FAILED) {
            return "The call broke down";
        }
        var seconds = call.seconds();
        if (seconds != null) {
            var lasted = lasting(Duration.ofSeconds(seconds));
            if (call.voicemail()) {
                return "Voicemail took a call, " + lasted;
            }
            return (call.byBusiness() ? "Voice call, " : "You called, ") + lasted;
        }
        if (!call.byBusiness()) {
            return "You called, nobody answered";
        }
        return call.outcome() == PhoneCall.Outcome.REJECTED
                ? "You declined a voice call"
                : "Missed voice call";
    }

    private static String lasting(Duration duration) {
        return duration.toMinutes() == 0
                ? duration.toSeconds() + " s"
                : "%d min %02d s".formatted(duration.toMinutes(), duration.toSecondsPart());
    }
}
