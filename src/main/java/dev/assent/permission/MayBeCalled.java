package dev.assent.permission;

import dev.assent.number.BusinessNumber;
import dev.assent.rules.Policy;
import dev.assent.rules.Position;
import dev.assent.rules.Verdict;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What "may be called now" means in SQL, for lists: as far as what is written down of pairs and
 * people tells. Whoever shows a row lets the rules have the last word, see {@link Sheet#mayCall}.
 *
 * @param condition speaks of the columns of {@code pair} and {@code contact}
 * @param parameters what the condition needs, by name
 */
public record MayBeCalled(String condition, Map<String, Object> parameters) {

    /** The live topic of lists of whom we may call: somebody may be called, or may no more. */
    public static final String LIST = "call-ready";

    private static final String CONDITION =
            """
            pair.number_id in (:callers) and pair.label = 'GRANTED'
            and (pair.callable_until is null or pair.callable_until > :now)
            and (pair.rests_until is null or pair.rests_until <= :now)
            and (not_on_whatsapp_since is null or not_on_whatsapp_since <= :believed)
            """;

    public MayBeCalled {
        parameters = Map.copyOf(parameters);
    }

    static MayBeCalled from(List<BusinessNumber> among, Policy policy, Instant now) {
        var callers =
                among.stream()
                        .filter(number -> mayCallAtAll(number, policy, now))
                        .map(number -> number.id().value())
                        .toList();
        return callers.isEmpty()
                ? new MayBeCalled("false", Map.of())
                : new MayBeCalled(
                        CONDITION,
                        Map.of(
                                "callers",
                                callers,
                                "now",
                                now,
                                "believed",
                                now.minus(Situations.BELIEVED)));
    }

    /** Whether nothing stands in the way that has to do with the number itself. */
    private static boolean mayCallAtAll(BusinessNumber number, Policy policy, Instant now) {
        return switch (Position.of(policy, List.of(), now).mayCall(Situations.of(number, null))) {
            case Verdict.Allowed _ -> true;
            case Verdict.Refused(var reasons) ->
                    reasons.stream()
                            .allMatch(reason -> reason.code() == Verdict.Code.NO_PERMISSION);
        };
    }
}
