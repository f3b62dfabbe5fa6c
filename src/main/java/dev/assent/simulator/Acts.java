package dev.assent.simulator;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The acts of {@link Hands}, by the names they have in URLs, for pages and programs alike. */
class Acts {

    private final Hands hands;
    private final Agents agents;

    Acts(Hands hands, Agents agents) {
        this.hands = hands;
        this.agents = agents;
    }

    /**
     * @throws Impossible if there is no such act, or the phone cannot do it
     */
    void perform(String act, Whom whom, Map<String, String> words) {
        switch (act) {
            case "reply" -> hands.answer(whom, choice(words), word(words, "request"));
            case "profile" -> profile(whom, words);
            case "message" ->
                    hands.write(
                            whom,
                            words.getOrDefault("text", ""),
                            word(words, "context").orElse(null));
            case "picture" ->
                    hands.send(whom, Samples.Kind.PICTURE, words.getOrDefault("text", ""));
            case "voice" -> hands.send(whom, Samples.Kind.VOICE, "");
            case "react" ->
                    hands.react(
                            whom,
                            words.getOrDefault("message", ""),
                            words.getOrDefault("emoji", ""));
            case "tap" ->
                    hands.tap(
                            whom,
                            words.getOrDefault("message", ""),
                            number(words, "button").orElse(0));
            case "call" -> hands.call(whom, sound(words));
            case "ring" -> agents.call(whom);
            case "callback" -> hands.askForCallback(whom);
            case "answer" -> hands.pickUp(whom, number(words, "seconds"));
            case "voicemail" -> hands.pickUpByVoicemail(whom, number(words, "seconds"));
            case "reject" -> hands.reject(whom);
            case "ignore" -> hands.ignore(whom);
            case "hangup" -> hands.hangUp(whom);
            case "fail" -> hands.breakDown(whom, number(words, "code").orElse(138_021));
            case "plan" -> hands.plan(whom, fate(words), yes(words, "lasting"));
            case "read" -> hands.open(whom);
            case "marketing" -> hands.marketing(whom, yes(words, "stopped"));
            case "enough" -> hands.marketingEnough(whom, yes(words, "enough"));
            default -> throw new Absent("A phone cannot do “" + act + "”.");
        }
    }

    private void profile(Whom whom, Map<String, String> words) {
        switch (words.getOrDefault("permission", "")) {
            case "always" -> hands.allowAlwaysInProfile(whom);
            case "revoke" -> hands.revokeInProfile(whom);
            default -> throw new Impossible("permission is always or revoke.");
        }
    }

    private static Optional<Sound> sound(Map<String, String> words) {
        return word(words, "page")
                .flatMap(page -> word(words, "offer").map(offer -> new Sound(page, offer)));
    }

    private static @Nullable Fate fate(Map<String, String> words) {
        var name = word(words, "fate").orElse(null);
        if (name == null) {
            return null;
        }
        return Arrays.stream(Fate.values())
                .filter(fate -> fate.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new Impossible("fate is one of " + Arrays.toString(Fate.values())));
    }

    private static Message.Answer choice(Map<String, String> words) {
        return switch (words.getOrDefault("choice", "")) {
            case "allow" -> Message.Answer.ALLOWED;
            case "always" -> Message.Answer.ALWAYS;
            case "decline" -> Message.Answer.DECLINED;
            default -> throw new Impossible("choice is allow, always or decline.");
        };
    }

    private static Optional<String> word(Map<String, String> words, String name) {
        return Optional.ofNullable(words.get(name)).filter(word -> !word.isBlank());
    }

    private static Optional<Integer> number(Map<String, String> words, String name) {
        return word(words, name)
                .map(word -> {
                    if (!word.matches("[0-9]{1,7}")) {
                        throw new Impossible(name + " is a number, not “" + word + "”.");
                    }
                    return Integer.valueOf(word);
                });
    }

    private static boolean yes(Map<String, String> words, String name) {
        return List.of("true", "on").contains(words.getOrDefault(name, ""));
    }
}
