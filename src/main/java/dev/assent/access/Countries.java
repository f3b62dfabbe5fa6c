package dev.assent.access;

import java.text.Collator;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The countries somebody may choose from, by name. */
final class Countries {

    private static final List<Country> ALL =
            Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2).stream()
                    .map(code ->
                            new Country(
                                    code, Locale.of("", code).getDisplayCountry(Locale.ENGLISH)))
                    .sorted(Comparator.comparing(Country::name, Collator.getInstance(Locale.ENGLISH)))
                    .toList();

    private Countries() {}

    /**
     * @param code ISO 3166, two letters
     */
    record Country(String code, String name) {}

    static List<Country> all() {
        return ALL;
    }

    static boolean known(String code) {
        return ALL.stream().anyMatch(country -> country.code().equals(code));
    }
}
