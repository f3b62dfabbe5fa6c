package dev.assent.permission;

import dev.assent.rules.Edition;
import dev.assent.rules.Policy;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

import java.util.ArrayList;

/**
 * The rules as an administrator fills them in.
 *
 * @param requestsIn7d at most so many requests to one person in 7 days; null for no such rule
 * @param callsIn24h at most so many connected calls to one person in 24 hours; likewise
 * @param unansweredInARow no call after so many unanswered ones in a row; likewise
 */
record RulesForm(
        @NotNull(message = "Choose one.") Edition edition,
        @Min(value = 1, message = SMALLEST) @Max(value = 999, message = LARGEST)
                @Nullable Integer requestsIn7d,
        @Min(value = 1, message = SMALLEST) @Max(value = 999, message = LARGEST)
                @Nullable Integer callsIn24h,
        @Min(value = 1, message = SMALLEST) @Max(value = 999, message = LARGEST)
                @Nullable Integer unansweredInARow) {

    private static final String SMALLEST = "Write 1 or more, or leave it empty.";
    private static final String LARGEST = "Write a smaller number, or leave it empty.";

    static RulesForm of(Policy policy) {
        return new RulesForm(
                policy.edition(),
                policy.own().requestsIn7d(),
                policy.own().callsIn24h(),
                policy.own().unansweredInARow());
    }

    /** Says beside each field where it is not stricter than the edition. */
    void mustBeStricter(BindingResult errors) {
        mustBeBelow(edition.requestsIn7d(), "requestsIn7d", requestsIn7d, errors);
        mustBeBelow(edition.callsIn24h(), "callsIn24h", callsIn24h, errors);
        mustBeBelow(edition.unansweredRevokes(), "unansweredInARow", unansweredInARow, errors);
    }

    private static void mustBeBelow(
            int editions, String field, @Nullable Integer own, BindingResult errors) {
        if (own != null && own >= editions && !errors.hasFieldErrors(field)) {
            errors.rejectValue(
                    field,
                    "laxer",
                    "WhatsApp’s own rule is %d already. Write a smaller number, or leave it empty."
                            .formatted(editions));
        }
    }

    Policy policy() {
        return new Policy(edition, new Policy.OwnRules(requestsIn7d, callsIn24h, unansweredInARow));
    }

    /** For the audit trail. */
    String words() {
        var words = new ArrayList<String>();
        words.add("edition " + edition.label());
        if (requestsIn7d != null) {
            words.add("%s in 7 days".formatted(Wording.requests(requestsIn7d)));
        }
        if (callsIn24h != null) {
            words.add("%s in 24 hours".formatted(Wording.connectedCalls(callsIn24h)));
        }
        if (unansweredInARow != null) {
            words.add("%s in a row".formatted(Wording.unansweredCalls(unansweredInARow)));
        }
        return String.join(", ", words);
    }
}
