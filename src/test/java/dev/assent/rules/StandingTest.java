package dev.assent.rules;

import static dev.assent.rules.Pair.DAY;
import static dev.assent.rules.Pair.MINUTE;
import static dev.assent.rules.Pair.START;
import static dev.assent.rules.Pair.WEEK;
import static dev.assent.rules.Pair.call;
import static dev.assent.rules.Pair.message;
import static dev.assent.rules.Pair.pair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.rules.Happening.Delivery;
import dev.assent.rules.Happening.Permission;
import dev.assent.rules.Happening.Why;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Every standing meets every happening. */
class StandingTest {

    /** A dot means: as before. By whom means: revoked by them. */
    private static final String TABLE =
            """
            then                  | NotRequested | Pending      | Temporary  | Permanent  | Declined   | ByUser     | ByPlatform | ByUnknown  | Expired
            Request               | Pending      | .            | .          | .          | Pending    | Pending    | Pending    | Pending    | Pending
            HandedOver            | .            | .            | .          | .          | .          | .          | .          | .          | .
            Refusal 138017        | Permanent    | Permanent    | Permanent  | .          | Permanent  | Permanent  | Permanent  | Permanent  | Permanent
            Refusal 138006        | .            | .            | ByUnknown  | ByUnknown  | .          | .          | .          | .          | .
            Refusal 138009        | .            | .            | .          | .          | .          | .          | .          | .          | .
            Refusal 138012        | .            | .            | .          | .          | .          | .          | .          | .          | .
            Refusal, other        | .            | .            | .          | .          | .          | .          | .          | .          | .
            Status read           | .            | .            | .          | .          | .          | .          | .          | .          | .
            Status failed         | .            | NotRequested | .          | .          | .          | .          | .          | .          | .
            Accept                | Temporary    | Temporary    | Temporary  | Temporary  | Temporary  | Temporary  | Temporary  | Temporary  | Temporary
            Accept always         | Permanent    | Permanent    | Permanent  | Permanent  | Permanent  | Permanent  | Permanent  | Permanent  | Permanent
            Accept automatic      | Temporary    | Temporary    | Temporary  | .          | Temporary  | Temporary  | Temporary  | Temporary  | Temporary
            Reject                | Declined     | Declined     | ByUser     | ByUser     | Declined   | Declined   | Declined   | Declined   | Declined
            Reject in profile     | Declined     | .            | ByUser     | ByUser     | Declined   | .          | .          | .          | Declined
            Reject automatic      | ByPlatform   | .            | ByPlatform | ByPlatform | ByPlatform | ByPlatform | ByPlatform | ByPlatform | ByPlatform
            Message               | .            | .            | .          | .          | .          | .          | .          | .          | .
            Dial                  | .            | .            | .          | .          | .          | .          | .          | .          | .
            CallSeen              | .            | .            | .          | .          | .          | .          | .          | .          | .
            CallPickedUp          | .            | .            | .          | .          | .          | .          | .          | .          | .
            CallEnded             | .            | .            | .          | .          | .          | .          | .          | .          | .
            CallEnded, the fourth | .            | .            | ByPlatform | ByPlatform | .          | .          | .          | .          | .
            CallFailed            | .            | .            | .          | .          | .          | .          | .          | .          | .
            Reading none          | .            | .            | ByUnknown  | ByUnknown  | .          | .          | .          | .          | .
            Reading temporary     | Temporary    | Temporary    | Temporary  | Temporary  | Temporary  | Temporary  | Temporary  | Temporary  | Temporary
            Reading permanent     | Permanent    | Permanent    | Permanent  | .          | Permanent  | Permanent  | Permanent  | Permanent  | Permanent
            """;

    private static final Instant BEFORE = START;
    private static final Instant THEN = START.plus(DAY);
    private static final String ATTEMPT = "q000";
    private static final String CALL = "d000";

    private record Meeting(String standing, String happening, String becomes) {

        Pair before() {
            return pairThatIs(standing);
        }

        Pair after() {
            return then(happening, before());
        }
    }

    @TestFactory
    Stream<DynamicTest> every_standing_meets_every_happening() {
        return meetings().stream()
                .map(meeting -> DynamicTest.dynamicTest(meeting.toString(), () -> hold(meeting)));
    }

    private static void hold(Meeting meeting) {
        assertThat(name(meeting.before().standing(THEN))).isEqualTo(meeting.standing());
        var after = meeting.after();
        assertThat(meeting.happening()).startsWith(name(after.happenings.getLast()));
        assertThat(name(after.standing(THEN.plus(MINUTE)))).isEqualTo(meeting.becomes());
    }

    @Test
    void the_table_knows_every_standing_and_every_happening() {
        var standings = new HashSet<Class<?>>();
        var happenings = new HashSet<Class<?>>();
        for (var meeting : meetings()) {
            standings.add(meeting.before().standing(THEN).getClass());
            happenings.add(meeting.after().happenings.getLast().getClass());
        }
        assertThat(standings).isEqualTo(kindsOf(Standing.class));
        assertThat(happenings).isEqualTo(kindsOf(Happening.class));
    }

    private static Set<Class<?>> kindsOf(Class<?> sealed) {
        var kinds = new HashSet<Class<?>>();
        for (var kind : sealed.getPermittedSubclasses()) {
            kinds.addAll(kind.isSealed() ? kindsOf(kind) : Set.of(kind));
        }
        return kinds;
    }

