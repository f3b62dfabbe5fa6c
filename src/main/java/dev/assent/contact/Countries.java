package dev.assent.contact;

import dev.assent.web.Country;

/** Countries by name. */
final class Countries {

    private Countries() {}

    /** Its English name; empty where it is unknown. */
    static String name(String code) {
        return code.equals("ZZ") ? "" : Country.name(code);
    }
}
