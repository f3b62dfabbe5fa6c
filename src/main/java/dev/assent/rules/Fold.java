package dev.assent.rules;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** Reads a ledger once and draws up the position. */
final class Fold {

    /** 8.4: how long a reading's counters decide at most. */
    static final Duration READING_HOLDS = Duration.ofMinutes(10);

    final Policy policy;
    final Instant now;
    final Course course;
    final List<RequestLife> requests;
    final List<Call> calls;
    final @Nullable Instant windowOpenUntil;
    private final List<RequestFold> requestFolds;

    Fold(Policy policy, Collection<? extends Happening> happenings, Instant now) {
        this.policy = policy;
        this.now = now;
        var gathering = new Gathering(happenings);
        requestFolds = gathering.requests;
        calls = calls(gathering);
        course = new Course(policy);
        follow(steps(gathering));
        requests = lives();
        var opened = gathering.windowOpened();
        windowOpenUntil = opened == null ? null : opened.plus(Edition.SERVICE_WINDOW);
    }

    private List<Call> calls(Gathering gathering) {
        var calls = new ArrayList<Call>(gathering.calls.size());
        for (var fold : gathering.calls) {
            var call = fold.call(now);
            calls.add(call);
            if (!fold.ours()) {
                gathering.openWindow(call.dialled());
            } else if (call.pickedUp() != null && !fold.failed()) {
                gathering.openWindow(call.pickedUp());
            }
        }
        if (calls.size() > 1) {
            calls.sort(Call.IN_ORDER);
        }
        return calls;
    }

    private List<Step> steps(Gathering gathering) {
        var steps = gathering.steps;
        for (var call : calls) {
            if (call.outcome() == Call.Outcome.FAILED) {
                continue;
            }
            if (call.ours()) {
                steps.add(new Step.Dialled(call));
            }
            if (call.pickedUp() != null) {
                steps.add(new Step.PickedUp(call, call.pickedUp()));
            } else if (call.ours() && call.ended() != null) {
                steps.add(new Step.Unanswered(call, call.ended()));
            }
        }
        return steps;
    }

    private void follow(List<Step> steps) {
        steps.sort(null);
        Step before = null;
        for (var step : steps) {
            if (before == null || !step.repeats(before)) {
                course.take(step);
            }
            before = step;
        }
    }

    /** From the newest back, since a newer one's delivery ends the older ones (5.5). */
    private List<RequestLife> lives() {
        var lives = new ArrayList<RequestLife>(requestFolds.size());
        Instant newerDelivered = null;
        for (var request : requestFolds.reversed()) {
            lives.add(request.life(newerDelivered, now));
            if (request.delivered() != null) {
                newerDelivered = Moments.earlier(newerDelivered, request.delivered());
            }
        }
        return lives.reversed();
    }

    /** The newest request that may still be answered. */
    @Nullable RequestLife openRequest() {
        for (var request : requests.reversed()) {
            if (request.status().open()) {
                return request;
            }
        }
        return null;
    }

    Standing standing(@Nullable RequestLife open) {
        var grant = course.grant(now);
        if (grant != null) {
            return grant.standing();
        }
        return open == null
                ? course.resting(now)
                : new Standing.Pending(open.moment(), open.attempt(), open.until());
    }

    List<Call> running() {
        return calls.stream().filter(call -> call.outcome() == Call.Outcome.RUNNING).toList();
    }

    static Instant bound(Call call) {
        return call.pickedUp() == null
                ? call.dialled().plus(CallFold.UNANSWERED_AFTER)
                : call.pickedUp().plus(CallFold.LONGEST);
    }

    /** 9.1. */
    @Nullable Instant changesAt() {
        var grant = course.grant(now);
        var next = grant == null ? null : grant.until();
        for (var request : requests) {
            if (request.status().open()) {
                next = Moments.earlier(next, request.until());
            }
        }
        for (var call : calls) {
            if (call.outcome() == Call.Outcome.RUNNING) {
                next = Moments.earlier(next, bound(call));
            }
        }
        return next;
    }

    Count.Tally requests(Duration window) {
        return requests(window, now, course.lastConnected());
    }

    private Count.Tally requests(Duration window, Instant moment, @Nullable Instant reset) {
        var tally = new Count.Tally(moment);
        for (var request : requestFolds) {
            if (request.counts() && (reset == null || !request.moment().isBefore(reset))) {
                tally.add(request.attempt, request.moment(), window);
            }
        }
        return tally;
    }

