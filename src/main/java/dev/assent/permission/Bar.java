package dev.assent.permission;

import dev.assent.number.BusinessNumber;
import dev.assent.rules.Policy;
import dev.assent.rules.Position;
import dev.assent.rules.Verdict;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What keeps a number from calling and asking anybody: told once, above the list.
 *
 * @param until when it is over, where that is known
 * @param step where it is put right; null where nobody here can
 */
record Bar(String number, String text, @Nullable Instant until, @Nullable Step step) {

    static List<Bar> of(
            List<BusinessNumber> all, @Nullable BusinessNumber only, Policy policy, Instant now) {
        var bars = new ArrayList<Bar>();
        for (var number : all) {
            if (only == null ? number.connected() || all.size() == 1 : number.equals(only)) {
                add(number, policy, now, bars);
            }
        }
        return bars;
    }

    private static void add(BusinessNumber number, Policy policy, Instant now, List<Bar> bars) {
        var verdict = Position.of(policy, List.of(), now).mayCall(Situations.of(number, null));
        if (verdict instanceof Verdict.Refused(var reasons)) {
            reasons.stream()
                    .filter(reason -> !Wording.ofNumber(reason.code(), number).isEmpty())
                    .findFirst()
                    .map(reason ->
                            new Bar(
                                    number.international(),
                                    Wording.ofNumber(reason.code(), number),
                                    reason.clearsAt(),
                                    Step.ofNumber(reason.code())))
                    .ifPresent(bars::add);
        }
    }
}
