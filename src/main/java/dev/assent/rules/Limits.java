package dev.assent.rules;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** The rolling limits: what the ledger counts, corrected by what Meta said (6.7, 8.2, 8.4). */
final class Limits {

    private final Fold fold;
    private final Happening.@Nullable Reading reading;
    private final @Nullable String deciding;
    private final Count.Tally requestsIn24h;
    private final Count.Tally requestsIn7d;
    private final Count.Tally callsIn24h;

    Limits(Fold fold, Happening.@Nullable Reading deciding) {
        this.fold = fold;
        this.reading = fold.course.reading();
        this.deciding = deciding == null ? null : deciding.id();
        requestsIn24h = fold.requests(Edition.DAY);
        requestsIn7d = fold.requests(Edition.WEEK);
        callsIn24h = fold.callsIn24h();
    }

    Count requestsIn24h() {
        var count =
                requestsIn24h
                        .against(Limit.Period.PT24H, fold.policy.edition().requestsIn24h())
                        .corrected(
                                reading == null ? null : reading.requestsIn24h(),
                                deciding,
                                requestsIn24h);
        var block = holding(fold.course.requestBlock());
        return block == null || !withinADay(block) ? count : count.blocked(block);
    }

    Count requestsIn7d() {
        var count =
                requestsIn7d
                        .against(Limit.Period.P7D, fold.policy.edition().requestsIn7d())
                        .corrected(
                                reading == null ? null : reading.requestsIn7d(),
                                deciding,
                                requestsIn7d);
        var block = holding(fold.course.requestBlock());
        return block == null || withinADay(block) ? count : count.blocked(block);
    }

    Count callsIn24h() {
        var count =
                callsIn24h
                        .against(Limit.Period.PT24H, fold.policy.edition().callsIn24h())
                        .corrected(
                                reading == null ? null : reading.callsIn24h(),
                                deciding,
                                callsIn24h);
        var block = holding(fold.course.callBlock());
        return block == null ? count : count.blocked(block);
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
