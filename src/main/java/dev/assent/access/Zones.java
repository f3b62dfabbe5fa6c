package dev.assent.access;

import static java.util.stream.Collectors.toSet;

import dev.assent.web.Choice;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** The time zones somebody may choose from, by city. */
final class Zones {

    private static final Set<String> REGIONS =
            Set.of(
                    "Africa",
                    "America",
                    "Antarctica",
                    "Asia",
                    "Atlantic",
                    "Australia",
                    "Europe",
                    "Indian",
                    "Pacific");

    private static final String UTC = "UTC";

    private static final Set<String> CITIES =
            ZoneId.getAvailableZoneIds().stream()
                    .filter(id -> id.contains("/") && REGIONS.contains(region(id)))
                    .collect(toSet());

    private static final List<Choice> CHOICES = choices(CITIES);

    private Zones() {}

    /** All of them, after an empty one. */
    static List<Choice> choices() {
        return CHOICES;
    }

    static boolean known(String id) {
        return CITIES.contains(id) || id.equals(UTC);
    }

    private static List<Choice> choices(Set<String> cities) {
        var choices = new ArrayList<Choice>();
        choices.add(new Choice("", "Choose a city in your time zone"));
        cities.stream()
                .map(id -> new Choice(id, "%s (%s)".formatted(city(id), region(id))))
                .sorted(Comparator.comparing(Choice::label))
                .forEach(choices::add);
        choices.add(new Choice(UTC, UTC));
        return List.copyOf(choices);
    }

    private static String region(String id) {
        return id.substring(0, id.indexOf('/'));
    }

    private static String city(String id) {
        return id.substring(id.lastIndexOf('/') + 1).replace('_', ' ');
    }
}
