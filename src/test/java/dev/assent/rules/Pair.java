package dev.assent.rules;

import dev.assent.rules.Happening.Delivery;
import dev.assent.rules.Happening.Direction;
import dev.assent.rules.Happening.Permission;
import dev.assent.rules.Happening.Quota;
import dev.assent.rules.Happening.Why;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The ledger of one business number and one person, told in sentences. What returns a text returns
 * the id that later sentences speak of: our attempt for requests and calls of ours, Meta's id for
 * calls of theirs. The message of an attempt is {@code wamid.} and the attempt, its call {@code
 * wacid.} and the attempt.
 */
class Pair {

    static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
    static final Duration SECOND = Duration.ofSeconds(1);
    static final Duration MINUTE = Duration.ofMinutes(1);
    static final Duration HOUR = Duration.ofHours(1);
    static final Duration DAY = Duration.ofHours(24);
    static final Duration WEEK = Duration.ofDays(7);
    static final Situation IN_INDIA = new Situation("IN", List.of());

    final List<Happening> happenings = new ArrayList<>();
    private Policy policy = Policy.DOCUMENTED;
    private int named;

    static Pair pair() {
        return new Pair();
    }

    static Pair pair(Edition edition) {
        return pair().going(Policy.of(edition));
    }

    Pair going(Policy by) {
        policy = by;
        return this;
    }

    // ---- asking

    /** We ask, and Meta takes it. */
    String asked(Instant at) {
        var attempt = attempted(at);
        add(new Happening.HandedOver(name("h"), at, attempt, message(attempt)));
        return attempt;
    }

    /** We ask, and hear nothing. */
    String attempted(Instant at) {
        var attempt = name("q");
        add(new Happening.Request(attempt, at));
        return attempt;
    }

    Pair handedOver(String attempt, Instant at) {
        var metaId = attempt.startsWith("d") ? call(attempt) : message(attempt);
        return add(new Happening.HandedOver(name("h"), at, attempt, metaId));
    }

    Pair delivery(String attempt, Delivery delivery, Instant at) {
        return add(new Happening.Status(name("s"), at, message(attempt), null, delivery));
    }

    Pair delivered(String attempt, Instant at) {
        return delivery(attempt, Delivery.DELIVERED, at);
    }

    /** The same with our attempt in it. */
    Pair echoed(String attempt, Delivery delivery, Instant at) {
        return add(new Happening.Status(name("s"), at, message(attempt), attempt, delivery));
    }

    Pair refused(String attempt, Why why, Instant at) {
        return refused(attempt, why, at, null);
    }

    Pair refused(String attempt, Why why, Instant at, @Nullable Instant until) {
        return add(new Happening.Refusal(name("f"), at, attempt, why, until));
    }

    // ---- answers

    Pair allows(String attempt, Instant at) {
        return accepts(message(attempt), at, at.plus(WEEK));
    }

    Pair allowsAlways(String attempt, Instant at) {
        return add(new Happening.Accept(name("a"), at, message(attempt), false, true, null));
    }

    Pair declines(String attempt, Instant at) {
        return rejects(message(attempt), at);
    }

    Pair allowsInProfile(Instant at) {
        return accepts(null, at, at.plus(WEEK));
    }

    Pair allowsAlwaysInProfile(Instant at) {
        return add(new Happening.Accept(name("a"), at, null, false, true, null));
    }

    Pair revokesInProfile(Instant at) {
        return rejects(null, at);
    }

    Pair accepts(@Nullable String answers, Instant at, @Nullable Instant until) {
        return add(new Happening.Accept(name("a"), at, answers, false, false, until));
    }

    Pair rejects(@Nullable String answers, Instant at) {
        return add(new Happening.Reject(name("a"), at, answers, false));
    }

    /** WhatsApp grants because the user called. */
    Pair callbackGranted(String call, Instant at, @Nullable Instant until) {
        return add(new Happening.Accept(name("a"), at, call, true, false, until));
    }

    Pair revokedByWhatsApp(Instant at) {
        return add(new Happening.Reject(name("a"), at, null, true));
    }

    Pair writes(Instant at) {
        return add(new Happening.Message(name("m"), at));
    }

    // ---- calls