    Count.Tally callsIn24h() {
        var tally = new Count.Tally(now);
        for (var call : calls) {
            if (!call.ours()) {
                continue;
            }
            switch (call.outcome()) {
                case CONNECTED, RUNNING -> {
                    if (call.pickedUp() == null) {
                        tally.add(call.id(), bound(call));
                    } else {
                        tally.add(call.id(), call.pickedUp(), Edition.DAY);
                    }
                }
                case UNANSWERED, FAILED -> {}
            }
        }
        return tally;
    }

    /** 6.7; null where there is no such limit. */
    @Nullable Count callsInGrant() {
        var grant = course.grant(now);
        var max = policy.edition().callsPerGrant();
        if (grant == null || grant.permanent() || max == null) {
            return null;
        }
        var counted =
                grant.dialled.stream()
                        .filter(call -> call.outcome() != Call.Outcome.UNANSWERED)
                        .map(Call::id)
                        .toList();
        return new Count(new Limit(Limit.Period.GRANT, max, counted.size(), null), counted);
    }

    /** The reading whose counters decide now (8.4); null if none does. */
    Happening.@Nullable Reading deciding() {
        var reading = course.reading();
        if (reading == null
                || !now.isBefore(reading.at().plus(READING_HOLDS))
                || somethingCountedSince(reading.at())) {
            return null;
        }
        return reading;
    }

    private boolean somethingCountedSince(Instant moment) {
        var connected = course.lastConnected();
        return connected != null && connected.isAfter(moment)
                || requestFolds.stream()
                        .anyMatch(request -> request.counts() && request.moment().isAfter(moment))
                || calls.stream()
                        .anyMatch(call ->
                                call.ours()
                                        && call.outcome() != Call.Outcome.FAILED
                                        && call.dialled().isAfter(moment));
    }

    /** 8.6. */
    List<Drift> drift() {
        var reading = course.reading();
        if (reading == null) {
            return List.of();
        }
        var drift = new ArrayList<@Nullable Drift>();
        drift.add(course.readingDrift());
        var reset = lastConnectedBy(reading.at());
        var edition = policy.edition();
        compare(
                drift,
                reading.requestsIn24h(),
                Drift.What.REQUESTS_24H,
                requestsBy(reading.at(), Edition.DAY, reset),
                Drift.What.MAXIMUM_REQUESTS_24H,
                edition.requestsIn24h());
        compare(
                drift,
                reading.requestsIn7d(),
                Drift.What.REQUESTS_7D,
                requestsBy(reading.at(), Edition.WEEK, reset),
                Drift.What.MAXIMUM_REQUESTS_7D,
                edition.requestsIn7d());
        compare(
                drift,
                reading.callsIn24h(),
                Drift.What.CALLS_24H,
                callsBy(reading.at()),
                Drift.What.MAXIMUM_CALLS_24H,
                edition.callsIn24h());
        return drift.stream().filter(Objects::nonNull).map(Objects::requireNonNull).toList();
    }

    private static void compare(
            List<@Nullable Drift> drift,
            Happening.@Nullable Quota metas,
            Drift.What used,
            int ourUsed,
            Drift.What max,
            int ourMax) {
        if (metas != null) {
            drift.add(Drifting.number(used, ourUsed, metas.used()));
            drift.add(Drifting.number(max, ourMax, metas.max()));
        }
    }

    private int requestsBy(Instant moment, Duration window, @Nullable Instant reset) {
        var used = 0;
        for (var request : requestFolds) {
            if (request.counts()
                    && !request.moment().isAfter(moment)
                    && (reset == null || !request.moment().isBefore(reset))
                    && moment.isBefore(request.moment().plus(window))) {
                used++;
            }
        }
        return used;
    }

    private int callsBy(Instant moment) {
        var used = 0;
        for (var call : calls) {
            if (call.ours()
                    && call.counted()
                    && call.pickedUp() != null
                    && !call.pickedUp().isAfter(moment)
                    && moment.isBefore(call.pickedUp().plus(Edition.DAY))) {
                used++;
            }
        }
        return used;
    }

    private @Nullable Instant lastConnectedBy(Instant moment) {
        Instant last = null;
        for (var call : calls) {
            if (call.counted() && call.pickedUp() != null && !call.pickedUp().isAfter(moment)) {
                last = Moments.later(last, call.pickedUp());
            }
        }
        return last;
    }
}
