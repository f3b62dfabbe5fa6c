package dev.assent.rules;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The limits: what the ledger counts, corrected by what Meta said (6.5, 6.7, 8.2 and 8.4). */
final class Limits {

    /** 8.4: how long a reading's counters decide at most. */
    private static final Duration READING_DECIDES = Duration.ofMinutes(10);

    private final Fold fold;
    private final Edition edition;
    private final Happening.@Nullable Reading reading;
    private final Happening.@Nullable Reading deciding;
    private final Tally requestsIn24h;
    private final Tally requestsIn7d;
    private final Tally callsIn24h;

    Limits(Fold fold) {
        this.fold = fold;
        edition = fold.policy.edition();
        reading = fold.course.reading();
        deciding = reading != null && decides(reading) ? reading : null;
        requestsIn24h = requests(Edition.DAY);
        requestsIn7d = requests(Edition.WEEK);
        callsIn24h = calls();
    }

    /** The reading whose counters decide now (8.4); null if none does. */
    Happening.@Nullable Reading deciding() {
        return deciding;
    }

    static Instant decidesUntil(Happening.Reading reading) {
        return reading.at().plus(READING_DECIDES);
    }

    private boolean decides(Happening.Reading latest) {
        return fold.now.isBefore(decidesUntil(latest)) && !countedSince(latest.at());
    }

    private boolean countedSince(Instant moment) {
        var connected = fold.course.lastConnected();
        if (connected != null && connected.isAfter(moment)) {
            return true;
        }
        for (var request : fold.requests) {
            if (request.counts() && request.moment().isAfter(moment)) {
                return true;
            }
        }
        for (var call : fold.calls) {
            if (call.ours() && call.counts() && call.dialled().isAfter(moment)) {
                return true;
            }
        }
        return false;
    }

    private Tally requests(Duration window) {
        var tally = new Tally(fold.now);
        var reset = fold.course.lastConnected();
        for (var request : fold.requests) {
            if (request.counts() && (reset == null || !request.moment().isBefore(reset))) {
                tally.add(request.attempt, request.moment().plus(window));
            }
        }
        return tally;
    }

    private Tally calls() {
        var tally = new Tally(fold.now);
        for (var call : fold.calls) {
            if (!call.ours() || !call.counts()) {
                continue;
            }
            if (call.pickedUp() != null) {
                tally.add(call.id(), call.pickedUp().plus(Edition.DAY));
            } else if (call.running()) {
                tally.add(call.id(), call.bound());
            }
        }
        return tally;
    }

    Count requestsIn24h() {
        var block = holding(fold.course.requestBlock());
        return count(
                Limit.Period.PT24H,
                edition.requestsIn24h(),
                requestsIn24h,
                reading == null ? null : reading.requestsIn24h(),
                block != null && block.withinADay() ? block : null);
    }

    Count requestsIn7d() {
        var block = holding(fold.course.requestBlock());
        return count(
                Limit.Period.P7D,
                edition.requestsIn7d(),
                requestsIn7d,
                reading == null ? null : reading.requestsIn7d(),
                block != null && !block.withinADay() ? block : null);
    }

    Count callsIn24h() {
        return count(
                Limit.Period.PT24H,
                edition.callsIn24h(),
                callsIn24h,
                reading == null ? null : reading.callsIn24h(),
                holding(fold.course.callBlock()));
    }

    private Course.@Nullable Block holding(Course.@Nullable Block block) {
        return block != null && fold.now.isBefore(block.until()) ? block : null;
    }

    private Count count(
            Limit.Period period,
            int editionsMax,
            Tally ours,
            Happening.@Nullable Quota metas,
            Course.@Nullable Block block) {
        var max = metas == null ? editionsMax : Math.min(editionsMax, metas.max());
        var told = deciding == null || metas == null ? null : new Told(deciding, metas);
        var used = told == null ? ours.used() : told.used(fold.now);
        var evidence = told == null ? ours.evidence() : List.of(told.reading().id());
        var from = fold.now;
        if (block != null) {
            evidence = used < max ? List.of(block.refusal()) : with(evidence, block.refusal());
            used = Math.max(used, max);
            from = block.until();
        }
        var resetsAt = used < max || max == 0 ? null : below(max, from, ours, told);
        return new Count(new Limit(period, max, used, resetsAt), evidence);
    }

    private static List<String> with(List<String> evidence, String refusal) {
        var both = new ArrayList<>(evidence);
        both.add(refusal);
        return both;
    }

    /** When, from a moment on, the limit is no longer reached if nothing else happens. */
    private static Instant below(int max, Instant from, Tally ours, @Nullable Told told) {
        if (told == null || !from.isBefore(told.until())) {
            return Moments.later(ours.below(max), from);
        }
        var hers = told.below(max, from);
        return hers == null ? Moments.later(ours.below(max), told.until()) : hers;
    }

    /** A counter of Meta's that decides. */
    private record Told(Happening.Reading reading, Happening.Quota quota) {

        Instant until() {
            return decidesUntil(reading);
        }

        /** From its reset on it is one below her maximum. */
        int used(Instant now) {
            return quota.resetsAt() == null || now.isBefore(quota.resetsAt())
                    ? quota.used()
                    : Math.min(quota.used(), quota.max() - 1);
        }

        /** From when on it is below our maximum; null if not while it decides. */
        @Nullable Instant below(int max, Instant from) {
            if (used(from) < max) {
                return from;
            }
            var reset = quota.resetsAt();
            return reset != null && reset.isBefore(until()) && used(reset) < max ? reset : null;
        }
    }

    /** 6.7; null where there is no such limit. */
    @Nullable Count callsInGrant() {
        var grant = fold.course.grant(fold.now);
        var max = edition.callsPerGrant();
        if (grant == null || grant.permanent() || max == null) {
            return null;
        }
        var counted = new ArrayList<String>();
        for (var call : fold.calls) {
            if (call.ours()
                    && call.counts()
                    && call.outcome() != Call.Outcome.UNANSWERED
                    && under(grant, call)) {
                counted.add(call.id());
            }
        }
        return new Count(new Limit(Limit.Period.GRANT, max, counted.size(), null), counted);
    }

    /** 6.7: not if it was dialled in the very second in which the grant began. */
    private static boolean under(Standing.Granted grant, Call call) {
        return call.dialled().isAfter(grant.since()) && grant.inForce(call.dialled());
    }

    List<Verdict.Reason> ownRulesOnAsking() {
        return ownRule(fold.policy.own().requestsIn7d(), requestsIn7d);
    }

    List<Verdict.Reason> ownRulesOnCalling() {
        var reasons = new ArrayList<>(ownRule(fold.policy.own().callsIn24h(), callsIn24h));
        var longest = fold.policy.own().unansweredInARow();
        var row = fold.course.unansweredRow();
        if (longest != null && row.size() >= longest) {
            reasons.add(
                    new Verdict.Reason(
                            Verdict.Code.OWN_RULE, row.stream().map(Call::id).toList(), null));
        }
        return reasons;
    }

    private static List<Verdict.Reason> ownRule(@Nullable Integer max, Tally tally) {
        return max == null || tally.used() < max
                ? List.of()
                : List.of(
                        new Verdict.Reason(
                                Verdict.Code.OWN_RULE, tally.evidence(), tally.below(max)));
    }
}