    /** We dial, and hear nothing. */
    String dialled(Instant at) {
        var attempt = name("d");
        add(new Happening.Dial(attempt, at));
        return attempt;
    }

    /** We dial, and it ends unanswered after half a minute. */
    String unanswered(Instant at) {
        var attempt = dialled(at);
        ended(attempt, at.plusSeconds(30));
        return attempt;
    }

    Pair unansweredCalls(int count, Instant from) {
        for (var call = 0; call < count; call++) {
            unanswered(from.plus(MINUTE.multipliedBy(call)));
        }
        return this;
    }

    /** We dial, it is picked up at once and lasts half a minute. */
    String connected(Instant at) {
        var attempt = dialled(at);
        ended(attempt, at.plusSeconds(30), at);
        return attempt;
    }

    Pair connectedCalls(int count, Instant from) {
        for (var call = 0; call < count; call++) {
            connected(from.plus(MINUTE.multipliedBy(call)));
        }
        return this;
    }

    Pair seen(String attempt, Instant at) {
        return add(
                new Happening.CallSeen(name("e"), at, call(attempt), attempt, Direction.OUTGOING));
    }

    Pair pickedUp(String attempt, Instant at) {
        return add(
                new Happening.CallPickedUp(
                        name("e"), at, call(attempt), attempt, Direction.OUTGOING));
    }

    Pair ended(String attempt, Instant at) {
        return ended(attempt, at, null);
    }

    Pair ended(String attempt, Instant at, @Nullable Instant start) {
        return add(
                new Happening.CallEnded(
                        name("e"),
                        at,
                        call(attempt),
                        attempt,
                        Direction.OUTGOING,
                        start,
                        null,
                        null));
    }

    Pair broken(String attempt, Instant at) {
        return add(
                new Happening.CallFailed(
                        name("e"), at, call(attempt), attempt, Direction.OUTGOING));
    }

    /** They call. */
    String theyCall(Instant at) {
        var call = "wacid." + name("u");
        add(new Happening.CallSeen(name("e"), at, call, null, Direction.INCOMING));
        return call;
    }

    Pair theirsIsPickedUp(String call, Instant at) {
        return add(new Happening.CallPickedUp(name("e"), at, call, null, Direction.INCOMING));
    }

    Pair theirsEnds(String call, Instant at) {
        return add(
                new Happening.CallEnded(
                        name("e"), at, call, null, Direction.INCOMING, null, null, null));
    }

    // ---- what Meta says

    /** Meta's permission and no counters. */
    Pair metaSays(Permission permission, @Nullable Instant until, Instant at) {
        return add(reading(permission, until, true, true, null, null, null, at));
    }

    Pair metaCountsRequests(@Nullable Quota in24h, @Nullable Quota in7d, Instant at) {
        return add(reading(Permission.NONE, null, true, true, in24h, in7d, null, at));
    }

    Pair metaCountsCalls(Quota in24h, Instant at) {
        return add(reading(Permission.NONE, null, true, true, null, null, in24h, at));
    }

    Happening.Reading reading(
            Permission permission,
            @Nullable Instant until,
            boolean mayAsk,
            boolean mayCall,
            @Nullable Quota requestsIn24h,
            @Nullable Quota requestsIn7d,
            @Nullable Quota callsIn24h,
            Instant at) {
        return new Happening.Reading(
                name("g"),
                at,
                permission,
                until,
                mayAsk,
                mayCall,
                requestsIn24h,
                requestsIn7d,
                callsIn24h);
    }

    // ---- ids and answers

    Pair add(Happening happening) {
        happenings.add(happening);
        return this;
    }

    String lastId() {
        return happenings.getLast().id();
    }

    static String message(String attempt) {
        return "wamid." + attempt;
    }

    static String call(String attempt) {
        return "wacid." + attempt;
    }

    Position at(Instant now) {
        return Position.of(policy, happenings, now);
    }

    Standing standing(Instant now) {
        return at(now).standing();
    }

    Verdict mayCall(Instant now) {
        return at(now).mayCall(IN_INDIA);
    }

    Verdict mayAsk(Instant now) {
        return at(now).mayAsk(IN_INDIA, Situation.Asking.SOMEHOW);
    }

    /** In the order in which they are told. */
    private String name(String kind) {
        return kind + String.format("%03d", named++);
    }
}
