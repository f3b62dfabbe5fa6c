package dev.assent.rules;

import static dev.assent.rules.Happening.Direction.INCOMING;
import static dev.assent.rules.Happening.Direction.OUTGOING;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The rules once more, written from {@code docs/rules.md} alone and without a look at the real
 * ones: each question goes through everything again, and when something clears is found by asking
 * again at each later moment. Slow on purpose, to be obviously right.
 */
class Oracle {

    private static final Duration DAY = Duration.ofHours(24);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration UNANSWERED_BOUND = Duration.ofMinutes(2);
    private static final Duration CONNECTED_BOUND = Duration.ofHours(24);
    private static final Duration READING_DECIDES = Duration.ofMinutes(10);

    private final Policy policy;
    private final Collection<? extends Happening> given;
    private final Instant now;

    /** Each happening once (2.5), by time, kind and id (2.3). */
    private final List<Happening> happenings;

    /** Which attempt a message or call of Meta's belongs to (3.1, 3.2). */
    private final Map<String, String> attemptOf = new HashMap<>();

    Oracle(Policy policy, Collection<? extends Happening> given, Instant now) {
        this.policy = policy;
        this.given = given;
        this.now = now;
        var byId = new HashMap<String, Happening>();
        given.forEach(happening -> byId.put(happening.id(), happening));
        happenings =
                byId.values().stream()
                        .map(Happening.class::cast)
                        .sorted(
                                comparing(Happening::at)
                                        .thenComparing(Oracle::kind)
                                        .thenComparing(Happening::id))
                        .toList();
        tieByWords();
        tieByReplies();
    }

    // ---- 2.3, 3.1, 3.2: order and belonging

    private static int kind(Happening happening) {
        return switch (happening) {
            case Happening.Dial _ -> 0;
            case Happening.CallWord _ -> 0;
            case Happening.Request _ -> 1;
            case Happening.HandedOver _ -> 1;
            case Happening.Status _ -> 2;
            case Happening.Message _ -> 2;
            case Happening.Accept _ -> 3;
            case Happening.Reject _ -> 4;
            case Happening.Refusal _ -> 5;
            case Happening.Reading _ -> 6;
        };
    }

