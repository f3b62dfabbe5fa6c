package dev.assent.number;

/** Knows, by the rules the current business follows, from which countries it may call. */
public interface CallableCountries {

    /**
     * Whether a business number of this country may call and ask for permission.
     *
     * @param country ISO 3166 code
     */
    boolean mayCallFrom(String country);
}
