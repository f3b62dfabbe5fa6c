package dev.assent.contact;

import java.util.Locale;

/** Countries by name. */
final class Countries {

    private Countries() {}

    /** Its English name; empty where it is unknown. */
    static String name(String code) {
        return code.equals("ZZ") ? "" : Locale.of("", code).getDisplayCountry(Locale.ENGLISH);
    }
}
