package dev.assent.rules;

import static dev.assent.rules.Pair.DAY;
import static dev.assent.rules.Pair.HOUR;
import static dev.assent.rules.Pair.IN_INDIA;
import static dev.assent.rules.Pair.MINUTE;
import static dev.assent.rules.Pair.START;

import dev.assent.rules.Happening.Delivery;
import dev.assent.rules.Happening.Permission;
import dev.assent.rules.Happening.Quota;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** What the rules cost; docs/performance.md has the figures and the command. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 8, time = 1)
@Measurement(iterations = 8, time = 1)
public class RulesBenchmark {

    private static final Comparator<Happening> BY_TIME = Comparator.comparing(Happening::at);

    private final Pair pair = threeWeeks();
    private final List<Happening> happenings = shuffled(pair.happenings);
    private final Instant now = day(19);
    private final Position allowed = Position.of(Policy.DOCUMENTED, happenings, now);
    private final Position over = Position.of(Policy.DOCUMENTED, happenings, day(30));
    private final Situation pausedInTurkey =
            new Situation("TR", List.of(new Situation.Bar(Verdict.Code.NUMBER_PAUSED, day(31))));

    /** The yardstick: what any reading of the same ledger would cost at least. */
    @Benchmark
    public List<Happening> sort_50_happenings_by_time() {
        var sorted = new ArrayList<>(happenings);
        sorted.sort(BY_TIME);
        return sorted;
    }

    @Benchmark
    public void fold_50_happenings_and_both_verdicts(Blackhole blackhole) {
        var position = Position.of(Policy.DOCUMENTED, happenings, now);
        blackhole.consume(position.mayCall(IN_INDIA));
        blackhole.consume(position.mayAsk(IN_INDIA, Situation.Asking.SOMEHOW));
    }

    @Benchmark
    public Verdict allowed_verdict() {
        return allowed.mayCall(IN_INDIA);
    }

    @Benchmark
    public Verdict refused_verdict_with_its_reasons() {
        return over.mayCall(pausedInTurkey);
    }

    private static List<Happening> shuffled(List<Happening> happenings) {
        if (happenings.size() != 50) {
            throw new IllegalStateException("50 happenings are measured, not " + happenings.size());
        }
        var shuffled = new ArrayList<>(happenings);
        Collections.shuffle(shuffled, new Random(1));
        return shuffled;
    }

    /** A customer who declines at first, allows later, is called and calls. */
    private static Pair threeWeeks() {
        var pair = Pair.pair();
        pair.writes(day(0));
        var first = asked(pair, day(0).plus(HOUR));
        pair.delivery(first, Delivery.READ, day(0).plus(HOUR.multipliedBy(2)));
        pair.declines(first, day(0).plus(HOUR.multipliedBy(3)));
        asked(pair, day(2));
        var third = asked(pair, day(8));
        pair.allows(third, day(8).plus(MINUTE));
        ringing(pair, day(8).plus(HOUR));
        answered(pair, day(8).plus(HOUR.multipliedBy(2)));
        var theirs = pair.theyCall(day(9));
        pair.theirsIsPickedUp(theirs, day(9).plusSeconds(10));
        pair.theirsEnds(theirs, day(9).plusSeconds(90));
        pair.callbackGranted(theirs, day(9).plusSeconds(2), day(16).plusSeconds(2));
        pair.writes(day(10));
        pair.writes(day(10).plus(MINUTE));
        answered(pair, day(12));
        ringing(pair, day(14));
        var fourth = asked(pair, day(16));
        pair.delivery(fourth, Delivery.READ, day(16).plus(HOUR));
        pair.allows(fourth, day(16).plus(HOUR.multipliedBy(2)));
        pair.writes(day(17));
        pair.add(
                pair.reading(
                        Permission.TEMPORARY,
                        day(23).plus(HOUR.multipliedBy(2)),
                        true,
                        true,
                        new Quota(0, 1, null),
                        new Quota(1, 2, null),
                        new Quota(0, 5, null),
                        day(18)));
        var missed = pair.theyCall(day(18).plus(HOUR));
        pair.theirsEnds(missed, day(18).plus(HOUR).plusSeconds(40));
        return pair;
    }

    private static String asked(Pair pair, Instant at) {
        var attempt = pair.asked(at);
        pair.echoed(attempt, Delivery.SENT, at.plusSeconds(1));
        pair.delivered(attempt, at.plusSeconds(2));
        return attempt;
    }

    private static void ringing(Pair pair, Instant at) {
        var attempt = pair.dialled(at);
        pair.handedOver(attempt, at).seen(attempt, at.plusSeconds(2));
        pair.ended(attempt, at.plusSeconds(40));
    }

    private static void answered(Pair pair, Instant at) {
        var attempt = pair.dialled(at);
        pair.handedOver(attempt, at).seen(attempt, at.plusSeconds(2));
        pair.pickedUp(attempt, at.plusSeconds(9));
        pair.ended(attempt, at.plusSeconds(200), at.plusSeconds(8));
    }

    private static Instant day(int day) {
        return START.plus(DAY.multipliedBy(day));
    }
}
