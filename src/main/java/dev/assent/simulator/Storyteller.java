package dev.assent.simulator;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes a told past the past of the simulated world, without telling the application of it. */
class Storyteller {

    private static final List<String> TABLES =
            List.of(
                    "webhook_update",
                    "exchange",
                    "phone_call",
                    "planned_fate",
                    "message",
                    "pair",
                    "phone",
                    "template",
                    "business_number");

    private final JdbcClient database;
    private final JdbcTemplate batches;
    private final BusinessNumbers numbers;
    private final Phones phones;
    private final Pairs pairs;
    private final Messages messages;
    private final PhoneCalls calls;
    private final Templates templates;
    private final Settings settings;
    private final Work work;
    private final Signals signals;
    private final InstantSource time;

    Storyteller(
            @Simulated JdbcClient database,
            @Simulated JdbcTemplate batches,
            BusinessNumbers numbers,
            Phones phones,
            Pairs pairs,
            Messages messages,
            PhoneCalls calls,
            Templates templates,
            Settings settings,
            Work work,
            Signals signals,
            InstantSource time) {
        this.database = database;
        this.batches = batches;
        this.numbers = numbers;
        this.phones = phones;
        this.pairs = pairs;
        this.messages = messages;
        this.calls = calls;
        this.templates = templates;
        this.settings = settings;
        this.work = work;
        this.signals = signals;
        this.time = time;
    }

    /** How much was told. */
    record Told(int numbers, int templates, int people, int events) {}

    /** Empties the world; settings and mail stay. */
    void forget() {
        work.alone(() -> {
            TABLES.forEach(table -> database.sql("delete from " + table).update());
            announce();
            return true;
        });
        settings.change(Failure.NONE);
    }

    /**
     * Adds to the world, wholly or not at all.
     *
     * @throws Impossible if the story makes no sense
     */
    Told tell(Story story) {
        return work.alone(() -> {
            openNumbers(orEmpty(story.numbers()));
            writeTemplates(orEmpty(story.templates()));
            introduce(orEmpty(story.people()));
            happen(orEmpty(story.events()));
            announce();
            return new Told(
                    orEmpty(story.numbers()).size(),
                    orEmpty(story.templates()).size(),
                    orEmpty(story.people()).size(),
                    orEmpty(story.events()).size());
        });
    }

    private void openNumbers(List<Opening> openings) {
        for (var opening : openings) {
            var number = opening.number(time.instant());
            if (numbers.find(number.phoneNumberId()).isPresent()) {
                throw new Impossible("There is a number " + number.phoneNumberId() + " already.");
            }
            numbers.insert(number);
        }
    }

    private void writeTemplates(List<Story.TemplateTold> told) {
        templates.addAll(told.stream().map(this::template).toList());
    }

    private Template template(Story.TemplateTold told) {
        var wabaId =
                told.wabaId() != null
                        ? told.wabaId()
                        : numbers.get(Optional.ofNullable(told.number()).orElse("")).wabaId();
        return new Template(
                told.id() == null ? Ids.template() : told.id(),
                wabaId,
                told.name(),
                told.language(),
                or(told.category(), "UTILITY").toUpperCase(Locale.ROOT),
                or(told.parameterFormat(), "NAMED").toUpperCase(Locale.ROOT),
                Json.write(told.components()),
                or(told.status(), "APPROVED").toUpperCase(Locale.ROOT),
                or(told.reason(), "NONE"),
                "UNKNOWN",
                told.createdAt() == null ? time.instant() : told.createdAt());
    }

    private void introduce(List<Story.PersonTold> people) {
        phones.put(people.stream().map(Storyteller::phone).toList());
    }

    private static Phone phone(Story.PersonTold told) {
        var waId = Names.digits(told.phone());
        var usual = Phone.of(waId, told.name());
        return new Phone(
                waId,
                or(told.userId(), usual.userId()),
                told.name(),
                told.username(),
                or(told.online(), true),
                told.receipts() == null ? usual.receipts() : told.receipts(),
                or(told.onWhatsapp(), true),
                or(told.currentClient(), true),
                or(told.hidesNumber(), false));
    }