    private static String name(Standing standing) {
        return switch (standing) {
            case Standing.NotRequested _ -> "NotRequested";
            case Standing.Pending _ -> "Pending";
            case Standing.Granted granted -> granted.permanent() ? "Permanent" : "Temporary";
            case Standing.Declined _ -> "Declined";
            case Standing.Revoked revoked ->
                    switch (revoked.by()) {
                        case USER -> "ByUser";
                        case PLATFORM -> "ByPlatform";
                        case UNKNOWN -> "ByUnknown";
                    };
            case Standing.Expired _ -> "Expired";
        };
    }

    private static String name(Happening happening) {
        return switch (happening) {
            case Happening.Request _ -> "Request";
            case Happening.HandedOver _ -> "HandedOver";
            case Happening.Refusal _ -> "Refusal";
            case Happening.Status _ -> "Status";
            case Happening.Accept _ -> "Accept";
            case Happening.Reject _ -> "Reject";
            case Happening.Message _ -> "Message";
            case Happening.Dial _ -> "Dial";
            case Happening.CallSeen _ -> "CallSeen";
            case Happening.CallPickedUp _ -> "CallPickedUp";
            case Happening.CallEnded _ -> "CallEnded";
            case Happening.CallFailed _ -> "CallFailed";
            case Happening.Reading _ -> "Reading";
        };
    }

    private static Pair pairThatIs(String name) {
        var pair = pair();
        return switch (name) {
            case "NotRequested" -> pair;
            case "Pending" -> {
                assertThat(pair.asked(BEFORE)).isEqualTo(ATTEMPT);
                yield pair;
            }
            case "Temporary" -> pair.allowsInProfile(BEFORE);
            case "Permanent" -> pair.allowsAlwaysInProfile(BEFORE);
            case "Declined" -> pair.rejects(message(ATTEMPT), BEFORE);
            case "ByUser" -> pair.allowsInProfile(BEFORE).revokesInProfile(BEFORE.plus(MINUTE));
            case "ByPlatform" -> pair.revokedByWhatsApp(BEFORE);
            case "ByUnknown" ->
                    pair.allowsInProfile(BEFORE)
                            .metaSays(Permission.NONE, null, BEFORE.plus(MINUTE));
            case "Expired" -> pair.accepts(null, BEFORE, BEFORE.plus(MINUTE));
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Pair then(String name, Pair pair) {
        switch (name) {
            case "Request" -> pair.attempted(THEN);
            case "HandedOver" -> pair.handedOver(ATTEMPT, THEN);
            case "Refusal 138017" -> pair.refused("x", Why.PERMANENT_GRANT, THEN);
            case "Refusal 138006" -> pair.refused("x", Why.NO_PERMISSION, THEN);
            case "Refusal 138009" -> pair.refused("x", Why.REQUEST_LIMIT, THEN);
            case "Refusal 138012" -> pair.refused("x", Why.CALL_LIMIT, THEN);
            case "Refusal, other" -> pair.refused("x", Why.OTHER, THEN);
            case "Status read" -> pair.delivery(ATTEMPT, Delivery.READ, THEN);
            case "Status failed" -> pair.delivery(ATTEMPT, Delivery.FAILED, THEN);
            case "Accept" -> pair.allows(ATTEMPT, THEN);
            case "Accept always" -> pair.allowsAlways(ATTEMPT, THEN);
            case "Accept automatic" -> pair.callbackGranted(call("u"), THEN, THEN.plus(WEEK));
            case "Reject" -> pair.declines(ATTEMPT, THEN);
            case "Reject in profile" -> pair.revokesInProfile(THEN);
            case "Reject automatic" -> pair.revokedByWhatsApp(THEN);
            case "Message" -> pair.writes(THEN);
            case "Dial" -> pair.dialled(THEN);
            case "CallSeen" -> pair.seen(CALL, THEN);
            case "CallPickedUp" -> pair.pickedUp(CALL, THEN);
            case "CallEnded" -> pair.ended(CALL, THEN);
            case "CallEnded, the fourth" ->
                    pair.unansweredCalls(3, THEN.minus(MINUTE.multipliedBy(3))).ended(CALL, THEN);
            case "CallFailed" -> pair.broken(CALL, THEN);
            case "Reading none" -> pair.metaSays(Permission.NONE, null, THEN);
            case "Reading temporary" -> pair.metaSays(Permission.TEMPORARY, THEN.plus(DAY), THEN);
            case "Reading permanent" -> pair.metaSays(Permission.PERMANENT, null, THEN);
            default -> throw new IllegalArgumentException(name);
        }
        return pair;
    }

    private static List<Meeting> meetings() {
        var lines = TABLE.lines().map(StandingTest::cells).toList();
        var standings = lines.getFirst();
        var meetings = new ArrayList<Meeting>();
        for (var line : lines.subList(1, lines.size())) {
            for (var column = 1; column < standings.size(); column++) {
                var standing = standings.get(column);
                var becomes = line.get(column).equals(".") ? standing : line.get(column);
                meetings.add(new Meeting(standing, line.getFirst(), becomes));
            }
        }
        return meetings;
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.split("\\|")).map(String::strip).toList();
    }
}
