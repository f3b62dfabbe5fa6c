package dev.assent.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** What Meta's people decide about business numbers, by the names it has in URLs. */
class Offices {

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
            case "quality" -> numbers.changeQuality(id, word(words, "rating"));
            case "messaging-limit" -> numbers.changeMessagingLimit(id, word(words, "limit"));
            case "token" -> numbers.changeToken(id, yes(words, "valid"));
            case "subscription" -> numbers.subscribe(number.wabaId(), yes(words, "subscribed"));
            case "webhook" ->
                    numbers.changeWebhook(
                            id, words.getOrDefault("url", ""), words.getOrDefault("secret", ""));
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

    private static boolean yes(Map<String, String> words, String name) {
        return words.getOrDefault(name, "").equals("true");
    }

    private Instant now() {
        return time.instant();
    }
}
