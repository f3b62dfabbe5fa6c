package dev.assent.rules;

import static org.assertj.core.api.Assertions.fail;

import static java.util.Comparator.comparing;

import dev.assent.rules.Happening.Delivery;
import dev.assent.rules.Happening.Direction;
import dev.assent.rules.Happening.Permission;
import dev.assent.rules.Happening.Quota;
import dev.assent.rules.Happening.Why;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Random histories of a pair, the same for the same seed. Few distinct seconds, most of them just
 * at, before or after the end of some period, so that things collide; words get lost. {@code
 * -Doracle.histories=100000} tries more than the usual few.
 */
class Histories {

    /**
     * @param happenings in no order, some of them twice
     */
    record History(
            long seed,
            Policy policy,
            List<Happening> happenings,
            Instant now,
            Situation situation) {

        /** Each happening once, in the order of time. */
        History tidy() {
            return with(
                    happenings.stream()
                            .distinct()
                            .sorted(comparing(Happening::at).thenComparing(Happening::id))
                            .toList());
        }

        /** What is left when everything that makes no difference is taken away. */
        History smallest(Predicate<History> stillWrong) {
            for (var candidate : smaller()) {
                if (stillWrong.test(candidate)) {
                    return candidate.smallest(stillWrong);
                }
            }
            return this;
        }

        private List<History> smaller() {
            var smaller = new ArrayList<History>();
            for (var size = happenings.size() / 2; size > 0; size /= 2) {
                for (var from = 0; from + size <= happenings.size(); from += size) {
                    var fewer = new ArrayList<>(happenings);
                    fewer.subList(from, from + size).clear();
                    smaller.add(with(fewer));
                }
            }
            if (!policy.own().equals(Policy.OwnRules.NONE)) {
                smaller.add(
                        new History(seed, Policy.of(policy.edition()), happenings, now, situation));
            }
            if (!situation.equals(Pair.IN_INDIA)) {
                smaller.add(new History(seed, policy, happenings, now, Pair.IN_INDIA));
            }
            return smaller;
        }

        private History with(List<Happening> others) {
            return new History(seed, policy, others, now, situation);
        }

        @Override
        public String toString() {
            return "seed %d, %s, %s, now %s%n  %s"
                    .formatted(
                            seed,
                            policy,
                            situation,
                            now,
                            happenings.stream()
                                    .map(Happening::toString)
                                    .collect(Collectors.joining("\n  ")));
        }
    }

    private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");

    private static final Duration[] PERIODS = {
        Duration.ofMinutes(1),
        Duration.ofMinutes(2),
        Duration.ofMinutes(10),
        Duration.ofHours(1),
        Duration.ofHours(24),
        Duration.ofHours(24),
        Duration.ofHours(48),
        Duration.ofHours(144),
        Duration.ofHours(168),
        Duration.ofHours(168)
    };

    private static final Integer[] SOON = {0, 0, 0, 1, 5, 30, 59, 60, 61, 119, 120, 121, 600};

    private final Random random;
    private final Policy policy;
    private final List<Instant> moments = new ArrayList<>(List.of(START));
    private final List<Happening> happenings = new ArrayList<>();
    private final List<String> messages = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();
    private final List<String> attempts = new ArrayList<>();
    private int named;

    private Histories(Random random) {
        this.random = random;
        policy =
                new Policy(
                        pick(
                                Edition.DOCUMENTED,
                                Edition.DOCUMENTED,
                                Edition.META_2026_06,
                                Edition.TEST_NUMBERS),
                        random.nextInt(4) > 0
                                ? Policy.OwnRules.NONE
                                : new Policy.OwnRules(few(1, 3), few(1, 3), few(1, 4)));
    }

    /** Shows the smallest history that breaks the promise, if one does. */
    static void forEach(Consumer<History> promise) {
        LongStream.rangeClosed(1, Long.getLong("oracle.histories", 2_000))
                .parallel()
                .mapToObj(Histories::of)
                .filter(history -> failure(promise, history) != null)
                .findFirst()
                .map(history -> history.smallest(it -> failure(promise, it) != null))
                .ifPresent(history -> fail(history + "\n" + failure(promise, history)));
    }

    private static @Nullable AssertionError failure(Consumer<History> promise, History history) {
        try {
            promise.accept(history);
            return null;
        } catch (AssertionError failure) {
            return failure;
        }
    }

    private static History of(long seed) {
        // Neighbouring seeds give alike first numbers.
        return new Histories(new Random(seed * 0x9E3779B97F4A7C15L)).make(seed);
    }

