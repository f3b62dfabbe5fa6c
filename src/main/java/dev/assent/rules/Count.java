package dev.assent.rules;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A limit and what was counted for it. */
record Count(Limit limit, List<String> evidence) {

    /** Collects what holds a place in a limit, and until when. */
    static final class Tally {

        private final Instant now;
        private final List<Instant> leaving = new ArrayList<>(4);
        private final List<String> evidence = new ArrayList<>(4);

        Tally(Instant now) {
            this.now = now;
        }

        /** Holds a place until then, if that is still to come (2.1). */
        void add(String id, Instant until) {
            if (now.isBefore(until)) {
                leaving.add(until);
                evidence.add(id);
            }
        }

        void add(String id, Instant moment, Duration window) {
            add(id, moment.plus(window));
        }

        int used() {
            return leaving.size();
        }

        /**
         * When so few are left that one more is allowed; null if it is already, or never will be.
         */
        @Nullable Instant below(int max) {
            if (used() < max || max == 0) {
                return null;
            }
            leaving.sort(null);
            return leaving.get(used() - max);
        }

        List<String> evidence() {
            return evidence;
        }

        Count against(Limit.Period period, int max) {
            return new Count(new Limit(period, max, used(), below(max)), evidence);
        }
    }

    void refuse(Verdict.Code code, List<Verdict.Reason> reasons) {
        if (limit.reached()) {
            reasons.add(new Verdict.Reason(code, evidence, limit.resetsAt()));
        }
    }
}
