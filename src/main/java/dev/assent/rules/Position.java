package dev.assent.rules;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What the ledger of a pair says at a moment: its standing, its requests and calls, its limits, and
 * whether we may ask or call. Immutable; a later moment needs a new one, see {@link #changesAt}.
 */
public final class Position {

    private final Policy policy;
    private final Instant now;
    private final Standing standing;
    private final List<Turn> turns;
    private final List<RequestLife> requests;
    private final @Nullable RequestLife openRequest;
    private final List<Call> calls;
    private final List<Call> running;
    private final List<Call> unansweredRow;
    private final @Nullable Instant windowOpenUntil;
    private final @Nullable Instant changesAt;
    private final Count requestsIn24h;
    private final Count requestsIn7d;
    private final Count callsIn24h;
    private final @Nullable Count callsInGrant;
    private final List<Verdict.Reason> ownRulesOnAsking;
    private final List<Verdict.Reason> ownRulesOnCalling;
    private final Happening.@Nullable Reading deciding;
    private final List<Drift> drift;

    private Position(Fold fold) {
        policy = fold.policy;
        now = fold.now;
        requests = List.copyOf(fold.lives());
        openRequest = newestOpen();
        standing = standing(fold.course.standing(now));
        turns = List.copyOf(fold.course.turns(now));
        calls = List.copyOf(fold.calls);
        running = fold.running();
        unansweredRow = List.copyOf(fold.course.unansweredRow());
        windowOpenUntil = fold.windowOpenUntil();
        changesAt = nextChange();
        drift = Drifting.of(fold);
        var limits = new Limits(fold);
        requestsIn24h = limits.requestsIn24h();
        requestsIn7d = limits.requestsIn7d();
        callsIn24h = limits.callsIn24h();
        callsInGrant = limits.callsInGrant();
        ownRulesOnAsking = limits.ownRulesOnAsking();
        ownRulesOnCalling = limits.ownRulesOnCalling();
        deciding = limits.deciding();
    }

    private @Nullable RequestLife newestOpen() {
        for (var request : requests.reversed()) {
            if (request.status().open()) {
                return request;
            }
        }
        return null;
    }

    /** 4.2. */
    private Standing standing(Standing beneath) {
        return openRequest == null || beneath instanceof Standing.Granted
                ? beneath
                : new Standing.Pending(
                        openRequest.moment(), openRequest.attempt(), openRequest.until());
    }

    private @Nullable Instant nextChange() {
        var next = standing instanceof Standing.Granted granted ? granted.until() : null;
        for (var request : requests) {
            if (request.status().open()) {
                next = Moments.earlier(next, request.until());
            }
        }
        for (var call : running) {
            next = Moments.earlier(next, call.bound());
        }
        return next;
    }

    /** The position at {@code now}, whatever order the happenings are given in. */
    public static Position of(
            Policy policy, Collection<? extends Happening> happenings, Instant now) {
        return new Position(new Fold(policy, happenings, now));
    }

    /** The moment this is true of. */
    public Instant now() {
        return now;
    }

    public Standing standing() {
        return standing;
    }

    /**
     * How grants came and went, the latest last. Its last standing is the position's, unless that
     * is {@code Pending}; there is none if nobody ever answered.
     */
    public List<Turn> turns() {
        return turns;
    }

    /** All requests, the newest last. */
    public List<RequestLife> requests() {
        return requests;
    }

    /** The newest request that may still be answered; it waits even beside a grant. */
    public @Nullable RequestLife openRequest() {
        return openRequest;
    }

    /** All calls in both directions, the newest last. */
    public List<Call> calls() {
        return calls;
    }

    /** Our unanswered calls since the last connected call or new grant, the newest last. */
    public List<Call> unansweredRow() {
        return unansweredRow;
    }

    /** Until when free-form messages may be sent; null if the user never opened the window. */
    public @Nullable Instant windowOpenUntil() {
        return windowOpenUntil;
    }

    /** The next moment at which time alone changes the position; null if none does (9.1). */
    public @Nullable Instant changesAt() {
        return changesAt;
    }

    /** Where Meta's latest reading differs from the ledger (8.6). */
    public List<Drift> drift() {
        return drift;
    }

    /** The limits on asking: 24 h, then 7 d. */
    public List<Limit> askLimits() {
        return List.of(requestsIn24h.limit(), requestsIn7d.limit());
    }

    /** The limits on calling: 24 h, then, where there is one, that of the grant in force. */
    public List<Limit> callLimits() {
        return callsInGrant == null
                ? List.of(callsIn24h.limit())
                : List.of(callsIn24h.limit(), callsInGrant.limit());
    }

    /** Whether we may call. */
    public Verdict mayCall(Situation situation) {
        var reasons = new ArrayList<Verdict.Reason>(2);
        if (!(standing instanceof Standing.Granted)) {
            reasons.add(new Verdict.Reason(Verdict.Code.NO_PERMISSION, List.of(), null));
        }
        callsIn24h.addIfReached(Verdict.Code.CALL_LIMIT_24H, reasons);
        if (callsInGrant != null) {
            callsInGrant.addIfReached(Verdict.Code.CALL_LIMIT_GRANT, reasons);
        }
        if (!running.isEmpty()) {
            reasons.add(inProgress());
        }
        addBars(situation, reasons);
        reasons.addAll(ownRulesOnCalling);
        if (deciding != null && !deciding.mayCall()) {
            addRefusedByMeta(deciding, reasons);
        }
        return reasons.isEmpty()
                ? new Verdict.Allowed(callCautions())
                : Verdict.Refused.of(reasons);
    }

    private Verdict.Reason inProgress() {
        Instant clears = null;
        for (var call : running) {
            clears = Moments.later(clears, call.bound());
        }
        var pickedUp = running.stream().anyMatch(call -> call.pickedUp() != null);
        return new Verdict.Reason(
                Verdict.Code.CALL_IN_PROGRESS,
                running.stream().map(Call::id).toList(),
                pickedUp ? null : clears);
    }

    /** Whether we may ask for permission in this way. */
    public Verdict mayAsk(Situation situation, Situation.Asking asking) {
        var reasons = new ArrayList<Verdict.Reason>(2);
        if (standing instanceof Standing.Granted granted && granted.permanent()) {
            reasons.add(new Verdict.Reason(Verdict.Code.PERMANENT_GRANT, List.of(), null));
        }
        requestsIn24h.addIfReached(Verdict.Code.REQUEST_LIMIT_24H, reasons);
        requestsIn7d.addIfReached(Verdict.Code.REQUEST_LIMIT_7D, reasons);
        var unfit = unfit(asking);
        if (unfit != null) {
            reasons.add(new Verdict.Reason(unfit, List.of(), null));
        }
        addBars(situation, reasons);
        reasons.addAll(ownRulesOnAsking);
        if (deciding != null && !deciding.mayAsk()) {
            addRefusedByMeta(deciding, reasons);
        }
        return reasons.isEmpty() ? new Verdict.Allowed(askCautions()) : Verdict.Refused.of(reasons);
    }

    private Verdict.@Nullable Code unfit(Situation.Asking asking) {
        return switch (asking) {
            case SOMEHOW, TEMPLATE -> null;
            case FREE_FORM ->
                    windowOpenUntil == null || !now.isBefore(windowOpenUntil)
                            ? Verdict.Code.WINDOW_CLOSED
                            : null;
            case UNAPPROVED_TEMPLATE -> Verdict.Code.TEMPLATE_NOT_APPROVED;
            case UNWANTED_TEMPLATE -> Verdict.Code.OPTED_OUT;
        };
    }

    private void addBars(Situation situation, List<Verdict.Reason> reasons) {
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
    private static void addRefusedByMeta(Happening.Reading reading, List<Verdict.Reason> reasons) {
        if (reasons.isEmpty()) {
            reasons.add(
                    new Verdict.Reason(
                            Verdict.Code.REFUSED_BY_META,
                            List.of(reading.id()),
                            Limits.decidesUntil(reading)));
        }
    }

    private List<Verdict.Caution> callCautions() {
        var edition = policy.edition();
        var inARow = unansweredRow.size();
        var cautions = new ArrayList<Verdict.Caution>(2);
        if (inARow >= edition.unansweredRevokes() - 1) {
            cautions.add(Verdict.Caution.UNANSWERED_3);
        } else if (inARow >= edition.unansweredWarns()) {
            cautions.add(Verdict.Caution.UNANSWERED_2);
        }
        if (standing instanceof Standing.Granted granted
                && granted.until() != null
                && !granted.until().isAfter(now.plus(Edition.DAY))) {
            cautions.add(Verdict.Caution.EXPIRES_SOON);
        }
        return cautions;
    }

    private List<Verdict.Caution> askCautions() {
        var cautions = new ArrayList<Verdict.Caution>(2);
        if (standing instanceof Standing.Granted) {
            cautions.add(Verdict.Caution.GRANT_ACTIVE);
        }
        if (openRequest != null) {
            cautions.add(Verdict.Caution.REQUEST_WAITING);
        }
        return cautions;
    }
}
