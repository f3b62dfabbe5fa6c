package dev.assent.rules;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything a position, or the oracle, answers about a history. */
record Answers(
        Standing standing,
        List<RequestLife> requests,
        @Nullable RequestLife openRequest,
        List<Call> calls,
        List<Call> unansweredRow,
        @Nullable Instant windowOpenUntil,
        @Nullable Instant changesAt,
        List<Drift> drift,
        List<Limit> askLimits,
        List<Limit> callLimits,
        Map<String, Verdict> verdicts) {

    private static final Situation FREE = new Situation("IN", List.of());

    static Answers ofPosition(Histories.History history) {
        var position = Position.of(history.policy(), history.happenings(), history.now());
        return new Answers(
                position.standing(),
                position.requests(),
                position.openRequest(),
                position.calls(),
                position.unansweredRow(),
                position.windowOpenUntil(),
                position.changesAt(),
                position.drift(),
                position.askLimits(),
                position.callLimits(),
                verdicts(history, position::mayCall, position::mayAsk));
    }

    static Answers ofOracle(Histories.History history) {
        var oracle = new Oracle(history.policy(), history.happenings(), history.now());
        return new Answers(
                oracle.standing(),
                oracle.requests(),
                oracle.openRequest(),
                oracle.calls(),
                oracle.unansweredRow(),
                oracle.windowOpenUntil(),
                oracle.changesAt(),
                oracle.drift(),
                oracle.askLimits(),
                oracle.callLimits(),
                verdicts(history, oracle::mayCall, oracle::mayAsk));
    }

    private interface Call1 {
        Verdict may(Situation situation);
    }

    private interface Ask1 {
        Verdict may(Situation situation, Situation.Asking asking);
    }

    private static Map<String, Verdict> verdicts(Histories.History history, Call1 call, Ask1 ask) {
        var verdicts = new LinkedHashMap<String, Verdict>();
        verdicts.put("call", call.may(FREE));
        verdicts.put("call as it is", call.may(history.situation()));
        for (var asking : Situation.Asking.values()) {
            verdicts.put("ask " + asking, ask.may(FREE, asking));
        }
        verdicts.put("ask as it is", ask.may(history.situation(), Situation.Asking.FREE_FORM));
        return verdicts;
    }

    /** What the other one answers differently, one line each. */
    List<String> differences(Answers other) {
        var differences = new java.util.ArrayList<String>();
        for (var component : Answers.class.getRecordComponents()) {
            try {
                var here = component.getAccessor().invoke(this);
                var there = component.getAccessor().invoke(other);
                if (here instanceof Map<?, ?> ours && there instanceof Map<?, ?> others) {
                    ours.forEach((key, value) -> {
                        if (!value.equals(others.get(key))) {
                            differences.add(
                                    key + "\n      " + value + "\n      " + others.get(key));
                        }
                    });
                } else if (!java.util.Objects.equals(here, there)) {
                    differences.add(component.getName() + "\n      " + here + "\n      " + there);
                }
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
        }
        return differences;
    }
}
