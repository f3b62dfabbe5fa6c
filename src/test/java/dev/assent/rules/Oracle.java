package dev.assent.rules;

import static dev.assent.rules.Happening.Delivery.DELIVERED;
import static dev.assent.rules.Happening.Delivery.FAILED;
import static dev.assent.rules.Happening.Delivery.READ;
import static dev.assent.rules.Happening.Delivery.SENT;
import static dev.assent.rules.Happening.Direction.OUTGOING;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;

import dev.assent.rules.Happening.Accept;
import dev.assent.rules.Happening.CallEnded;
import dev.assent.rules.Happening.CallFailed;
import dev.assent.rules.Happening.CallPickedUp;
import dev.assent.rules.Happening.CallWord;
import dev.assent.rules.Happening.Delivery;
import dev.assent.rules.Happening.Dial;
import dev.assent.rules.Happening.HandedOver;
import dev.assent.rules.Happening.Permission;
import dev.assent.rules.Happening.Quota;
import dev.assent.rules.Happening.Reading;
import dev.assent.rules.Happening.Refusal;
import dev.assent.rules.Happening.Reject;
import dev.assent.rules.Happening.Reply;
import dev.assent.rules.Happening.Request;
import dev.assent.rules.Happening.Status;
import dev.assent.rules.Happening.Why;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The rules once more, written from {@code docs/rules.md} alone: each question goes through
 * everything again, and when something clears is found by asking again at each later moment. Slow
 * on purpose, to be obviously right; {@link OracleTest} holds it against the real ones.
 */
class Oracle {

    private static final Duration DAY = Duration.ofHours(24);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration TEMPORARY_GRANT = Duration.ofHours(168);
    private static final Duration UNANSWERED_AFTER = Duration.ofMinutes(2);
    private static final Duration READING_DECIDES = Duration.ofMinutes(10);

    private final Policy policy;
    private final Collection<? extends Happening> given;
    private final Instant now;

    /** Each happening once (2.5), by time, kind and id (2.3). */
    private final List<Happening> happenings;

    private final Map<Class<?>, List<?>> byType = new HashMap<>();

    /** What we asked and called by. */
    private final Set<String> attempts = new HashSet<>();

    /** Which attempt a message or call of Meta's belongs to (3.1, 3.2). */
    private final Map<String, String> attemptOf = new HashMap<>();

    private final List<Call> calls;
    private final List<Reply> replies;
    private final List<Event> events;
    private final State state;

    Oracle(Policy policy, Collection<? extends Happening> given, Instant now) {
        this.policy = policy;
        this.given = given;
        this.now = now;
        var byId = new HashMap<String, Happening>();
        given.forEach(it -> byId.put(it.id(), it));
        happenings = new ArrayList<>(byId.values());
        happenings.sort(
                comparing(Happening::at)
                        .thenComparing(Oracle::kindOf)
                        .thenComparing(Happening::id));

        all(Request.class).forEach(it -> attempts.add(it.id()));
        all(Dial.class).forEach(it -> attempts.add(it.id()));
        happenings.forEach(this::tieByWord);
        all(Reply.class).forEach(this::tieByReply);
        calls = gatherCalls();
        replies = placeReplies();
        events = gatherEvents();
        state = fold(events);
    }

    // ---- 2 and 3: order and belonging

    private static int kindOf(Happening happening) {
        return switch (happening) {
            case Dial _, CallWord _ -> 0;
            case Request _, HandedOver _ -> 1;
            case Status _, Happening.Message _ -> 2;
            case Accept _ -> 3;
            case Reject _ -> 4;
            case Refusal _ -> 5;
            case Reading _ -> 6;
        };
    }

    @SuppressWarnings("unchecked")
    private <T extends Happening> List<T> all(Class<T> type) {
        return (List<T>)
                byType.computeIfAbsent(
                        type, _ -> happenings.stream().filter(type::isInstance).toList());
    }

    /** 3.1. */
    private void tieByWord(Happening happening) {
        switch (happening) {
            case HandedOver it -> tie(it.metaId(), it.attempt());
            case Status it -> tie(it.metaId(), it.attempt());
            case CallWord it -> tie(it.metaId(), it.attempt());
            case Happening _ -> {}
        }
    }

    private void tie(String metaId, @Nullable String attempt) {
        if (attempts.contains(attempt)) {
            attemptOf.put(metaId, attempt);
        }
    }

    private @Nullable String attempt(String metaId, @Nullable String named) {
        return attempts.contains(named) ? named : attemptOf.get(metaId);
    }

