package dev.assent.access;

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

    private static final List<String> IDS =
            ZoneId.getAvailableZoneIds().stream()
                    .filter(id -> id.contains("/") && REGIONS.contains(region(id)))
                    .toList();

    private static final List<Choice> CHOICES = choices(IDS);

    private Zones() {}

    /** All of them, after an empty one. */
    static List<Choice> choices() {
        return CHOICES;
    }

    static boolean known(String id) {
        return IDS.contains(id);
    }

    private static List<Choice> choices(List<String> ids) {
        var choices = new ArrayList<Choice>();
        choices.add(new Choice("", "Choose a city in your time zone"));
        ids.stream()
                .map(id -> new Choice(id, "%s (%s)".formatted(city(id), region(id))))
                .sorted(Comparator.comparing(Choice::label))
                .forEach(choices::add);
        return List.copyOf(choices);
    }

    private static String region(String id) {
        return id.substring(0, id.indexOf('/'));
    }

    private static String city(String id) {
        return id.substring(id.lastIndexOf('/') + 1).replace('_', ' ');
    }
}
