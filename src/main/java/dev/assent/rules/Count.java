package dev.assent.rules;

import java.util.List;

/** A limit and what was counted for it. */
record Count(Limit limit, List<String> evidence) {

    void addIfReached(Verdict.Code code, List<Verdict.Reason> reasons) {
        if (limit.reached()) {
            reasons.add(new Verdict.Reason(code, evidence, limit.resetsAt()));
        }
    }
}