    private History make(long seed) {
        var stories = 1 + random.nextInt(random.nextInt(4) == 0 ? 12 : 5);
        for (var story = 0; story < stories; story++) {
            tell();
        }
        happenings.removeIf(_ -> random.nextInt(12) == 0);
        var given = new ArrayList<>(happenings);
        happenings.stream().filter(_ -> random.nextInt(8) == 0).forEach(given::add);
        Collections.shuffle(given, random);
        var bars = new ArrayList<Situation.Bar>();
        while (random.nextInt(3) == 0) {
            bars.add(
                    new Situation.Bar(
                            pick(
                                    Verdict.Code.NUMBER_PAUSED,
                                    Verdict.Code.NUMBER_RATE,
                                    Verdict.Code.NOT_ON_WHATSAPP,
                                    Verdict.Code.COUNTRY_RESTRICTED),
                            random.nextBoolean() ? null : moment()));
        }
        var situation = new Situation(pick("IN", "IN", "TR", "US"), bars);
        return new History(seed, policy, List.copyOf(given), now(), situation);
    }

    /** Mostly late enough that something has happened. */
    private Instant now() {
        if (chance(3) || happenings.isEmpty()) {
            return moment();
        }
        moments.clear();
        moments.add(happenings.stream().map(Happening::at).max(Comparator.naturalOrder()).get());
        return moment();
    }

