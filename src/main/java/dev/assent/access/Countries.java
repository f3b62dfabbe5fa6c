package dev.assent.access;

import dev.assent.web.Choice;
import dev.assent.web.Country;

import java.text.Collator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The countries somebody may choose from, by name. */
final class Countries {

    private static final Set<String> CODES =
            Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);

    private static final List<Choice> CHOICES = choices(CODES);

    private Countries() {}

    /** All of them, after an empty one. */
    static List<Choice> choices() {
        return CHOICES;
    }

    /** Whether this is a country code of ISO 3166, two letters. */
    static boolean known(String code) {
        return CODES.contains(code);
    }

    private static List<Choice> choices(Set<String> codes) {
        var choices = new ArrayList<Choice>();
        choices.add(new Choice("", "Choose a country"));
        codes.stream()
                .map(code -> new Choice(code, Country.name(code)))
                .sorted(Comparator.comparing(Choice::label, Collator.getInstance(Locale.ENGLISH)))
                .forEach(choices::add);
        return List.copyOf(choices);
    }
}
