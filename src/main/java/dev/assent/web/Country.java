package dev.assent.web;

import java.util.Locale;

/** Countries as people call them. */
public final class Country {

    private Country() {}

    /**
     * Its English name.
     *
     * @param code two letters of ISO 3166
     */
    public static String name(String code) {
        return Locale.of("", code).getDisplayCountry(Locale.ENGLISH);
    }
}
