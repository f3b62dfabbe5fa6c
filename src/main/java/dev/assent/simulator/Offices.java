package dev.assent.simulator;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** What Meta's people decide about business numbers, by the names it has in URLs. */
class Offices {

    static final List<String> RATINGS = List.of("GREEN", "YELLOW", "RED", "UNKNOWN");
    static final List<String> LIMITS =
            List.of("TIER_250", "TIER_2K", "TIER_10K", "TIER_100K", "TIER_UNLIMITED");

    private static final Duration RESTRICTION = Duration.ofDays(7);

    private final BusinessNumbers numbers;
    private final Updates updates;
    private final Work work;
    private final InstantSource time;

    Offices(BusinessNumbers numbers, Updates updates, Work work, InstantSource time) {
        this.numbers = numbers;
        this.updates = updates;
        this.work = work;
        this.time = time;
    }

    BusinessNumber open(Opening opening) {
        return numbers.add(opening.number(now()));
    }

    /**
     * @throws Impossible if nothing of the kind can be decided
     */
    void decide(String decision, String phoneNumberId, Map<String, String> words) {
        work.run(() -> decideLocked(decision, numbers.get(phoneNumberId), words));
    }

    private void decideLocked(String decision, BusinessNumber number, Map<String, String> words) {
        var id = number.phoneNumberId();
        switch (decision) {
            case "edition" -> numbers.changeEdition(id, Edition.of(word(words, "edition")));
            case "quality" -> numbers.changeQuality(id, oneOf(RATINGS, words, "rating"));
            case "messaging-limit" ->
                    numbers.changeMessagingLimit(id, oneOf(LIMITS, words, "limit"));
            case "token" -> numbers.changeToken(id, yes(words, "valid"));
            case "subscription" -> numbers.subscribe(number.wabaId(), yes(words, "subscribed"));
            case "webhook" ->
                    numbers.changeWebhook(
                            id,
                            address(words.getOrDefault("url", "")),
                            Names.fitting("An app secret", words.getOrDefault("secret", ""), 200));
            case "restrict" -> restrict(number);
            case "relieve" -> numbers.endPause(id);
            case "warn" ->
                    updates.tellOfAccount(
                            number,
                            Shapes.warned(number, "LOW_BUSINESS_INITIATED_CALLING_QUALITY"));
            default -> throw new Absent("Nobody decides “" + decision + "” about numbers.");
        }
    }

    private void restrict(BusinessNumber number) {
        var until = now().plus(RESTRICTION);
        numbers.pause(number.phoneNumberId(), until);
        updates.tellOfAccount(
                number, Shapes.restricted(number, "RESTRICTED_BUSINESS_INITIATED_CALLING", until));
    }

    private static String word(Map<String, String> words, String name) {
        var word = words.getOrDefault(name, "").strip();
        if (word.isEmpty()) {
            throw new Impossible(name + " is missing.");
        }
        return word;
    }

    private static String oneOf(List<String> known, Map<String, String> words, String name) {
        var word = word(words, name);
        if (!known.contains(word)) {
            throw new Impossible(name + " is one of " + String.join(", ", known) + ".");
        }
        return word;
    }

    /** Of webhooks; empty stays empty. */
    private static String address(String text) {
        var address = Names.fitting("The address of webhooks", text, 500);
        if (!address.isEmpty() && !isOfTheWeb(address)) {
            throw new Impossible(
                    "“" + address + "” is no address: it begins with http:// or https://.");
        }
        return address;
    }

    private static boolean isOfTheWeb(String address) {
        try {
            var uri = new URI(address);
            return List.of("http", "https").contains(uri.getScheme()) && uri.getHost() != null;
        } catch (URISyntaxException nonsense) {
            return false;
        }
    }

    private static boolean yes(Map<String, String> words, String name) {
        return words.getOrDefault(name, "").equals("true");
    }

    private Instant now() {
        return time.instant();
    }
}
