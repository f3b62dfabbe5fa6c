package dev.assent.rules;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * What matters for a verdict beside the pair's own ledger.
 *
 * @param country ISO 3166 code of the business number's country
 * @param bars what else stands in the way of this number or person
 */
public record Situation(String country, List<Bar> bars) {

    public Situation {
        bars = List.copyOf(bars);
    }

    /**
     * @param until when it is over; null when unknown
     */
    public record Bar(Verdict.Code code, @Nullable Instant until) {}

    /** How we would ask. */
    public enum Asking {
        /** By a template that is approved, and which one does not matter. */
        SOMEHOW,
        FREE_FORM,
        TEMPLATE,
        /** By a template that Meta has not approved. */
        UNAPPROVED_TEMPLATE,
        /** By a marketing template to somebody who stopped marketing messages. */
        UNWANTED_TEMPLATE
    }
}