    private void tell() {
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> request(moment());
            case 3 -> call(moment());
            case 4 -> unansweredCalls();
            case 5 -> connectedCalls();
            case 6 -> theirCall(moment());
            case 7 -> reply(moment(), answered());
            case 8 -> happenings.add(new Happening.Message(name("m"), moment()));
            case 9 -> reading(moment());
            case 10 -> refusal(moment(), random.nextInt(3) == 0 ? name("x") : attempt());
            default -> grant(moment());
        }
    }

    private void grant(Instant at) {
        happenings.add(
                new Happening.Accept(
                        name("a"), at, null, false, chance(4), chance(3) ? near(at) : null));
    }

    private void request(Instant at) {
        var attempt = name("q");
        attempts.add(attempt);
        happenings.add(new Happening.Request(attempt, at));
        var message = "wamid." + name("w");
        var outcome = random.nextInt(8);
        if (outcome == 0) {
            refusal(soon(at), attempt);
        } else if (outcome > 2) {
            happenings.add(new Happening.HandedOver(name("h"), soon(at), attempt, message));
        }
        messages.add(message);
        if (outcome == 0 && !chance(5)) {
            return;
        }
        while (random.nextInt(5) < 2) {
            happenings.add(
                    new Happening.Status(
                            name("s"),
                            soon(at),
                            chance(12) ? "wamid." + name("w") : message,
                            random.nextBoolean() ? attempt : null,
                            pick(Delivery.values())));
        }
        while (random.nextInt(5) < 2) {
            reply(soon(at), message);
        }
    }

    private void unansweredCalls() {
        var at = moment();
        if (chance(2)) {
            grant(at.minusSeconds(1));
        }
        var revokes = policy.edition().unansweredRevokes();
        var count = chance(2) ? 1 + random.nextInt(3) : revokes - 1 + random.nextInt(3);
        for (var call = 0; call < count; call++) {
            var attempt = name("d");
            var metaId = "wacid." + name("c");
            happenings.add(new Happening.Dial(attempt, at));
            if (chance(2)) {
                happenings.add(
                        new Happening.CallEnded(
                                name("e"),
                                soon(at),
                                metaId,
                                attempt,
                                Direction.OUTGOING,
                                null,
                                chance(2) ? at.plusSeconds(30) : null,
                                null));
            }
            at = at.plusSeconds(pick(0, 1, 119, 120, 121, 3600));
            moments.add(at);
        }
    }

    private void connectedCalls() {
        var at = moment();
        if (chance(2)) {
            grant(at.minusSeconds(1));
        }
        var count = 4 + random.nextInt(3);
        if (chance(30)) {
            count = 34 + random.nextInt(3);
        } else if (chance(200)) {
            count = 99 + random.nextInt(3);
        }
        for (var call = 0; call < count; call++) {
            var attempt = name("d");
            happenings.add(new Happening.Dial(attempt, at));
            happenings.add(
                    new Happening.CallEnded(
                            name("e"),
                            at.plusSeconds(40),
                            "wacid." + name("c"),
                            attempt,
                            Direction.OUTGOING,
                            at.plusSeconds(10),
                            at.plusSeconds(40),
                            30));
            at = at.plusSeconds(pick(60, 121, 3600));
        }
        moments.add(at);
    }

    private void call(Instant at) {
        var attempt = name("d");
        attempts.add(attempt);
        var metaId = "wacid." + name("c");
        calls.add(metaId);
        if (!chance(8)) {
            happenings.add(new Happening.Dial(attempt, at));
        }
        if (chance(8)) {
            refusal(soon(at), attempt);
        } else if (!chance(4)) {
            happenings.add(new Happening.HandedOver(name("h"), soon(at), attempt, metaId));
        }
        words(at, metaId, attempt, Direction.OUTGOING);
    }

    private void theirCall(Instant at) {
        var metaId = "wacid." + name("c");
        calls.add(metaId);
        words(at, metaId, chance(6) ? name("i") : null, Direction.INCOMING);
        if (chance(2)) {
            reply(soon(at), metaId);
        }
    }

    private void words(Instant at, String metaId, @Nullable String attempt, Direction direction) {
        var count = random.nextInt(5);
        for (var word = 0; word < count; word++) {
            var told = soon(at);
            var echo = random.nextBoolean() ? attempt : null;
            happenings.add(
                    switch (random.nextInt(9)) {
                        case 0, 1 ->
                                new Happening.CallSeen(name("e"), told, metaId, echo, direction);
                        case 2, 3, 4 ->
                                new Happening.CallPickedUp(
                                        name("e"), told, metaId, echo, direction);
                        case 5 ->
                                chance(2)
                                        ? new Happening.CallFailed(
                                                name("e"), told, metaId, echo, direction)
                                        : new Happening.CallSeen(
                                                name("e"), told, metaId, echo, direction);
                        default ->
                                new Happening.CallEnded(
                                        name("e"),
                                        told,
                                        metaId,
                                        echo,
                                        direction,
                                        chance(3) ? soon(at) : null,
                                        chance(2) ? soon(at) : null,
                                        chance(3) ? pick(0, 1, 30, 120) : null);
                    });
        }
    }

    private void reply(Instant at, @Nullable String answers) {
        var automatic = chance(5);
        happenings.add(
                random.nextInt(5) < 3
                        ? new Happening.Accept(
                                name("a"),
                                at,
                                answers,
                                automatic,
                                chance(5),
                                chance(2) ? near(at) : null)
                        : new Happening.Reject(name("a"), at, answers, automatic));
    }

    private @Nullable String answered() {
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> null;
            case 3 -> "wamid." + name("w");
            case 4 -> "wacid." + name("c");
            case 5 -> calls.isEmpty() ? null : calls.get(random.nextInt(calls.size()));
            default -> messages.isEmpty() ? null : messages.get(random.nextInt(messages.size()));
        };
    }

    private String attempt() {
        return attempts.isEmpty() ? name("x") : attempts.get(random.nextInt(attempts.size()));
    }

    private void refusal(Instant at, String attempt) {
        happenings.add(
                new Happening.Refusal(
                        name("f"), at, attempt, pick(Why.values()), chance(2) ? near(at) : null));
    }

    private void reading(Instant at) {
        happenings.add(
                new Happening.Reading(
                        name("g"),
                        at,
                        pick(Permission.values()),
                        chance(2) ? near(at) : null,
                        chance(2),
                        chance(2),
                        quota(at, policy.edition().requestsIn24h()),
                        quota(at, policy.edition().requestsIn7d()),
                        quota(at, policy.edition().callsIn24h())));
    }

    private @Nullable Quota quota(Instant at, int max) {
        if (chance(3)) {
            return null;
        }
        var metas = chance(3) ? 1 + random.nextInt(3) : max;
        var used = random.nextInt(metas + 2);
        return new Quota(used, metas, used >= metas && !chance(3) ? near(at) : null);
    }

    /** A moment at, or at the edge of a period around, something that is there already. */
    private Instant moment() {
        var moment = moments.get(random.nextInt(moments.size()));
        if (!chance(4)) {
            var period = pick(PERIODS);
            moment = chance(5) ? moment.minus(period) : moment.plus(period);
        }
        moment = moment.plusSeconds(pick(0, 0, 0, 0, 1, -1));
        moments.add(moment);
        return moment;
    }

    private Instant soon(Instant at) {
        var then =
                switch (random.nextInt(10)) {
                    case 0 -> at.plus(pick(PERIODS)).plusSeconds(pick(-1, 0, 1));
                    case 1 -> at.minusSeconds(pick(SOON));
                    default -> at.plusSeconds(pick(SOON));
                };
        moments.add(then);
        return then;
    }

    /** For ends that are told: mostly at the edge of a period after. */
    private Instant near(Instant at) {
        var then = chance(6) ? at.minusSeconds(pick(SOON)) : at.plus(pick(PERIODS));
        then = then.plusSeconds(pick(-1, 0, 0, 1));
        moments.add(then);
        return then;
    }

    /** Ids in an order that has nothing to do with time. */
    private String name(String kind) {
        return (char) ('a' + random.nextInt(26)) + kind + named++;
    }

    private @Nullable Integer few(int from, int to) {
        return random.nextBoolean() ? null : from + random.nextInt(to - from + 1);
    }

    /** One in so many. */
    private boolean chance(int of) {
        return random.nextInt(of) == 0;
    }

    @SafeVarargs
    private <T> T pick(T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
