package dev.assent.rules;

import org.jspecify.annotations.Nullable;

/** What a business goes by: an edition, and stricter rules of its own. */
public record Policy(Edition edition, OwnRules own) {

    /** The product pages' numbers and nothing more. */
    public static final Policy DOCUMENTED = of(Edition.DOCUMENTED);

    /** An edition without rules of one's own. */
    public static Policy of(Edition edition) {
        return new Policy(edition, OwnRules.NONE);
    }

    /**
     * Rules a business adds (section 9, {@code OWN_RULE}); null means none. They can only refuse,
     * so they are never laxer than the edition.
     *
     * @param requestsIn7d at most so many requests per pair in 7 d
     * @param callsIn24h at most so many connected calls per pair in 24 h
     * @param unansweredInARow no call after so many unanswered ones in a row
     */
    public record OwnRules(
            @Nullable Integer requestsIn7d,
            @Nullable Integer callsIn24h,
            @Nullable Integer unansweredInARow) {

        public static final OwnRules NONE = new OwnRules(null, null, null);

        public OwnRules {
            requirePositive(requestsIn7d);
            requirePositive(callsIn24h);
            requirePositive(unansweredInARow);
        }

        private static void requirePositive(@Nullable Integer number) {
            if (number != null && number < 1) {
                throw new IllegalArgumentException(
                        "a rule of one's own begins at 1, not " + number);
            }
        }
    }
}
