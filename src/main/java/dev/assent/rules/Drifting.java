package dev.assent.rules;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Compares Meta's latest reading with what the ledger says of that moment (8.6). */
final class Drifting {

    private final Fold fold;
    private final Instant moment;
    private final List<Drift> drift = new ArrayList<>(0);

    private Drifting(Fold fold, Happening.Reading reading) {
        this.fold = fold;
        moment = reading.at();
        compare(Drift.What.PERMISSION, fold.course.permissionWhenRead(), reading.permission());
        var edition = fold.policy.edition();
        var asked = reading.requestsIn24h();
        if (asked != null) {
            compare(Drift.What.REQUESTS_24H, requests(Edition.DAY), asked.used());
            compare(Drift.What.MAXIMUM_REQUESTS_24H, edition.requestsIn24h(), asked.max());
        }
        var askedInWeek = reading.requestsIn7d();
        if (askedInWeek != null) {
            compare(Drift.What.REQUESTS_7D, requests(Edition.WEEK), askedInWeek.used());
            compare(Drift.What.MAXIMUM_REQUESTS_7D, edition.requestsIn7d(), askedInWeek.max());
        }
        var called = reading.callsIn24h();
        if (called != null) {
            compare(Drift.What.CALLS_24H, calls(), called.used());
            compare(Drift.What.MAXIMUM_CALLS_24H, edition.callsIn24h(), called.max());
        }
    }

    static List<Drift> of(Fold fold) {
        var reading = fold.course.reading();
        return reading == null ? List.of() : new Drifting(fold, reading).drift;
    }

    private void compare(Drift.What what, Happening.Permission ours, Happening.Permission metas) {
        if (ours != metas) {
            drift.add(new Drift(what, word(ours), word(metas)));
        }
    }

    private static String word(Happening.Permission permission) {
        return switch (permission) {
            case NONE -> "none";
            case TEMPORARY -> "temporary";
            case PERMANENT -> "permanent";
        };
    }

    private void compare(Drift.What what, int ours, int metas) {
        if (ours != metas) {
            drift.add(new Drift(what, Integer.toString(ours), Integer.toString(metas)));
        }
    }

    private int requests(Duration window) {
        var reset = lastConnected();
        var used = 0;
        for (var request : fold.requests) {
            if (request.counts()
                    && within(request.moment(), window)
                    && (reset == null || !request.moment().isBefore(reset))) {
                used++;
            }
        }
        return used;
    }

    private @Nullable Instant lastConnected() {
        Instant last = null;
        for (var call : fold.calls) {
            if (call.counts() && call.pickedUp() != null && !call.pickedUp().isAfter(moment)) {
                last = Moments.later(last, call.pickedUp());
            }
        }
        return last;
    }

    private int calls() {
        var used = 0;
        for (var call : fold.calls) {
            if (call.ours()
                    && call.counts()
                    && call.pickedUp() != null
                    && within(call.pickedUp(), Edition.DAY)) {
                used++;
            }
        }
        return used;
    }

    private boolean within(Instant then, Duration window) {
        return !then.isAfter(moment) && moment.isBefore(then.plus(window));
    }
}
