package dev.assent.access;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

/** The time zones somebody may choose from. */
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

    private static final Map<String, List<Zone>> BY_REGION =
            ZoneId.getAvailableZoneIds().stream()
                    .filter(id -> id.contains("/"))
                    .map(Zone::new)
                    .filter(zone -> REGIONS.contains(zone.region()))
                    .sorted((one, other) -> one.id().compareTo(other.id()))
                    .collect(groupingBy(Zone::region, TreeMap::new, toList()));

    private Zones() {}

    /**
     * @param id such as {@code America/Argentina/La_Rioja}
     */
    record Zone(String id) {

        String region() {
            return id.substring(0, id.indexOf('/'));
        }

        /** Such as {@code Argentina, La Rioja}. */
        public String city() {
            return id.substring(id.indexOf('/') + 1).replace("/", ", ").replace('_', ' ');
        }
    }

    static Map<String, List<Zone>> byRegion() {
        return BY_REGION;
    }

    static boolean known(String id) {
        return BY_REGION.values().stream().flatMap(List::stream).anyMatch(zone -> zone.id().equals(id));
    }
}