    private <T extends Happening> List<T> all(Class<T> type) {
        return happenings.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private void tieByWords() {
        for (var happening : happenings) {
            switch (happening) {
                case Happening.HandedOver it -> tie(it.metaId(), it.attempt());
                case Happening.Status it -> tie(it.metaId(), it.attempt());
                case Happening.CallWord it -> tie(it.metaId(), it.attempt());
                case Happening.Request _,
                        Happening.Dial _,
                        Happening.Refusal _,
                        Happening.Reply _,
                        Happening.Message _,
                        Happening.Reading _ -> {}
            }
        }
    }

    private void tie(String metaId, @Nullable String attempt) {
        if (attempt != null) {
            attemptOf.putIfAbsent(metaId, attempt);
        }
    }

    private void tieByReplies() {
        for (var reply : all(Happening.Reply.class)) {
            var message = reply.answers();
            if (message == null || message.startsWith("wacid") || attemptOf.containsKey(message)) {
                continue;
            }
            var candidates =
                    all(Happening.Request.class).stream()
                            .filter(request -> unresolved(request.id()))
                            .filter(request -> moment(request).plus(WEEK).isAfter(reply.at()))
                            .filter(request -> !moment(request).isAfter(reply.at().plusSeconds(60)))
                            .toList();
            if (candidates.size() == 1) {
                attemptOf.put(message, candidates.getFirst().id());
            }
        }
    }

    private boolean unresolved(String attempt) {
        return !attemptOf.containsValue(attempt) && !refused(attempt);
    }

    private boolean refused(String attempt) {
        return all(Happening.Refusal.class).stream()
                .anyMatch(refusal -> refusal.attempt().equals(attempt));
    }

    /** The first id of Meta's that was told for an attempt. */
    private @Nullable String metaIdOf(String attempt) {
        for (var happening : happenings) {
            var metaId =
                    switch (happening) {
                        case Happening.HandedOver it -> it.metaId();
                        case Happening.Status it -> it.metaId();
                        case Happening.CallWord it -> it.metaId();
                        case Happening.Reply it -> it.answers();
                        case Happening.Request _,
                                Happening.Dial _,
                                Happening.Refusal _,
                                Happening.Message _,
                                Happening.Reading _ ->
                                null;
                    };
            if (metaId != null && attempt.equals(attemptOf.get(metaId))) {
                return metaId;
            }
        }
        return null;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static @Nullable Instant earliest(Stream<Instant> moments) {
        return moments.min(naturalOrder()).orElse(null);
    }

    /** Half-open: at the exact end it is over (2.1). */
    private boolean within(Instant moment, Duration period) {
        return now.isBefore(moment.plus(period));
    }

    // ---- 5: requests

    private Instant moment(Happening.Request request) {
        var handedOver =
                earliest(
                        all(Happening.HandedOver.class).stream()
                                .filter(it -> it.attempt().equals(request.id()))
                                .map(Happening::at));
        return handedOver == null ? request.at() : later(request.at(), handedOver);
    }

    private List<Happening.Request> requestsInOrder() {
        return all(Happening.Request.class).stream()
                .sorted(comparing(this::moment).thenComparing(Happening::id))
                .toList();
    }

    private Stream<Happening.Status> statuses(
            Happening.Request request, Happening.Delivery... deliveries) {
        return all(Happening.Status.class).stream()
                .filter(it ->
                        request.id()
                                .equals(
                                        it.attempt() != null
                                                ? it.attempt()
                                                : attemptOf.get(it.metaId())))
                .filter(it -> List.of(deliveries).contains(it.delivery()));
    }

    private Stream<Happening.Reply> answers(Happening.Request request) {
        return replies().stream()
                .filter(it ->
                        it.answers() != null && request.id().equals(attemptOf.get(it.answers())));
    }

    private @Nullable Instant deliveredAt(Happening.Request request) {
        return earliest(
                Stream.concat(
                                statuses(
                                        request,
                                        Happening.Delivery.DELIVERED,
                                        Happening.Delivery.READ),
                                answers(request))
                        .map(it -> later(it.at(), moment(request))));
    }

    private @Nullable Instant failedAt(Happening.Request request) {
        if (deliveredAt(request) != null) {
            return null;
        }
        return earliest(
                Stream.concat(
                                statuses(request, Happening.Delivery.FAILED),
                                all(Happening.Refusal.class).stream()
                                        .filter(it -> it.attempt().equals(request.id())))
                        .map(it -> later(it.at(), moment(request))));
    }

    private Instant endOf(Happening.Request request) {
        var delivered = deliveredAt(request);
        return (delivered == null ? moment(request) : delivered).plus(WEEK);
    }

    private boolean newer(Happening.Request one, Happening.Request other) {
        var order = moment(one).compareTo(moment(other));
        return order > 0 || (order == 0 && one.id().compareTo(other.id()) > 0);
    }

    private RequestLife life(Happening.Request request) {
        var answer = answers(request).reduce((_, last) -> last).orElse(null);
        if (answer != null) {
            var status =
                    answer instanceof Happening.Accept
                            ? RequestLife.Status.ACCEPTED
                            : RequestLife.Status.DECLINED;
            return life(request, status, standsAt(answer));
        }
        var failed = failedAt(request);
        if (failed != null) {
            return life(request, RequestLife.Status.FAILED, failed);
        }
        var superseded =
                earliest(
                        all(Happening.Request.class).stream()
                                .filter(it -> newer(it, request))
                                .filter(it -> failedAt(it) == null)
                                .map(this::deliveredAt)
                                .filter(Objects::nonNull)
                                .filter(it -> it.isBefore(endOf(request))));
        if (superseded != null) {
            return life(request, RequestLife.Status.SUPERSEDED, superseded);
        }
        if (!now.isBefore(endOf(request))) {
            return life(request, RequestLife.Status.EXPIRED, endOf(request));
        }
        var read = earliest(statuses(request, Happening.Delivery.READ).map(Happening::at));
        if (read != null) {
            return life(request, RequestLife.Status.READ, later(read, moment(request)));
        }
        var delivered = deliveredAt(request);
        if (delivered != null) {
            return life(request, RequestLife.Status.DELIVERED, delivered);
        }
        var handedOver =
                all(Happening.HandedOver.class).stream()
                        .anyMatch(it -> it.attempt().equals(request.id()));
        if (handedOver) {
            return life(request, RequestLife.Status.SENT, moment(request));
        }
        var sent = earliest(statuses(request, Happening.Delivery.SENT).map(Happening::at));
        if (sent != null) {
            return life(request, RequestLife.Status.SENT, later(sent, moment(request)));
        }
        return life(request, RequestLife.Status.UNKNOWN, null);
    }

    private RequestLife life(
            Happening.Request request, RequestLife.Status status, @Nullable Instant changedAt) {
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

    private String callOf(Happening.CallWord word) {
        return word.attempt() != null
                ? word.attempt()
                : attemptOf.getOrDefault(word.metaId(), word.metaId());
    }

    List<Call> calls() {
        var ids = new TreeSet<String>();
        all(Happening.Dial.class).forEach(it -> ids.add(it.id()));
        all(Happening.CallWord.class).forEach(it -> ids.add(callOf(it)));
        return ids.stream()
                .map(this::call)
                .sorted(comparing(Call::dialled).thenComparing(Call::id))
                .toList();
    }

    private Call call(String id) {
        var words =
                all(Happening.CallWord.class).stream().filter(it -> callOf(it).equals(id)).toList();
        var ends =
                words.stream()
                        .filter(Happening.CallEnded.class::isInstance)
                        .map(Happening.CallEnded.class::cast)
                        .toList();
        var dial = all(Happening.Dial.class).stream().filter(it -> it.id().equals(id)).findFirst();
        var dialled =
                dial.map(Happening::at)
                        .orElseGet(() ->
                                Objects.requireNonNull(
                                        earliest(words.stream().flatMap(this::told))));
        var direction = dial.isPresent() ? OUTGOING : words.getFirst().direction();
        var metaId =
                words.isEmpty() || metaIdOf(id) != null ? metaIdOf(id) : words.getFirst().metaId();

        var pickedUp = earliest(ends.stream().map(it -> it.start()).filter(Objects::nonNull));
        if (pickedUp == null) {
            pickedUp =
                    earliest(
                            words.stream()
                                    .filter(Happening.CallPickedUp.class::isInstance)
                                    .map(Happening::at));
        }
        if (pickedUp == null) {
            pickedUp =
                    earliest(
                            ends.stream()
                                    .filter(it -> it.duration() != null)
                                    .map(it -> end(it).minusSeconds(it.duration())));
        }
        if (pickedUp != null) {
            pickedUp = later(pickedUp, dialled);
        }
        var ended = ends.stream().map(this::end).max(naturalOrder()).orElse(null);
        if (ended != null) {
            ended = later(ended, pickedUp == null ? dialled : pickedUp);
        }

        var failed =
                earliest(
                        Stream.concat(
                                        words.stream()
                                                .filter(Happening.CallFailed.class::isInstance),
                                        all(Happening.Refusal.class).stream()
                                                .filter(it -> it.attempt().equals(id)))
                                .map(Happening::at));
        if (failed != null) {
            var over = ended != null ? ended : later(failed, pickedUp == null ? dialled : pickedUp);
            return new Call(id, metaId, direction, dialled, pickedUp, over, Call.Outcome.FAILED);
        }
        var bound = ended;
        if (bound == null) {
            bound =
                    pickedUp == null
                            ? dialled.plus(UNANSWERED_BOUND)
                            : pickedUp.plus(CONNECTED_BOUND);
            if (now.isBefore(bound)) {
                return new Call(
                        id, metaId, direction, dialled, pickedUp, null, Call.Outcome.RUNNING);
            }
        }
        return new Call(
                id,
                metaId,
                direction,
                dialled,
                pickedUp,
                bound,
                pickedUp == null ? Call.Outcome.UNANSWERED : Call.Outcome.CONNECTED);
    }

    private Instant end(Happening.CallEnded word) {
        return word.end() == null ? word.at() : word.end();
    }

    private Stream<Instant> told(Happening.CallWord word) {
        if (word instanceof Happening.CallEnded ended) {
            return Stream.of(
                            ended.at(),
                            ended.start(),
                            ended.end(),
                            ended.duration() == null
                                    ? null
                                    : end(ended).minusSeconds(ended.duration()))
                    .filter(Objects::nonNull);
        }
        return Stream.of(word.at());
    }

    private List<Call> running() {
        return calls().stream().filter(it -> it.outcome() == Call.Outcome.RUNNING).toList();
    }

    private Instant bound(Call running) {
        return running.pickedUp() == null
                ? running.dialled().plus(UNANSWERED_BOUND)
                : running.pickedUp().plus(CONNECTED_BOUND);
    }

    private List<Call> connected() {
        return calls().stream()
                .filter(it -> it.outcome() != Call.Outcome.FAILED && it.pickedUp() != null)
                .toList();
    }

    // ---- 2.4: where replies and refusals stand

    private Instant standsAt(Happening.Reply reply) {
        var answers = reply.answers();
        if (answers == null) {
            return reply.at();
        }
        var id = attemptOf.getOrDefault(answers, answers);
        return Stream.concat(
                        all(Happening.Request.class).stream()
                                .filter(it -> it.id().equals(id))
                                .map(this::moment),
                        calls().stream().filter(it -> it.id().equals(id)).map(Call::dialled))
                .map(it -> later(it, reply.at()))
                .findFirst()
                .orElse(reply.at());
    }

    private List<Happening.Reply> replies() {
        var stands = new HashMap<String, Instant>();
        var replies = all(Happening.Reply.class);
        replies.forEach(it -> stands.put(it.id(), standsAt(it)));
        return replies.stream()
                .sorted(
                        comparing((Happening.Reply it) -> stands.get(it.id()))
                                .thenComparing(Happening::at)
                                .thenComparing(Oracle::kind)
                                .thenComparing(Happening::id))
                .toList();
    }

    private Instant standsAt(Happening.Refusal refusal) {
        return Stream.concat(
                        all(Happening.Request.class).stream(), all(Happening.Dial.class).stream())
                .filter(it -> it.id().equals(refusal.attempt()))
                .map(it -> later(it.at(), refusal.at()))
                .findFirst()
                .orElse(refusal.at());
    }

    // ---- 4, 6.6, 8.1, 8.3: the standing, event by event

    private sealed interface What {}

    private record Connected(Call call) implements What {}

    private record Unanswered(Call call) implements What {}

    private record Replied(Happening.Reply reply) implements What {}

    private record Refused(Happening.Refusal refusal) implements What {}

    private record Read(Happening.Reading reading) implements What {}

    /**
     * @param own a reply's own time, for those moved to one second
     */
    private record Event(Instant at, int kind, Instant own, int answer, String id, What what) {

        static final Comparator<Event> IN_ORDER =
                comparing(Event::at)
                        .thenComparing(Event::kind)
                        .thenComparing(Event::own)
                        .thenComparing(Event::answer)
                        .thenComparing(Event::id);
    }

    private List<Event> events() {
        var events = new ArrayList<Event>();
        connected()
                .forEach(it ->
                        events.add(
                                new Event(
                                        it.pickedUp(),
                                        0,
                                        it.pickedUp(),
                                        0,
                                        it.id(),
                                        new Connected(it))));
        calls().stream()
                .filter(it -> it.ours() && it.outcome() == Call.Outcome.UNANSWERED)
                .forEach(it ->
                        events.add(
                                new Event(
                                        it.ended(),
                                        0,
                                        it.ended(),
                                        0,
                                        it.id(),
                                        new Unanswered(it))));
        replies()
                .forEach(it ->
                        events.add(
                                new Event(
                                        standsAt(it),
                                        3,
                                        it.at(),
                                        kind(it),
                                        it.id(),
                                        new Replied(it))));
        all(Happening.Refusal.class)
                .forEach(it ->
                        events.add(
                                new Event(
                                        standsAt(it),
                                        5,
                                        standsAt(it),
                                        0,
                                        it.id(),
                                        new Refused(it))));
        all(Happening.Reading.class)
                .forEach(
                        it -> events.add(new Event(it.at(), 6, it.at(), 0, it.id(), new Read(it))));
        events.sort(Event.IN_ORDER);
        return events;
    }

    /**
     * @param grant the last one, over or not, unless it was taken or replaced
     * @param beneath what there was instead of a grant
     * @param row unanswered calls since the last connected one or new grant
     */
    private record State(Standing.@Nullable Granted grant, Standing beneath, List<Call> row) {

        boolean granted(Instant at) {
            return grant != null && (grant.until() == null || at.isBefore(grant.until()));
        }

        boolean granted(Instant at, boolean permanently) {
            return granted(at) && permanently == (grant.until() == null);
        }

        /** What shows where no request is open. */
        Standing settled(Instant at) {
            if (grant == null) {
                return beneath;
            }
            return granted(at) ? grant : new Standing.Expired(grant.until(), grant);
        }

        State with(Standing.Granted newGrant) {
            return new State(newGrant, beneath, List.of());
        }

        State without(Standing instead) {
            return new State(null, instead, row);
        }
    }

    private State fold(List<Event> events) {
        var state = new State(null, new Standing.NotRequested(), List.of());
        for (var event : events) {
            state = after(state, event);
        }
        return state;
    }

    private State after(State state, Event event) {
        var at = event.at();
        return switch (event.what()) {
            case Connected _ -> new State(state.grant(), state.beneath(), List.of());
            case Unanswered it -> {
                var row = new ArrayList<>(state.row());
                row.add(it.call());
                var longer = new State(state.grant(), state.beneath(), List.copyOf(row));
                yield row.size() >= policy.edition().unansweredRevokes() && state.granted(at)
                        ? longer.without(new Standing.Revoked(at, Standing.By.PLATFORM))
                        : longer;
            }
            case Replied(Happening.Accept it) -> {
                var grant =
                        new Standing.Granted(
                                at,
                                it.permanent()
                                        ? null
                                        : it.until() != null
                                                ? it.until()
                                                : at.plus(Duration.ofHours(168)),
                                source(it));
                if (it.automatic() && state.granted(at)) {
                    var old = state.grant().until();
                    var longer =
                            old != null && (grant.until() == null || grant.until().isAfter(old));
                    yield longer ? state.with(grant) : state;
                }
                yield state.with(grant);
            }
            case Replied(Happening.Reject it) -> {
                var standing = state.settled(at);
                if (it.automatic()) {
                    var since = standing instanceof Standing.Revoked was ? was.since() : at;
                    yield state.without(new Standing.Revoked(since, Standing.By.PLATFORM));
                }
                if (standing instanceof Standing.Granted) {
                    yield state.without(new Standing.Revoked(at, Standing.By.USER));
                }
                if (standing instanceof Standing.Revoked && it.answers() == null) {
                    yield state;
                }
                yield state.without(new Standing.Declined(at));
            }
            case Refused(var it) ->
                    switch (it.why()) {
                        case PERMANENT_GRANT -> permanent(state, at);
                        case NO_PERMISSION -> none(state, at);
                        case REQUEST_LIMIT, CALL_LIMIT, OTHER -> state;
                    };
            case Read(var it) ->
                    switch (it.permission()) {
                        case NONE -> none(state, at);
                        case PERMANENT -> permanent(state, at);
                        case TEMPORARY -> {
                            if (state.granted(at, false)) {
                                var grant = state.grant();
                                yield it.until() == null
                                        ? state
                                        : new State(
                                                new Standing.Granted(
                                                        grant.since(), it.until(), grant.source()),
                                                state.beneath(),
                                                state.row());
                            }
                            yield state.with(
                                    new Standing.Granted(
                                            at,
                                            it.until() != null
                                                    ? it.until()
                                                    : at.plus(Duration.ofHours(168)),
                                            Standing.Source.READING));
                        }
                    };
        };
    }

    private State permanent(State state, Instant at) {
        return state.granted(at, true)
                ? state
                : state.with(new Standing.Granted(at, null, Standing.Source.READING));
    }

    private State none(State state, Instant at) {
        return state.granted(at)
                ? state.without(new Standing.Revoked(at, Standing.By.UNKNOWN))
                : state;
    }

    private Standing.Source source(Happening.Accept accept) {
        if (accept.automatic()
                || (accept.answers() != null && accept.answers().startsWith("wacid"))) {
            return Standing.Source.CALLBACK;
        }
        return accept.answers() == null ? Standing.Source.PROFILE : Standing.Source.REQUEST;
    }

    Standing standing() {
        var state = fold(events());
        var open = openRequest();
        if (open != null && !state.granted(now)) {
            return new Standing.Pending(open.moment(), open.attempt(), open.until());
        }
        return state.settled(now);
    }

    List<Call> unansweredRow() {
        return fold(events()).row();
    }

    private Standing.@Nullable Granted grantInForce() {
        var state = fold(events());
        return state.granted(now) ? state.grant() : null;
    }

    // ---- 7: service window

    @Nullable Instant windowOpenUntil() {
        var openings =
                Stream.of(
                                all(Happening.Message.class).stream().map(Happening::at),
                                all(Happening.Reply.class).stream()
                                        .filter(it -> !it.automatic())
                                        .map(this::standsAt),
                                calls().stream()
                                        .filter(it -> it.outcome() != Call.Outcome.FAILED)
                                        .filter(it -> it.direction() == INCOMING)
                                        .map(Call::dialled),
                                connected().stream().filter(Call::ours).map(Call::pickedUp))
                        .flatMap(Function.identity());
        return openings.max(naturalOrder()).map(it -> it.plus(DAY)).orElse(null);
    }

    // ---- limits

    /** What is counted, and whether it is too much. */
    private record Tally(int used, int max, List<String> evidence) {

        boolean reached() {
            return used >= max;
        }
    }

    private List<String> requestsCounted(Duration period) {
        return requestsInOrder().stream()
                .filter(it -> failedAt(it) == null)
                .filter(it -> within(moment(it), period))
                .filter(it ->
                        connected().stream().noneMatch(call -> call.pickedUp().isAfter(moment(it))))
                .map(Happening::id)
                .toList();
    }

    private List<String> callsCounted() {
        return calls().stream()
                .filter(Call::ours)
                .filter(it -> it.outcome() != Call.Outcome.FAILED)
                .filter(it ->
                        it.pickedUp() == null
                                ? it.outcome() == Call.Outcome.RUNNING
                                : within(it.pickedUp(), DAY))
                .map(Call::id)
                .toList();
    }

    private List<String> callsCountedInGrant(Standing.Granted grant) {
        return calls().stream()
                .filter(Call::ours)
                .filter(it -> it.outcome() != Call.Outcome.FAILED)
                .filter(it -> it.pickedUp() != null || it.outcome() == Call.Outcome.RUNNING)
                // A call stands before a reply, refusal or reading of the same second (2.3).
                .filter(it -> it.dialled().isAfter(grant.since()))
                .filter(it -> it.dialled().isBefore(grant.until()))
                .map(Call::id)
                .toList();
    }

    private Happening.@Nullable Reading latestReading() {
        var readings = all(Happening.Reading.class);
        return readings.isEmpty() ? null : readings.getLast();
    }

    /** 8.4. */
    private Happening.@Nullable Reading decidingReading() {
        var reading = latestReading();
        if (reading == null || !within(reading.at(), READING_DECIDES)) {
            return null;
        }
        var counted =
                Stream.of(
                                requestsInOrder().stream()
                                        .filter(it -> failedAt(it) == null)
                                        .map(this::moment),
                                calls().stream()
                                        .filter(Call::ours)
                                        .filter(it -> it.outcome() != Call.Outcome.FAILED)
                                        .map(Call::dialled),
                                connected().stream().map(Call::pickedUp))
                        .flatMap(Function.identity());
        return counted.anyMatch(it -> it.isAfter(reading.at())) ? null : reading;
    }

    /** 8.2: the refusals that say this limit is reached now. */
    private List<String> refusals(Happening.Why why, Limit.Period period) {
        return all(Happening.Refusal.class).stream()
                .filter(it -> it.why() == why)
                .filter(it -> why == Happening.Why.CALL_LIMIT || shows(it) == period)
                .filter(it -> now.isBefore(refusedUntil(it)))
                .filter(it ->
                        all(Happening.Reading.class).stream()
                                .noneMatch(reading -> !reading.at().isBefore(standsAt(it))))
                .filter(it ->
                        why == Happening.Why.CALL_LIMIT
                                || connected().stream()
                                        .noneMatch(call -> call.pickedUp().isAfter(standsAt(it))))
                .map(Happening::id)
                .toList();
    }

    private Instant refusedUntil(Happening.Refusal refusal) {
        return refusal.until() != null
                ? refusal.until()
                : standsAt(refusal).plus(refusal.why() == Happening.Why.CALL_LIMIT ? DAY : WEEK);
    }

    private Limit.Period shows(Happening.Refusal refusal) {
        return refusedUntil(refusal).isAfter(standsAt(refusal).plus(DAY))
                ? Limit.Period.P7D
                : Limit.Period.PT24H;
    }

    private Tally requestsIn24h() {
        return tally(
                requestsCounted(DAY),
                policy.edition().requestsIn24h(),
                Happening.Reading::requestsIn24h,
                refusals(Happening.Why.REQUEST_LIMIT, Limit.Period.PT24H));
    }

    private Tally requestsIn7d() {
        return tally(
                requestsCounted(WEEK),
                policy.edition().requestsIn7d(),
                Happening.Reading::requestsIn7d,
                refusals(Happening.Why.REQUEST_LIMIT, Limit.Period.P7D));
    }

    private Tally callsIn24h() {
        return tally(
                callsCounted(),
                policy.edition().callsIn24h(),
                Happening.Reading::callsIn24h,
                refusals(Happening.Why.CALL_LIMIT, Limit.Period.PT24H));
    }

    private Tally tally(
            List<String> counted,
            int editionsMax,
            Function<Happening.Reading, Happening.@Nullable Quota> quota,
            List<String> refusals) {
        var used = counted.size();
        var evidence = counted;
        var latest = latestReading();
        var quotaThere = latest == null ? null : quota.apply(latest);
        var max = quotaThere == null ? editionsMax : Math.min(editionsMax, quotaThere.max());
        if (quotaThere != null && decidingReading() != null) {
            var reset = quotaThere.resetsAt() != null && !now.isBefore(quotaThere.resetsAt());
            used = reset ? Math.min(quotaThere.used(), quotaThere.max() - 1) : quotaThere.used();
            evidence = List.of(latest.id());
        }
        if (!refusals.isEmpty()) {
            used = Math.max(used, max);
            evidence = Stream.concat(evidence.stream(), refusals.stream()).toList();
        }
        return new Tally(used, max, evidence);
    }

    private @Nullable Tally callsInGrant() {
        var grant = grantInForce();
        var max = policy.edition().callsPerGrant();
        if (grant == null || grant.until() == null || max == null) {
            return null;
        }
        var counted = callsCountedInGrant(grant);
        return new Tally(counted.size(), max, counted);
    }

    private @Nullable Tally ownRequestsIn7d() {
        var max = policy.own().requestsIn7d();
        var counted = requestsCounted(WEEK);
        return max == null ? null : new Tally(counted.size(), max, counted);
    }

    private @Nullable Tally ownCallsIn24h() {
        var max = policy.own().callsIn24h();
        var counted = callsCounted();
        return max == null ? null : new Tally(counted.size(), max, counted);
    }

    private @Nullable Tally ownUnansweredInARow() {
        var max = policy.own().unansweredInARow();
        var row = unansweredRow().stream().map(Call::id).toList();
        return max == null ? null : new Tally(row.size(), max, row);
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
        requestsInOrder()
                .forEach(it -> {
                    moments.add(moment(it).plus(DAY));
                    moments.add(moment(it).plus(WEEK));
                });
        for (var call : calls()) {
            moments.add(call.dialled().plus(UNANSWERED_BOUND));
            if (call.pickedUp() != null) {
                moments.add(call.pickedUp().plus(DAY));
            }
        }
        for (var reading : all(Happening.Reading.class)) {
            moments.add(reading.at().plus(READING_DECIDES));
            Stream.of(reading.requestsIn24h(), reading.requestsIn7d(), reading.callsIn24h())
                    .filter(Objects::nonNull)
                    .map(Happening.Quota::resetsAt)
                    .filter(Objects::nonNull)
                    .forEach(moments::add);
        }
        all(Happening.Refusal.class).forEach(it -> moments.add(refusedUntil(it)));
        moments.removeIf(it -> !it.isAfter(now));
        return moments;
    }

    private Limit limit(Limit.Period period, Function<Oracle, Tally> question) {
        var tally = question.apply(this);
        return new Limit(
                period,
                tally.max(),
                tally.used(),
                tally.reached() && period != Limit.Period.GRANT ? clears(question) : null);
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
            reasons.add(new Verdict.Reason(Verdict.Code.NO_PERMISSION, List.of(), null));
        }
        addIfReached(reasons, Verdict.Code.CALL_LIMIT_24H, Oracle::callsIn24h);
        var inGrant = callsInGrant();
        if (inGrant != null && inGrant.reached()) {
            reasons.add(
                    new Verdict.Reason(Verdict.Code.CALL_LIMIT_GRANT, inGrant.evidence(), null));
        }
        var running = running();
        if (!running.isEmpty()) {
            var known = running.stream().allMatch(it -> it.pickedUp() == null);
            reasons.add(
                    new Verdict.Reason(
                            Verdict.Code.CALL_IN_PROGRESS,
                            running.stream().map(Call::id).toList(),
                            known
                                    ? running.stream()
                                            .map(this::bound)
                                            .max(naturalOrder())
                                            .orElseThrow()
                                    : null));
        }
        addSituation(reasons, situation);
        addIfReached(reasons, Verdict.Code.OWN_RULE, Oracle::ownCallsIn24h);
        var row = ownUnansweredInARow();
        if (row != null && row.reached()) {
            reasons.add(new Verdict.Reason(Verdict.Code.OWN_RULE, row.evidence(), null));
        }
        addRefusedByMeta(reasons, Happening.Reading::mayCall);
        return verdict(reasons, callCautions());
    }

    Verdict mayAsk(Situation situation, Situation.Asking asking) {
        var reasons = new ArrayList<Verdict.Reason>();
        var grant = grantInForce();
        if (grant != null && grant.until() == null) {
            reasons.add(new Verdict.Reason(Verdict.Code.PERMANENT_GRANT, List.of(), null));
        }
        addIfReached(reasons, Verdict.Code.REQUEST_LIMIT_24H, Oracle::requestsIn24h);
        addIfReached(reasons, Verdict.Code.REQUEST_LIMIT_7D, Oracle::requestsIn7d);
        var unfit = new EnumMap<Situation.Asking, Verdict.Code>(Situation.Asking.class);
        unfit.put(Situation.Asking.UNAPPROVED_TEMPLATE, Verdict.Code.TEMPLATE_NOT_APPROVED);
        unfit.put(Situation.Asking.UNWANTED_TEMPLATE, Verdict.Code.OPTED_OUT);
        var open = windowOpenUntil();
        if (open == null || !now.isBefore(open)) {
            unfit.put(Situation.Asking.FREE_FORM, Verdict.Code.WINDOW_CLOSED);
        }
        if (unfit.containsKey(asking)) {
            reasons.add(new Verdict.Reason(unfit.get(asking), List.of(), null));
        }
        addSituation(reasons, situation);
        addIfReached(reasons, Verdict.Code.OWN_RULE, Oracle::ownRequestsIn7d);
        addRefusedByMeta(reasons, Happening.Reading::mayAsk);
        return verdict(reasons, askCautions());
    }

    private void addIfReached(
            List<Verdict.Reason> reasons,
            Verdict.Code code,
            Function<Oracle, @Nullable Tally> question) {
        var tally = question.apply(this);
        if (tally != null && tally.reached()) {
            reasons.add(new Verdict.Reason(code, tally.evidence(), clears(question)));
        }
    }

    private void addSituation(List<Verdict.Reason> reasons, Situation situation) {
        if (policy.edition().barredCountries().contains(situation.country())) {
            reasons.add(new Verdict.Reason(Verdict.Code.COUNTRY_RESTRICTED, List.of(), null));
        }
        for (var bar : situation.bars()) {
            if (bar.until() == null || now.isBefore(bar.until())) {
                reasons.add(new Verdict.Reason(bar.code(), List.of(), bar.until()));
            }
        }
    }

    /** 8.5. */
    private void addRefusedByMeta(
            List<Verdict.Reason> reasons, Function<Happening.Reading, Boolean> may) {
        var reading = decidingReading();
        if (reading != null && !may.apply(reading) && reasons.isEmpty()) {
            reasons.add(
                    new Verdict.Reason(
                            Verdict.Code.REFUSED_BY_META,
                            List.of(reading.id()),
                            reading.at().plus(READING_DECIDES)));
        }
    }

    private Verdict verdict(List<Verdict.Reason> reasons, List<Verdict.Caution> cautions) {
        if (reasons.isEmpty()) {
            return new Verdict.Allowed(cautions);
        }
        // Insertion sort, stable: unknown first, then the one that clears last.
        var sorted = new ArrayList<Verdict.Reason>();
        for (var reason : reasons) {
            var place = sorted.size();
            while (place > 0 && clearsLater(reason, sorted.get(place - 1))) {
                place--;
            }
            sorted.add(place, reason);
        }
        return new Verdict.Refused(sorted);
    }

    private boolean clearsLater(Verdict.Reason one, Verdict.Reason other) {
        if (other.clearsAt() == null) {
            return false;
        }
        return one.clearsAt() == null || one.clearsAt().isAfter(other.clearsAt());
    }

    private List<Verdict.Caution> callCautions() {
        var cautions = new ArrayList<Verdict.Caution>();
        var row = unansweredRow().size();
        if (row >= policy.edition().unansweredRevokes() - 1) {
            cautions.add(Verdict.Caution.UNANSWERED_3);
        } else if (row >= policy.edition().unansweredWarns()) {
            cautions.add(Verdict.Caution.UNANSWERED_2);
        }
        var grant = grantInForce();
        if (grant != null && grant.until() != null && !grant.until().isAfter(now.plus(DAY))) {
            cautions.add(Verdict.Caution.EXPIRES_SOON);
        }
        return cautions;
    }

    private List<Verdict.Caution> askCautions() {
        var cautions = new ArrayList<Verdict.Caution>();
        var grant = grantInForce();
        if (grant != null && grant.until() != null) {
            cautions.add(Verdict.Caution.GRANT_ACTIVE);
        }
        if (openRequest() != null) {
            cautions.add(Verdict.Caution.REQUEST_WAITING);
        }
        return cautions;
    }

    // ---- 9.1 and 8.6

    @Nullable Instant changesAt() {
        var grant = grantInForce();
        return Stream.of(
                        grant == null ? Stream.<Instant>of() : Stream.ofNullable(grant.until()),
                        openRequests().stream().map(RequestLife::until),
                        running().stream().map(this::bound))
                .flatMap(Function.identity())
                .min(naturalOrder())
                .orElse(null);
    }

    List<Drift> drift() {
        var reading = latestReading();
        if (reading == null) {
            return List.of();
        }
        var drift = new ArrayList<Drift>();
        var before =
                events().stream()
                        .takeWhile(it -> !(it.what() instanceof Read(var read) && read == reading))
                        .toList();
        var state = fold(before);
        var permission =
                state.granted(reading.at(), true)
                        ? Happening.Permission.PERMANENT
                        : state.granted(reading.at(), false)
                                ? Happening.Permission.TEMPORARY
                                : Happening.Permission.NONE;
        if (permission != reading.permission()) {
            drift.add(
                    new Drift(
                            Drift.What.PERMISSION, permission.name(), reading.permission().name()));
        }
        addUsage(
                drift,
                Drift.What.REQUESTS_24H,
                requestsAsOf(reading.at(), DAY),
                reading.requestsIn24h());
        addUsage(
                drift,
                Drift.What.REQUESTS_7D,
                requestsAsOf(reading.at(), WEEK),
                reading.requestsIn7d());
        addUsage(drift, Drift.What.CALLS_24H, callsAsOf(reading.at()), reading.callsIn24h());
        var edition = policy.edition();
        addMaximum(
                drift,
                Drift.What.MAXIMUM_REQUESTS_24H,
                edition.requestsIn24h(),
                reading.requestsIn24h());
        addMaximum(
                drift,
                Drift.What.MAXIMUM_REQUESTS_7D,
                edition.requestsIn7d(),
                reading.requestsIn7d());
        addMaximum(drift, Drift.What.MAXIMUM_CALLS_24H, edition.callsIn24h(), reading.callsIn24h());
        return drift;
    }

    private long requestsAsOf(Instant at, Duration period) {
        return requestsInOrder().stream()
                .filter(it -> failedAt(it) == null)
                .map(this::moment)
                .filter(it -> !it.isAfter(at) && at.isBefore(it.plus(period)))
                .filter(it ->
                        connected().stream()
                                .map(Call::pickedUp)
                                .noneMatch(up -> up.isAfter(it) && !up.isAfter(at)))
                .count();
    }

    private long callsAsOf(Instant at) {
        return connected().stream()
                .filter(Call::ours)
                .map(Call::pickedUp)
                .filter(it -> !it.isAfter(at) && at.isBefore(it.plus(DAY)))
                .count();
    }

    private void addUsage(
            List<Drift> drift, Drift.What what, long ours, Happening.@Nullable Quota metas) {
        if (metas != null && metas.used() != ours) {
            drift.add(new Drift(what, String.valueOf(ours), String.valueOf(metas.used())));
        }
    }

    private void addMaximum(
            List<Drift> drift, Drift.What what, int ours, Happening.@Nullable Quota metas) {
        if (metas != null && metas.max() != ours) {
            drift.add(new Drift(what, String.valueOf(ours), String.valueOf(metas.max())));
        }
    }
}
