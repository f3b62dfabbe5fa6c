package dev.assent.permission;

import dev.assent.rules.Edition;
import dev.assent.rules.Policy;

import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The rules as an administrator fills them in.
 *
 * @param requestsIn7d at most so many requests to one person in 7 days; empty for no such rule
 * @param callsIn24h at most so many connected calls to one person in 24 hours; likewise
 * @param unansweredInARow no call after so many unanswered ones in a row; likewise
 */
record RulesForm(String edition, String requestsIn7d, String callsIn24h, String unansweredInARow) {

    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

    /** What a browser leaves out counts as empty. */
    RulesForm(
            @Nullable String edition,
            @Nullable String requestsIn7d,
            @Nullable String callsIn24h,
            @Nullable String unansweredInARow) {
        this.edition = stripped(edition);
        this.requestsIn7d = stripped(requestsIn7d);
        this.callsIn24h = stripped(callsIn24h);
        this.unansweredInARow = stripped(unansweredInARow);
    }

    private static String stripped(@Nullable String text) {
        return text == null ? "" : text.strip();
    }

    static RulesForm of(Policy policy) {
        return new RulesForm(
                policy.edition().name(),
                text(policy.own().requestsIn7d()),
                text(policy.own().callsIn24h()),
                text(policy.own().unansweredInARow()));
    }

    private static @Nullable String text(@Nullable Integer number) {
        return number == null ? null : number.toString();
    }

    /** Says beside each field what is wrong: own rules are stricter than the edition. */
    void check(BindingResult errors) {
        var chosen = chosen();
        if (chosen.isEmpty()) {
            errors.rejectValue("edition", "choose", "Choose one.");
        }
        check("requestsIn7d", requestsIn7d, chosen.map(Edition::requestsIn7d), errors);
        check("callsIn24h", callsIn24h, chosen.map(Edition::callsIn24h), errors);
        check("unansweredInARow", unansweredInARow, chosen.map(Edition::unansweredRevokes), errors);
    }

    private static void check(
            String field, String own, Optional<Integer> editions, BindingResult errors) {
        if (own.isEmpty()) {
            return;
        }
        if (!NUMBER.matcher(own).matches()) {
            errors.rejectValue(
                    field, "number", "Write a whole number, 1 or more, or leave it empty.");
        } else if (editions.isPresent() && Integer.parseInt(own) >= editions.get()) {
            errors.rejectValue(
                    field,
                    "laxer",
                    "WhatsApp’s own rule is %d already. Write a smaller number, or leave it empty."
                            .formatted(editions.get()));
        }
    }

    private Optional<Edition> chosen() {
        return Arrays.stream(Edition.values())
                .filter(one -> one.name().equals(edition))
                .findFirst();
    }

    /** Needs a form that was checked. */
    Policy policy() {
        return new Policy(
                chosen().orElseThrow(),
                new Policy.OwnRules(
                        number(requestsIn7d), number(callsIn24h), number(unansweredInARow)));
    }

    private static @Nullable Integer number(String text) {
        return text.isEmpty() ? null : Integer.valueOf(text);
    }

    /** For the audit trail; needs a form that was checked. */
    String words() {
        var own = policy().own();
        var words = new ArrayList<String>();
        words.add("edition " + policy().edition().label());
        if (own.requestsIn7d() != null) {
            words.add("%s in 7 days".formatted(Wording.requests(own.requestsIn7d())));
        }
        if (own.callsIn24h() != null) {
            words.add("%s in 24 hours".formatted(Wording.connectedCalls(own.callsIn24h())));
        }
        if (own.unansweredInARow() != null) {
            words.add("%s in a row".formatted(Wording.unansweredCalls(own.unansweredInARow())));
        }
        return String.join(", ", words);
    }
}