    /** 3.2. */
    private void tieByReply(Reply reply) {
        var message = reply.answers();
        if (message == null || message.startsWith("wacid") || attemptOf.containsKey(message)) {
            return;
        }
        var unknown =
                all(Request.class).stream()
                        .filter(it -> !attemptOf.containsValue(it.id()) && !refused(it))
                        .filter(it -> moment(it).plus(WEEK).isAfter(reply.at()))
                        .filter(it -> !moment(it).isAfter(reply.at().plusSeconds(60)))
                        .toList();
        if (unknown.size() == 1) {
            attemptOf.put(message, unknown.getFirst().id());
        }
    }

    private boolean refused(Request request) {
        return all(Refusal.class).stream().anyMatch(it -> it.attempt().equals(request.id()));
    }

    /** Of several the first as text. */
    private @Nullable String metaIdOf(String attempt) {
        return attemptOf.entrySet().stream()
                .filter(it -> it.getValue().equals(attempt))
                .map(Map.Entry::getKey)
                .min(naturalOrder())
                .orElse(null);
    }

    /** 2.4: where something stands that answers or reports an attempt, or one of Meta's calls. */
    private Instant notBefore(String attempt, Instant at) {
        for (var request : all(Request.class)) {
            if (request.id().equals(attempt)) {
                return later(moment(request), at);
            }
        }
        for (var call : calls) {
            if (call.id().equals(attempt)) {
                return later(call.dialled(), at);
            }
        }
        return at;
    }

    private Instant standsAt(Reply reply) {
        var answers = reply.answers();
        return answers == null
                ? reply.at()
                : notBefore(attemptOf.getOrDefault(answers, answers), reply.at());
    }

    private Instant standsAt(Refusal refusal) {
        return notBefore(refusal.attempt(), refusal.at());
    }