    private void happen(List<Story.Event> events) {
        var byWhom =
                events.stream()
                        .collect(
                                Collectors.groupingBy(
                                        event -> Whom.of(event.number(), event.person()),
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        if (byWhom.isEmpty()) {
            return;
        }
        addPhones(byWhom.keySet().stream().map(Whom::person).distinct().toList());
        var there = pairs.all();
        var pasts = new LinkedHashMap<Whom, Past>();
        byWhom.forEach((whom, told) -> pasts.put(whom, past(whom, there.get(whom), told)));
        pasts.values().forEach(Past::unfold);
        store(pasts);
    }

    private void addPhones(List<String> waIds) {
        var there = phones.all(waIds).stream().map(Phone::waId).collect(Collectors.toSet());
        phones.put(
                waIds.stream()
                        .filter(waId -> !there.contains(waId))
                        .map(waId -> Phone.of(waId, Names.international(waId)))
                        .toList());
    }

    private Past past(Whom whom, @Nullable Pair there, List<Story.Event> events) {
        var number = numbers.get(whom.number());
        var pair = there == null ? Pair.fresh(0, whom.number(), whom.person()) : there;
        var past = new Past(number, pair, there == null ? List.of() : calls.of(there.id()));
        events.forEach(past::add);
        return past;
    }

    private void store(Map<Whom, Past> pasts) {
        batches.batchUpdate(
                """
                insert into pair (phone_number_id, wa_id, permission, granted_at, granted_until,
                    grant_no, taken_away, window_from, marketing_stopped, marketing_enough, last_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on duplicate key update permission = values(permission),
                    granted_at = values(granted_at), granted_until = values(granted_until),
                    grant_no = values(grant_no), taken_away = values(taken_away),
                    window_from = values(window_from),
                    marketing_stopped = values(marketing_stopped), last_at = values(last_at)
                """,
                pasts.values().stream().map(past -> row(past.pair)).toList());
        var stored = pairs.all();
        var allMessages = new ArrayList<Message>();
        var allCalls = new ArrayList<PhoneCall>();
        pasts.forEach((whom, past) -> {
            var id = Objects.requireNonNull(stored.get(whom)).id();
            past.messages.values().forEach(m -> allMessages.add(m.ofPair(id)));
            past.calls.values().forEach(call -> allCalls.add(call.ofPair(id)));
        });
        messages.addAll(allMessages);
        calls.addAll(allCalls);
    }

    private static Object[] row(Pair pair) {
        return Rows.values(
                        pair.phoneNumberId(),
                        pair.waId(),
                        pair.permission(),
                        pair.grantedAt(),
                        pair.grantedUntil(),
                        pair.grantNo(),
                        pair.takenAway(),
                        pair.windowFrom(),
                        pair.marketingStopped(),
                        pair.marketingEnough(),
                        pair.lastAt())
                .toArray();
    }

    private void announce() {
        signals.changed("numbers", "templates", "phones", "webhooks", "journal", "clock");
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    private static String or(@Nullable String given, String otherwise) {
        return given == null || given.isBlank() ? otherwise : given;
    }

    private static boolean or(@Nullable Boolean given, boolean otherwise) {
        return given == null ? otherwise : given;
    }

    /**
     * Something of the past at its moment; of one second calls come first, then what was written.
     */
    private record Point(Instant at, int rank, int place, Runnable happens) {}

    /** What was between two, unfolded in the order of time. */
    private final class Past {

        private final BusinessNumber number;
        private final List<Point> points = new ArrayList<>();
        private final Map<String, Message> messages = new LinkedHashMap<>();
        private final Map<String, PhoneCall> calls = new LinkedHashMap<>();
        private final List<PhoneCall> earlierCalls;
        private Pair pair;

        Past(BusinessNumber number, Pair pair, List<PhoneCall> earlierCalls) {
            this.number = number;
            this.pair = pair;
            this.earlierCalls = earlierCalls;
        }

        void unfold() {
            points.sort(
                    Comparator.comparing(Point::at)
                            .thenComparing(Point::rank)
                            .thenComparing(Point::place));
            for (var point : points) {
                point.happens().run();
                pair = pair.active(point.at());
            }
        }

        void add(Story.Event event) {
            switch (event.type()) {
                case "message_in" -> at(event.at(), 1, () -> wrote(event));
                case "message_out" -> at(event.at(), 1, () -> sent(event, false));
                case "request" -> at(event.at(), 1, () -> sent(event, true));
                case "accept" -> at(event.at(), 2, () -> accepted(event));
                case "reject" -> at(event.at(), 3, () -> rejected(event));
                case "call_out" -> called(event, PhoneCall.Caller.BUSINESS);
                case "call_in" -> called(event, PhoneCall.Caller.PERSON);
                case "marketing" ->
                        at(
                                event.at(),
                                1,
                                () ->
                                        pair =
                                                pair.marketing(
                                                        or(event.stopped(), true),
                                                        pair.marketingEnough()));
                default -> throw new Impossible("No event is of type " + event.type() + ".");
            }
        }

        private void at(Instant at, int rank, Runnable happens) {
            points.add(new Point(at, rank, points.size(), happens));
        }

        private void wrote(Story.Event event) {
            var id = or(event.id(), Ids.message(pair.waId()));
            put(
                    Grants.line(
                            pair,
                            id,
                            Message.Sender.PERSON,
                            "text",
                            event.at(),
                            or(event.text(), "…"),
                            null));
            pair = pair.windowOpened(event.at());
        }

        private void sent(Story.Event event, boolean isRequest) {
            var template =
                    Optional.ofNullable(event.template())
                            .map(name -> templateOf(name, or(event.language(), "en")));
            var variables =
                    event.variables() == null ? Map.<String, String>of() : event.variables();
            var rendered =
                    template.map(t -> t.rendered(variables))
                            .orElseGet(() ->
                                    new Template.Rendered(
                                            null, or(event.text(), ""), null, List.of()));
            var kind = isRequest ? "request" : template.isPresent() ? "template" : "text";
            var status = or(event.status(), "delivered");
            var failed = status.equals("failed");
            var arrived = !failed && !status.equals("sent");
            var delivered =
                    event.deliveredAt() == null && arrived ? event.at() : event.deliveredAt();
            var read = event.readAt() == null && status.equals("read") ? delivered : event.readAt();
            put(
                    new Message(
                            0,
                            pair.id(),
                            or(event.id(), Ids.message(pair.waId())),
                            Message.Sender.BUSINESS,
                            kind,
                            rendered.header(),
                            rendered.body(),
                            rendered.footer(),
                            null,
                            rendered.buttons().isEmpty() ? null : Json.write(rendered.buttons()),
                            event.template(),
                            template.map(t -> t.category().toLowerCase(Locale.ROOT))
                                    .orElse("service"),
                            isRequest,
                            null,
                            null,
                            null,
                            null,
                            event.at(),
                            delivered,
                            read,
                            failed ? event.at() : null,
                            failed ? Optional.ofNullable(event.error()).orElse(131_026) : null));
        }

        private Template templateOf(String name, String language) {
            return templates
                    .find(number.wabaId(), name, language)
                    .orElseThrow(() ->
                            new Impossible(
                                    "There is no template %s (%s).".formatted(name, language)));
        }

        private void accepted(Story.Event event) {
            var always = or(event.always(), false);
            var until =
                    event.until() != null
                            ? event.until()
                            : event.at()
                                    .plus(
                                            Duration.ofSeconds(
                                                    settings.quirks().permissionSeconds()));
            var nothingNew =
                    or(event.automatic(), false)
                            && pair.permissionAt(event.at()) == Pair.Permission.PERMANENT;
            if (!nothingNew) {
                pair = pair.granted(event.at(), always ? null : until);
            }
            answered(event, always ? Message.Answer.ALWAYS : Message.Answer.ALLOWED);
            reply(event, always ? "You always allow calls" : "You allow calls for now");
        }

        private void rejected(Story.Event event) {
            if (or(event.automatic(), false)) {
                pair = pair.refused(Pair.Refusal.REVOKED_BY_WHATSAPP);
                reply(
                        event,
                        "This business can’t call you any more: you missed several of its calls");
                return;
            }
            var declined = event.request() != null && !pair.grantedAt(event.at());
            pair = pair.refused(declined ? Pair.Refusal.DECLINED : Pair.Refusal.REVOKED);
            answered(event, Message.Answer.DECLINED);
            reply(event, "You don’t allow calls");
        }

        private void answered(Story.Event event, Message.Answer answer) {
            var request = event.request() == null ? null : messages.get(event.request());
            if (request != null) {
                put(request.answered(answer, event.at()));
            }
        }

        private void reply(Story.Event event, String shown) {
            put(
                    Grants.line(
                            pair,
                            or(event.id(), Ids.message(pair.waId())),
                            Message.Sender.PERSON,
                            "reply",
                            event.at(),
                            shown,
                            event.request() != null ? event.request() : event.call()));
            if (!or(event.automatic(), false) && settings.quirks().replyOpensWindow()) {
                pair = pair.windowOpened(event.at());
            }
        }

        private void called(Story.Event event, PhoneCall.Caller caller) {
            var id = or(event.id(), Ids.call(pair.waId()));
            var outcome = or(event.outcome(), event.seconds() == null ? "unanswered" : "answered");
            var answered = outcome.equals("answered") || outcome.equals("voicemail");
            var rings =
                    Optional.ofNullable(event.rang())
                            .orElse(answered ? 8 : settings.quirks().ringSeconds());
            var pickUp = event.at().plusSeconds(rings);
            var end =
                    answered
                            ? pickUp.plusSeconds(Optional.ofNullable(event.seconds()).orElse(60))
                            : pickUp;
            at(event.at(), 0, () -> dialled(id, event.at(), caller));
            if (answered) {
                at(pickUp, 0, () -> pickedUp(id, pickUp, outcome.equals("voicemail")));
            }
            at(end, 0, () -> ended(id, end, outcome(outcome), event.error()));
        }

        private void dialled(String id, Instant at, PhoneCall.Caller caller) {
            calls.put(
                    id,
                    new PhoneCall(
                            Integer.MAX_VALUE + (long) calls.size(),
                            pair.id(),
                            number.phoneNumberId(),
                            id,
                            caller,
                            PhoneCall.State.RINGING,
                            null,
                            false,
                            caller == PhoneCall.Caller.BUSINESS ? pair.grantNo() : null,
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
                pair = pair.windowOpened(at);
            }
        }

        private void pickedUp(String id, Instant at, boolean voicemail) {
            var call = call(id);
            calls.put(id, call.pickedUp(at, voicemail, null));
            if (call.byBusiness()) {
                pair = pair.windowOpened(at);
            }
        }

        private void ended(
                String id, Instant at, PhoneCall.Outcome outcome, @Nullable Integer error) {
            var code = outcome == PhoneCall.Outcome.FAILED ? error : null;
            calls.put(id, call(id).ended(outcome, at, code));
            var row =
                    Limits.unansweredInARow(
                            soFar(), pair.grantedAt(), settings.quirks().rejectedCallsCount());
            if (row >= number.edition().revokeAfter && pair.grantedAt(at)) {
                pair = pair.refused(Pair.Refusal.REVOKED_BY_WHATSAPP);
            }
        }

        private List<PhoneCall> soFar() {
            var all = new ArrayList<>(earlierCalls);
            all.addAll(calls.values());
            return all;
        }

        private PhoneCall call(String id) {
            return Optional.ofNullable(calls.get(id)).orElseThrow();
        }

        private void put(Message message) {
            messages.put(message.wamid(), message);
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
}
