package dev.assent.rules;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The rolling limits: what the ledger counts, corrected by what Meta said (6.7, 8.2, 8.4). */
final class Limits {

    private final Fold fold;
    private final Happening.@Nullable Reading reading;
    private final boolean decides;
    private final Count.Tally requestsIn24h;
    private final Count.Tally requestsIn7d;
    private final Count.Tally callsIn24h;

    /**
     * @param decides whether the latest reading decides (8.4)
     */
    Limits(Fold fold, boolean decides) {
        this.fold = fold;
        this.reading = fold.course.reading();
        this.decides = decides;
        requestsIn24h = fold.requests(Edition.DAY);
        requestsIn7d = fold.requests(Edition.WEEK);
        callsIn24h = fold.callsIn24h();
    }

    Count requestsIn24h() {
        var block = holding(fold.course.requestBlock());
        return count(
                Limit.Period.PT24H,
                fold.policy.edition().requestsIn24h(),
                requestsIn24h,
                reading == null ? null : reading.requestsIn24h(),
                block != null && withinADay(block) ? block : null);
    }

    Count requestsIn7d() {
        var block = holding(fold.course.requestBlock());
        return count(
                Limit.Period.P7D,
                fold.policy.edition().requestsIn7d(),
                requestsIn7d,
                reading == null ? null : reading.requestsIn7d(),
                block != null && !withinADay(block) ? block : null);
    }

    Count callsIn24h() {
        return count(
                Limit.Period.PT24H,
                fold.policy.edition().callsIn24h(),
                callsIn24h,
                reading == null ? null : reading.callsIn24h(),
                holding(fold.course.callBlock()));
    }

    private Count count(
            Limit.Period period,
            int editionsMax,
            Count.Tally ours,
            Happening.@Nullable Quota metas,
            Course.@Nullable Block block) {
        var max = metas == null ? editionsMax : Math.min(editionsMax, metas.max());
        var told = decides ? metas : null;
        var used = told == null ? ours.used() : used(told);
        var evidence = told == null || reading == null ? ours.evidence() : List.of(reading.id());
        if (block != null) {
            evidence =
                    used < max
                            ? List.of(block.refusal())
                            : Stream.concat(evidence.stream(), Stream.of(block.refusal())).toList();
            used = Math.max(used, max);
        }
        var resetsAt =
                used < max
                        ? null
                        : below(max, block == null ? fold.now : block.until(), ours, told);
        return new Count(new Limit(period, max, used, resetsAt), evidence);
    }

    /** At the moment of a reset one place is free. */
    private int used(Happening.Quota told) {
        return told.resetsAt() == null || fold.now.isBefore(told.resetsAt())
                ? told.used()
                : Math.min(told.used(), told.max() - 1);
    }

    /** From when on the limit is not reached if nothing else happens; null if that is unknown. */
    private @Nullable Instant below(
            int max, Instant from, Count.Tally ours, Happening.@Nullable Quota told) {
        if (max == 0) {
            return null;
        }
        if (told != null && reading != null) {
            var decidesUntil = reading.at().plus(Fold.READING_HOLDS);
            if (from.isBefore(decidesUntil)) {
                if (told.used() < max) {
                    return from;
                }
                if (told.max() == max
                        && told.resetsAt() != null
                        && told.resetsAt().isBefore(decidesUntil)) {
                    return Moments.later(from, told.resetsAt());
                }
                from = decidesUntil;
            }
        }
        return Moments.later(ours.below(max), from);
    }

    List<Verdict.Reason> ownRulesOnAsking() {
        var max = fold.policy.own().requestsIn7d();
        return max == null ? List.of() : tightened(requestsIn7d.against(Limit.Period.P7D, max));
    }

    List<Verdict.Reason> ownRulesOnCalling() {
        var own = fold.policy.own();
        var row = fold.course.unansweredRow();
        var reasons = new ArrayList<Verdict.Reason>(0);
        if (own.callsIn24h() != null) {
            reasons.addAll(tightened(callsIn24h.against(Limit.Period.PT24H, own.callsIn24h())));
        }
        if (own.unansweredInARow() != null && row.size() >= own.unansweredInARow()) {
            var evidence = row.stream().map(Call::id).toList();
            reasons.add(new Verdict.Reason(Verdict.Code.OWN_RULE, evidence, null));
        }
        return reasons;
    }

    private static List<Verdict.Reason> tightened(Count count) {
        return count.limit().reached()
                ? List.of(
                        new Verdict.Reason(
                                Verdict.Code.OWN_RULE, count.evidence(), count.limit().resetsAt()))
                : List.of();
    }

    private Course.@Nullable Block holding(Course.@Nullable Block block) {
        return block != null && fold.now.isBefore(block.until()) ? block : null;
    }

    private static boolean withinADay(Course.Block block) {
        return !block.until().isAfter(block.since().plus(Edition.DAY));
    }
}