    private List<Reply> placeReplies() {
        var placed = new ArrayList<>(all(Reply.class));
        placed.sort(
                comparing((Reply it) -> standsAt(it))
                        .thenComparing(Happening::at)
                        .thenComparing(Oracle::kindOf)
                        .thenComparing(Happening::id));
        return placed;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static @Nullable Instant earliest(Stream<? extends @Nullable Instant> moments) {
        return moments.filter(Objects::nonNull)
                .map(Instant.class::cast)
                .min(naturalOrder())
                .orElse(null);
    }

    /** Half-open: at the exact end it is over (2.1). */
    private boolean within(Instant moment, Duration period) {
        return now.isBefore(moment.plus(period));
    }

    // ---- 5: requests

    private Instant moment(Request request) {
        var handedOver =
                earliest(
                        all(HandedOver.class).stream()
                                .filter(it -> it.attempt().equals(request.id()))
                                .map(Happening::at));
        return handedOver == null ? request.at() : later(request.at(), handedOver);
    }

    private List<Request> requestsInOrder() {
        var requests = new ArrayList<>(all(Request.class));
        requests.sort(comparing(this::moment).thenComparing(Happening::id));
        return requests;
    }

    private Stream<Instant> told(Request request, Delivery delivery) {
        return all(Status.class).stream()
                .filter(it -> request.id().equals(attempt(it.metaId(), it.attempt())))
                .filter(it -> it.delivery() == delivery)
                .map(it -> later(moment(request), it.at()));
    }

    private List<Reply> answers(Request request) {
        return replies.stream()
                .filter(it -> it.answers() != null)
                .filter(it -> request.id().equals(attemptOf.get(it.answers())))
                .toList();
    }

    private @Nullable Instant deliveredAt(Request request) {
        return earliest(
                Stream.of(
                                told(request, DELIVERED),
                                told(request, READ),
                                answers(request).stream().map(this::standsAt))
                        .flatMap(Function.identity()));
    }

    private @Nullable Instant failedAt(Request request) {
        var refused =
                all(Refusal.class).stream()
                        .filter(it -> it.attempt().equals(request.id()))
                        .map(this::standsAt);
        return deliveredAt(request) != null
                ? null
                : earliest(Stream.concat(told(request, FAILED), refused));
    }

    private boolean counts(Request request) {
        return failedAt(request) == null;
    }

    private Instant endOf(Request request) {
        var delivered = deliveredAt(request);
        return (delivered == null ? moment(request) : delivered).plus(WEEK);
    }

    private List<Request> newerThan(Request request) {
        var requests = requestsInOrder();
        return requests.subList(requests.indexOf(request) + 1, requests.size());
    }

    private RequestLife life(Request request) {
        var answers = answers(request);
        if (!answers.isEmpty()) {
            var latest = answers.getLast();
            return latest instanceof Accept
                    ? life(request, RequestLife.Status.ACCEPTED, standsAt(latest))
                    : life(request, RequestLife.Status.DECLINED, standsAt(latest));
        }
        var failed = failedAt(request);
        if (failed != null) {
            return life(request, RequestLife.Status.FAILED, failed);
        }
        var newerDelivered =
                earliest(newerThan(request).stream().filter(this::counts).map(this::deliveredAt));
        if (newerDelivered != null && newerDelivered.isBefore(endOf(request))) {
            return life(request, RequestLife.Status.SUPERSEDED, newerDelivered);
        }
        if (!now.isBefore(endOf(request))) {
            return life(request, RequestLife.Status.EXPIRED, endOf(request));
        }
        var read = earliest(told(request, READ));
        if (read != null) {
            return life(request, RequestLife.Status.READ, read);
        }
        var delivered = deliveredAt(request);
        if (delivered != null) {
            return life(request, RequestLife.Status.DELIVERED, delivered);
        }
        if (all(HandedOver.class).stream().anyMatch(it -> it.attempt().equals(request.id()))) {
            return life(request, RequestLife.Status.SENT, moment(request));
        }
        var sent = earliest(told(request, SENT));
        return sent != null
                ? life(request, RequestLife.Status.SENT, sent)
                : life(request, RequestLife.Status.UNKNOWN, null);
    }

    private RequestLife life(
            Request request, RequestLife.Status status, @Nullable Instant changedAt) {
        return new RequestLife(
                request.id(),
                metaIdOf(request.id()),
                moment(request),
                status,
                endOf(request),
                deliveredAt(request),
                changedAt);
    }

    List<RequestLife> requests() {
        return requestsInOrder().stream().map(this::life).toList();
    }

    private List<RequestLife> openRequests() {
        return requests().stream().filter(it -> it.status().open()).toList();
    }

    @Nullable RequestLife openRequest() {
        var open = openRequests();
        return open.isEmpty() ? null : open.getLast();
    }

    // ---- 6: calls

    private String callOf(CallWord word) {
        var attempt = attempt(word.metaId(), word.attempt());
        return attempt == null ? word.metaId() : attempt;
    }

    private List<Call> gatherCalls() {
        var ids = new TreeSet<String>();
        all(Dial.class).forEach(it -> ids.add(it.id()));
        all(CallWord.class).forEach(it -> ids.add(callOf(it)));
        return ids.stream()
                .map(this::call)
                .sorted(comparing(Call::dialled).thenComparing(Call::id))
                .toList();
    }

    private Call call(String id) {
        var words = all(CallWord.class).stream().filter(it -> callOf(it).equals(id)).toList();
        var ends =
                words.stream()
                        .filter(CallEnded.class::isInstance)
                        .map(CallEnded.class::cast)
                        .toList();
        var dial =
                earliest(all(Dial.class).stream().filter(it -> it.id().equals(id)).map(Dial::at));
        var dialled = dial != null ? dial : earliest(words.stream().flatMap(Oracle::momentsOf));
        var direction = dial != null ? OUTGOING : words.getFirst().direction();
        var metaId = attempts.contains(id) ? metaIdOf(id) : id;

        var up = earliest(ends.stream().map(CallEnded::start));
        if (up == null) {
            up = earliest(words.stream().filter(CallPickedUp.class::isInstance).map(Happening::at));
        }
        if (up == null) {
            up = earliest(ends.stream().map(Oracle::startByDuration));
        }
        var pickedUp = up == null ? null : later(dialled, up);
        var begun = pickedUp == null ? dialled : pickedUp;
        var ended =
                ends.stream()
                        .map(Oracle::endOf)
                        .max(naturalOrder())
                        .map(it -> later(begun, it))
                        .orElse(null);

        var failures =
                Stream.concat(
                        words.stream().filter(CallFailed.class::isInstance),
                        all(Refusal.class).stream().filter(it -> it.attempt().equals(id)));
        var failed = earliest(failures.map(Happening::at));
        if (failed != null) {
            var over = ended == null ? later(begun, failed) : ended;
            return new Call(id, metaId, direction, dialled, pickedUp, over, Call.Outcome.FAILED);
        }
        var bound = pickedUp == null ? dialled.plus(UNANSWERED_AFTER) : pickedUp.plus(DAY);
        if (ended == null && now.isBefore(bound)) {
            return new Call(id, metaId, direction, dialled, pickedUp, null, Call.Outcome.RUNNING);
        }
        return new Call(
                id,
                metaId,
                direction,
                dialled,
                pickedUp,
                ended == null ? bound : ended,
                pickedUp == null ? Call.Outcome.UNANSWERED : Call.Outcome.CONNECTED);
    }

    private static Instant endOf(CallEnded word) {
        return word.end() == null ? word.at() : word.end();
    }

    private static @Nullable Instant startByDuration(CallEnded word) {
        return word.duration() == null ? null : endOf(word).minusSeconds(word.duration());
    }

    private static Stream<@Nullable Instant> momentsOf(CallWord word) {
        return word instanceof CallEnded it
                ? Stream.of(it.at(), it.start(), it.end(), startByDuration(it))
                : Stream.of(word.at());
    }

    List<Call> calls() {
        return calls;
    }

    private List<Call> running() {
        return calls.stream().filter(it -> it.outcome() == Call.Outcome.RUNNING).toList();
    }

    private static Instant bound(Call running) {
        return running.pickedUp() == null
                ? running.dialled().plus(UNANSWERED_AFTER)
                : running.pickedUp().plus(DAY);
    }

    private static boolean failed(Call call) {
        return call.outcome() == Call.Outcome.FAILED;
    }

    private List<Call> connected() {
        return calls.stream().filter(it -> !failed(it) && it.pickedUp() != null).toList();
    }

    private boolean connectedAfter(Instant moment) {
        return connected().stream().anyMatch(it -> it.pickedUp().isAfter(moment));
    }

    // ---- 4, 6.6, 8.1, 8.3: the standing, event by event

    private sealed interface What {}

    private record Connected(Call call) implements What {}

    private record Unanswered(Call call) implements What {}

    private record Replied(Reply reply) implements What {}

    private record Refused(Refusal refusal) implements What {}

    private record Read(Reading reading) implements What {}

    /**
     * @param own its own time, for what was moved to one second (2.4)
     */
    private record Event(Instant at, Instant own, int kind, String id, What what) {

        static final Comparator<Event> IN_ORDER =
                comparing(Event::at)
                        .thenComparing(Event::own)
                        .thenComparing(Event::kind)
                        .thenComparing(Event::id);

        Event(Instant at, Call call, What what) {
            this(at, at, 0, call.id(), what);
        }

        Event(Instant at, Happening happening, What what) {
            this(at, happening.at(), kindOf(happening), happening.id(), what);
        }
    }

    private List<Event> gatherEvents() {
        var gathered = new ArrayList<Event>();
        for (var call : calls) {
            if (!failed(call) && call.pickedUp() != null) {
                gathered.add(new Event(call.pickedUp(), call, new Connected(call)));
            }
            if (call.ours() && call.outcome() == Call.Outcome.UNANSWERED) {
                gathered.add(new Event(call.ended(), call, new Unanswered(call)));
            }
        }
        all(Reply.class).forEach(it -> gathered.add(new Event(standsAt(it), it, new Replied(it))));
        all(Refusal.class)
                .forEach(it -> gathered.add(new Event(standsAt(it), it, new Refused(it))));
        all(Reading.class).forEach(it -> gathered.add(new Event(it.at(), it, new Read(it))));
        gathered.sort(Event.IN_ORDER);
        return gathered;
    }

    /**
     * @param grant the last one, over or not, unless it was taken or replaced
     * @param beneath what there is instead of a grant
     * @param row our unanswered calls since the last connected one or new grant
     */
    private record State(Standing.@Nullable Granted grant, Standing beneath, List<Call> row) {

        boolean granted(Instant at) {
            return grant != null && (grant.until() == null || at.isBefore(grant.until()));
        }

        boolean permanent() {
            return grant != null && grant.until() == null;
        }

        boolean temporary(Instant at) {
            return granted(at) && !permanent();
        }

        /** What shows where no request is open. */
        Standing standing(Instant at) {
            if (grant == null) {
                return beneath;
            }
            return granted(at) ? grant : new Standing.Expired(grant.until(), grant);
        }

        State with(Instant since, @Nullable Instant until, Standing.Source source) {
            return new State(new Standing.Granted(since, until, source), beneath, List.of());
        }

        State endingAt(Instant until) {
            return new State(
                    new Standing.Granted(grant.since(), until, grant.source()), beneath, row);
        }

        State without(Standing instead) {
            return new State(null, instead, row);
        }

        State row(List<Call> other) {
            return new State(grant, beneath, other);
        }
    }

    private State fold(List<Event> some) {
        var folded = new State(null, new Standing.NotRequested(), List.of());
        for (var event : some) {
            folded = after(folded, event);
        }
        return folded;
    }

    private State after(State before, Event event) {
        var at = event.at();
        return switch (event.what()) {
            case Connected _ -> before.row(List.of());
            case Unanswered(var call) -> unanswered(before, call, at);
            case Replied(Accept accept) -> accepted(before, accept, at);
            case Replied(Reject reject) -> rejected(before, reject, at);
            case Refused(var refusal) ->
                    switch (refusal.why()) {
                        case PERMANENT_GRANT -> permanent(before, at);
                        case NO_PERMISSION -> none(before, at);
                        case REQUEST_LIMIT, CALL_LIMIT, OTHER -> before;
                    };
            case Read(var reading) ->
                    switch (reading.permission()) {
                        case NONE -> none(before, at);
                        case PERMANENT -> permanent(before, at);
                        case TEMPORARY -> temporary(before, reading.until(), at);
                    };
        };
    }

    private State unanswered(State before, Call call, Instant at) {
        var row = Stream.concat(before.row().stream(), Stream.of(call)).toList();
        var longer = before.row(row);
        return row.size() >= policy.edition().unansweredRevokes() && before.granted(at)
                ? longer.without(new Standing.Revoked(at, Standing.By.PLATFORM))
                : longer;
    }

    private State accepted(State before, Accept accept, Instant at) {
        Instant until = null;
        if (!accept.permanent()) {
            until = accept.until() == null ? at.plus(TEMPORARY_GRANT) : accept.until();
        }
        var replaces =
                !accept.automatic()
                        || !before.granted(at)
                        || before.temporary(at)
                                && (until == null || until.isAfter(before.grant().until()));
        return replaces ? before.with(at, until, source(accept)) : before;
    }

    private static Standing.Source source(Accept accept) {
        var answers = accept.answers();
        if (accept.automatic() || answers != null && answers.startsWith("wacid")) {
            return Standing.Source.CALLBACK;
        }
        return answers == null ? Standing.Source.PROFILE : Standing.Source.REQUEST;
    }

    private State rejected(State before, Reject reject, Instant at) {
        var standing = before.standing(at);
        if (reject.automatic()) {
            var since = standing instanceof Standing.Revoked was ? was.since() : at;
            return before.without(new Standing.Revoked(since, Standing.By.PLATFORM));
        }
        if (standing instanceof Standing.Granted) {
            return before.without(new Standing.Revoked(at, Standing.By.USER));
        }
        if (standing instanceof Standing.Revoked && reject.answers() == null) {
            return before;
        }
        return before.without(new Standing.Declined(at));
    }

    private State permanent(State before, Instant at) {
        return before.permanent() ? before : before.with(at, null, Standing.Source.READING);
    }

    private State none(State before, Instant at) {
        return before.granted(at)
                ? before.without(new Standing.Revoked(at, Standing.By.UNKNOWN))
                : before;
    }

    private State temporary(State before, @Nullable Instant until, Instant at) {
        if (!before.temporary(at)) {
            var end = until == null ? at.plus(TEMPORARY_GRANT) : until;
            return before.with(at, end, Standing.Source.READING);
        }
        return until == null ? before : before.endingAt(until);
    }

    Standing standing() {
        var open = openRequest();
        return open != null && !state.granted(now)
                ? new Standing.Pending(open.moment(), open.attempt(), open.until())
                : state.standing(now);
    }

    List<Call> unansweredRow() {
        return state.row();
    }

    private Standing.@Nullable Granted grantInForce() {
        return state.granted(now) ? state.grant() : null;
    }

    private Standing.@Nullable Granted temporaryGrantInForce() {
        return state.temporary(now) ? state.grant() : null;
    }

    // ---- 7: service window

    @Nullable Instant windowOpenUntil() {
        var openings = new TreeSet<Instant>();
        all(Happening.Message.class).forEach(it -> openings.add(it.at()));
        for (var reply : replies) {
            if (!reply.automatic()) {
                openings.add(standsAt(reply));
            }
        }
        for (var call : calls) {
            if (!call.ours()) {
                openings.add(call.dialled());
            } else if (!failed(call) && call.pickedUp() != null) {
                openings.add(call.pickedUp());
            }
        }
        return openings.isEmpty() ? null : openings.last().plus(DAY);
    }

    // ---- 6.5, 6.7, 8.2, 8.4: limits

    /** What is counted, and what is too much. */
    private record Tally(int used, int max, List<String> evidence) {

        boolean reached() {
            return used >= max;
        }
    }

    private List<String> requestsCounted(Duration period) {
        return requestsInOrder().stream()
                .filter(this::counts)
                .filter(it -> within(moment(it), period))
                .filter(it -> !connectedAfter(moment(it)))
                .map(Happening::id)
                .toList();
    }

    private List<String> callsCounted() {
        return calls.stream()
                .filter(it -> it.ours() && !failed(it))
                .filter(it ->
                        it.pickedUp() == null
                                ? it.outcome() == Call.Outcome.RUNNING
                                : within(it.pickedUp(), DAY))
                .map(Call::id)
                .toList();
    }

    private List<String> callsCountedIn(Standing.Granted grant) {
        return calls.stream()
                .filter(it -> it.ours() && !failed(it))
                .filter(it -> it.outcome() != Call.Outcome.UNANSWERED)
                .filter(it -> it.dialled().isAfter(grant.since()))
                .filter(it -> it.dialled().isBefore(grant.until()))
                .map(Call::id)
                .toList();
    }

    private @Nullable Reading latestReading() {
        var readings = all(Reading.class);
        return readings.isEmpty() ? null : readings.getLast();
    }

    private @Nullable Reading decidingReading() {
        var reading = latestReading();
        if (reading == null || !within(reading.at(), READING_DECIDES)) {
            return null;
        }
        var counted =
                Stream.of(
                        all(Request.class).stream().filter(this::counts).map(this::moment),
                        calls.stream().filter(it -> it.ours() && !failed(it)).map(Call::dialled),
                        connected().stream().map(Call::pickedUp));
        return counted.flatMap(Function.identity()).anyMatch(it -> it.isAfter(reading.at()))
                ? null
                : reading;
    }

    /** 8.2: the latest refusal of a kind, while it holds. */
    private @Nullable Refusal refusal(Why why, Duration longest) {
        Refusal holds = null;
        for (var event : events) {
            switch (event.what()) {
                case Refused(var refusal) -> holds = refusal.why() == why ? refusal : holds;
                case Read _ -> holds = null;
                case Connected _ -> holds = why == Why.REQUEST_LIMIT ? null : holds;
                case Unanswered _, Replied _ -> {}
            }
        }
        return holds == null || !now.isBefore(endOf(holds, longest)) ? null : holds;
    }

    private Instant endOf(Refusal refusal, Duration longest) {
        return refusal.until() == null ? standsAt(refusal).plus(longest) : refusal.until();
    }

    /** 8.2: it shows as the one limit or as the other. */
    private @Nullable Refusal requestRefusal(boolean withinADay) {
        var refusal = refusal(Why.REQUEST_LIMIT, WEEK);
        return refusal != null
                        && withinADay == !endOf(refusal, WEEK).isAfter(standsAt(refusal).plus(DAY))
                ? refusal
                : null;
    }

    private Tally requestsIn24h() {
        return tally(
                requestsCounted(DAY),
                policy.edition().requestsIn24h(),
                Reading::requestsIn24h,
                requestRefusal(true));
    }

    private Tally requestsIn7d() {
        return tally(
                requestsCounted(WEEK),
                policy.edition().requestsIn7d(),
                Reading::requestsIn7d,
                requestRefusal(false));
    }

    private Tally callsIn24h() {
        return tally(
                callsCounted(),
                policy.edition().callsIn24h(),
                Reading::callsIn24h,
                refusal(Why.CALL_LIMIT, DAY));
    }

    private Tally tally(
            List<String> counted,
            int editionsMax,
            Function<Reading, @Nullable Quota> quotaOf,
            @Nullable Refusal refusal) {
        var reading = latestReading();
        var quota = reading == null ? null : quotaOf.apply(reading);
        var max = quota == null ? editionsMax : Math.min(editionsMax, quota.max());
        var used = counted.size();
        var evidence = counted;
        if (quota != null && decidingReading() != null) {
            var reset = quota.resetsAt() != null && !now.isBefore(quota.resetsAt());
            used = reset ? Math.min(quota.used(), quota.max() - 1) : quota.used();
            evidence = List.of(reading.id());
        }
        if (refusal != null) {
            var reached = used >= max;
            evidence = new ArrayList<>(reached ? evidence : List.of());
            evidence.add(refusal.id());
            used = reached ? used : max;
        }
        return new Tally(used, max, evidence);
    }

    private @Nullable Tally callsInGrant() {
        var grant = temporaryGrantInForce();
        var max = policy.edition().callsPerGrant();
        return grant == null || max == null ? null : tally(callsCountedIn(grant), max);
    }

    private @Nullable Tally ownRequestsIn7d() {
        return tally(requestsCounted(WEEK), policy.own().requestsIn7d());
    }

    private @Nullable Tally ownCallsIn24h() {
        return tally(callsCounted(), policy.own().callsIn24h());
    }

    private @Nullable Tally ownUnansweredInARow() {
        return tally(state.row().stream().map(Call::id).toList(), policy.own().unansweredInARow());
    }

    private static @Nullable Tally tally(List<String> counted, @Nullable Integer max) {
        return max == null ? null : new Tally(counted.size(), max, counted);
    }

    /** The first later moment at which the same question has another answer. */
    private @Nullable Instant clears(Function<Oracle, @Nullable Tally> question) {
        for (var moment : momentsToTry()) {
            var then = question.apply(new Oracle(policy, given, moment));
            if (then == null || !then.reached()) {
                return moment;
            }
        }
        return null;
    }

    private Set<Instant> momentsToTry() {
        var moments = new TreeSet<Instant>();
        for (var request : all(Request.class)) {
            moments.add(moment(request).plus(DAY));
            moments.add(moment(request).plus(WEEK));
        }
        for (var call : calls) {
            moments.add(bound(call));
        }
        for (var reading : all(Reading.class)) {
            moments.add(reading.at().plus(READING_DECIDES));
            Stream.of(reading.requestsIn24h(), reading.requestsIn7d(), reading.callsIn24h())
                    .filter(it -> it != null && it.resetsAt() != null)
                    .forEach(it -> moments.add(it.resetsAt()));
        }
        for (var refusal : all(Refusal.class)) {
            moments.add(endOf(refusal, DAY));
            moments.add(endOf(refusal, WEEK));
        }
        return moments.tailSet(now, false);
    }

    private Limit limit(Limit.Period period, Function<Oracle, Tally> question) {
        var tally = question.apply(this);
        var reset = tally.reached() && period != Limit.Period.GRANT ? clears(question) : null;
        return new Limit(period, tally.max(), tally.used(), reset);
    }

    List<Limit> askLimits() {
        return List.of(
                limit(Limit.Period.PT24H, Oracle::requestsIn24h),
                limit(Limit.Period.P7D, Oracle::requestsIn7d));
    }

    List<Limit> callLimits() {
        var limits = new ArrayList<Limit>();
        limits.add(limit(Limit.Period.PT24H, Oracle::callsIn24h));
        if (callsInGrant() != null) {
            limits.add(limit(Limit.Period.GRANT, Oracle::callsInGrant));
        }
        return limits;
    }

    // ---- 9: verdicts

    Verdict mayCall(Situation situation) {
        var reasons = new ArrayList<Verdict.Reason>();
        if (grantInForce() == null) {
            reasons.add(forUnknownTime(Verdict.Code.NO_PERMISSION));
        }
        addIfReached(reasons, Verdict.Code.CALL_LIMIT_24H, Oracle::callsIn24h, true);
        addIfReached(reasons, Verdict.Code.CALL_LIMIT_GRANT, Oracle::callsInGrant, false);
        if (!running().isEmpty()) {
            reasons.add(inProgress());
        }
        addSituation(reasons, situation);
        addIfReached(reasons, Verdict.Code.OWN_RULE, Oracle::ownCallsIn24h, true);
        addIfReached(reasons, Verdict.Code.OWN_RULE, Oracle::ownUnansweredInARow, false);
        addRefusedByMeta(reasons, Reading::mayCall);
        return verdict(reasons, callCautions());
    }

    Verdict mayAsk(Situation situation, Situation.Asking asking) {
        var reasons = new ArrayList<Verdict.Reason>();
        if (state.permanent()) {
            reasons.add(forUnknownTime(Verdict.Code.PERMANENT_GRANT));
        }
        addIfReached(reasons, Verdict.Code.REQUEST_LIMIT_24H, Oracle::requestsIn24h, true);
        addIfReached(reasons, Verdict.Code.REQUEST_LIMIT_7D, Oracle::requestsIn7d, true);
        var unfit = new EnumMap<Situation.Asking, Verdict.Code>(Situation.Asking.class);
        unfit.put(Situation.Asking.UNAPPROVED_TEMPLATE, Verdict.Code.TEMPLATE_NOT_APPROVED);
        unfit.put(Situation.Asking.UNWANTED_TEMPLATE, Verdict.Code.OPTED_OUT);
        if (windowOpenUntil() == null || !now.isBefore(windowOpenUntil())) {
            unfit.put(Situation.Asking.FREE_FORM, Verdict.Code.WINDOW_CLOSED);
        }
        if (unfit.containsKey(asking)) {
            reasons.add(forUnknownTime(unfit.get(asking)));
        }
        addSituation(reasons, situation);
        addIfReached(reasons, Verdict.Code.OWN_RULE, Oracle::ownRequestsIn7d, true);
        addRefusedByMeta(reasons, Reading::mayAsk);
        return verdict(reasons, askCautions());
    }

    private static Verdict.Reason forUnknownTime(Verdict.Code code) {
        return new Verdict.Reason(code, List.of(), null);
    }

    private void addIfReached(
            List<Verdict.Reason> reasons,
            Verdict.Code code,
            Function<Oracle, @Nullable Tally> question,
            boolean known) {
        var tally = question.apply(this);
        if (tally != null && tally.reached()) {
            reasons.add(
                    new Verdict.Reason(code, tally.evidence(), known ? clears(question) : null));
        }
    }

    private Verdict.Reason inProgress() {
        var pickedUp = running().stream().anyMatch(it -> it.pickedUp() != null);
        var latest = running().stream().map(Oracle::bound).max(naturalOrder()).orElseThrow();
        return new Verdict.Reason(
                Verdict.Code.CALL_IN_PROGRESS,
                running().stream().map(Call::id).toList(),
                pickedUp ? null : latest);
    }

    private void addSituation(List<Verdict.Reason> reasons, Situation situation) {
        if (policy.edition().barredCountries().contains(situation.country())) {
            reasons.add(forUnknownTime(Verdict.Code.COUNTRY_RESTRICTED));
        }
        for (var bar : situation.bars()) {
            if (bar.until() == null || now.isBefore(bar.until())) {
                reasons.add(new Verdict.Reason(bar.code(), List.of(), bar.until()));
            }
        }
    }

    /** 8.5. */
    private void addRefusedByMeta(List<Verdict.Reason> reasons, Function<Reading, Boolean> may) {
        var reading = decidingReading();
        if (reading != null && !may.apply(reading) && reasons.isEmpty()) {
            reasons.add(
                    new Verdict.Reason(
                            Verdict.Code.REFUSED_BY_META,
                            List.of(reading.id()),
                            reading.at().plus(READING_DECIDES)));
        }
    }

    /** Unknown first, then the one that clears last; else as they come in the table. */
    private static Verdict verdict(List<Verdict.Reason> reasons, List<Verdict.Caution> cautions) {
        var sorted = new ArrayList<Verdict.Reason>();
        for (var reason : reasons) {
            var place = sorted.size();
            while (place > 0 && clearsLater(reason, sorted.get(place - 1))) {
                place--;
            }
            sorted.add(place, reason);
        }
        return reasons.isEmpty() ? new Verdict.Allowed(cautions) : new Verdict.Refused(sorted);
    }

    private static boolean clearsLater(Verdict.Reason one, Verdict.Reason other) {
        return other.clearsAt() != null
                && (one.clearsAt() == null || one.clearsAt().isAfter(other.clearsAt()));
    }

    private List<Verdict.Caution> callCautions() {
        var cautions = new ArrayList<Verdict.Caution>();
        var row = state.row().size();
        if (row >= policy.edition().unansweredRevokes() - 1) {
            cautions.add(Verdict.Caution.UNANSWERED_3);
        } else if (row >= policy.edition().unansweredWarns()) {
            cautions.add(Verdict.Caution.UNANSWERED_2);
        }
        var grant = temporaryGrantInForce();
        if (grant != null && !grant.until().isAfter(now.plus(DAY))) {
            cautions.add(Verdict.Caution.EXPIRES_SOON);
        }
        return cautions;
    }

    private List<Verdict.Caution> askCautions() {
        var cautions = new ArrayList<Verdict.Caution>();
        if (temporaryGrantInForce() != null) {
            cautions.add(Verdict.Caution.GRANT_ACTIVE);
        }
        if (openRequest() != null) {
            cautions.add(Verdict.Caution.REQUEST_WAITING);
        }
        return cautions;
    }

    // ---- 9.1 and 8.6

    @Nullable Instant changesAt() {
        var next = new TreeSet<Instant>();
        if (temporaryGrantInForce() != null) {
            next.add(temporaryGrantInForce().until());
        }
        openRequests().forEach(it -> next.add(it.until()));
        running().forEach(it -> next.add(bound(it)));
        return next.isEmpty() ? null : next.first();
    }

    List<Drift> drift() {
        var drift = new ArrayList<Drift>();
        var reading = latestReading();
        if (reading == null) {
            return drift;
        }
        var at = reading.at();
        var before = fold(events.stream().takeWhile(it -> !it.id().equals(reading.id())).toList());
        var permission = Permission.NONE;
        if (before.granted(at)) {
            permission = before.permanent() ? Permission.PERMANENT : Permission.TEMPORARY;
        }
        add(drift, Drift.What.PERMISSION, permission, reading.permission());
        var edition = policy.edition();
        var asked = reading.requestsIn24h();
        if (asked != null) {
            add(drift, Drift.What.REQUESTS_24H, requestsAsOf(at, DAY), asked.used());
            add(drift, Drift.What.MAXIMUM_REQUESTS_24H, edition.requestsIn24h(), asked.max());
        }
        asked = reading.requestsIn7d();
        if (asked != null) {
            add(drift, Drift.What.REQUESTS_7D, requestsAsOf(at, WEEK), asked.used());
            add(drift, Drift.What.MAXIMUM_REQUESTS_7D, edition.requestsIn7d(), asked.max());
        }
        var called = reading.callsIn24h();
        if (called != null) {
            add(drift, Drift.What.CALLS_24H, callsAsOf(at), called.used());
            add(drift, Drift.What.MAXIMUM_CALLS_24H, edition.callsIn24h(), called.max());
        }
        return drift;
    }

    private static void add(List<Drift> drift, Drift.What what, Object ours, Object metas) {
        if (!ours.equals(metas)) {
            drift.add(
                    new Drift(
                            what,
                            ours.toString().toLowerCase(Locale.ROOT),
                            metas.toString().toLowerCase(Locale.ROOT)));
        }
    }

    private int requestsAsOf(Instant at, Duration period) {
        return (int)
                all(Request.class).stream()
                        .filter(this::counts)
                        .map(this::moment)
                        .filter(it -> !it.isAfter(at) && at.isBefore(it.plus(period)))
                        .filter(it -> !connectedBetween(it, at))
                        .count();
    }

    private boolean connectedBetween(Instant moment, Instant at) {
        return connected().stream()
                .map(Call::pickedUp)
                .anyMatch(it -> it.isAfter(moment) && !it.isAfter(at));
    }

    private int callsAsOf(Instant at) {
        return (int)
                connected().stream()
                        .filter(Call::ours)
                        .map(Call::pickedUp)
                        .filter(it -> !it.isAfter(at) && at.isBefore(it.plus(DAY)))
                        .count();
    }
}
