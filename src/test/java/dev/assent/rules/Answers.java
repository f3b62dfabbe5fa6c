package dev.assent.rules;

import dev.assent.rules.Histories.History;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Everything a position, or the oracle, answers about a history, each under its name. */
record Answers(Map<String, @Nullable Object> byQuestion) {

    static Answers ofPosition(History history) {
        var position = Position.of(history.policy(), history.happenings(), history.now());
        var answers =
                new Answers(
                        position.standing(),
                        position.requests(),
                        position.openRequest(),
                        position.calls(),
                        position.unansweredRow(),
                        position.windowOpenUntil(),
                        position.changesAt(),
                        position.drift(),
                        position.askLimits(),
                        position.callLimits());
        answers.addVerdicts(history, position::mayCall, position::mayAsk);
        return answers;
    }

    static Answers ofOracle(History history) {
        var oracle = new Oracle(history.policy(), history.happenings(), history.now());
        var answers =
                new Answers(
                        oracle.standing(),
                        oracle.requests(),
                        oracle.openRequest(),
                        oracle.calls(),
                        oracle.unansweredRow(),
                        oracle.windowOpenUntil(),
                        oracle.changesAt(),
                        oracle.drift(),
                        oracle.askLimits(),
                        oracle.callLimits());
        answers.addVerdicts(history, oracle::mayCall, oracle::mayAsk);
        return answers;
    }

    private Answers(
            Standing standing,
            List<RequestLife> requests,
            @Nullable RequestLife openRequest,
            List<Call> calls,
            List<Call> unansweredRow,
            @Nullable Instant windowOpenUntil,
            @Nullable Instant changesAt,
            List<Drift> drift,
            List<Limit> askLimits,
            List<Limit> callLimits) {
        this(new LinkedHashMap<>());
        byQuestion.put("standing", standing);
        byQuestion.put("requests", requests);
        byQuestion.put("open request", openRequest);
        byQuestion.put("calls", calls);
        byQuestion.put("unanswered row", unansweredRow);
        byQuestion.put("window open until", windowOpenUntil);
        byQuestion.put("changes at", changesAt);
        byQuestion.put("drift", drift);
        byQuestion.put("ask limits", askLimits);
        byQuestion.put("call limits", callLimits);
    }

    private void addVerdicts(
            History history,
            Function<Situation, Verdict> mayCall,
            BiFunction<Situation, Situation.Asking, Verdict> mayAsk) {
        byQuestion.put("may call", mayCall.apply(Pair.IN_INDIA));
        byQuestion.put("may call as things are", mayCall.apply(history.situation()));
        for (var asking : Situation.Asking.values()) {
            byQuestion.put("may ask " + asking, mayAsk.apply(Pair.IN_INDIA, asking));
        }
        byQuestion.put(
                "may ask as things are",
                mayAsk.apply(history.situation(), Situation.Asking.FREE_FORM));
    }

    /** What is answered otherwise there, one text each. */
    List<String> differences(Answers there) {
        var differences = new ArrayList<String>();
        byQuestion.forEach((question, answer) -> {
            var other = there.byQuestion.get(question);
            if (!Objects.equals(answer, other)) {
                differences.add(question + "\n    " + answer + "\n    " + other);
            }
        });
        return differences;
    }
}
