package dev.assent.simulator;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What Meta counts between a number and a person. Everything is counted afresh from what happened.
 *
 * @param requests in 24 hours
 * @param requestsOfWeek in 7 days
 * @param calls connected ones in 24 hours
 * @param callsOfGrant connected ones under the temporary grant in force, where that is limited
 * @param unanswered calls of the business in a row
 */
record Limits(
        Usage requests,
        Usage requestsOfWeek,
        Usage calls,
        @Nullable Usage callsOfGrant,
        int unanswered) {

    private static final Duration DAY = Duration.ofHours(24);
    private static final Duration WEEK = Duration.ofDays(7);

    static Limits of(
            Pair pair,
            List<Message> requests,
            List<PhoneCall> calls,
            Edition edition,
            Quirks quirks,
            Instant now) {
        var asked = countedRequests(requests, lastConnected(calls), quirks);
        var connected =
                calls.stream()
                        .filter(call -> call.byBusiness() && call.connected())
                        .map(PhoneCall::moment)
                        .toList();
        return new Limits(
                Usage.rolling("PT24H", DAY, edition.requestsPerDay, asked, now),
                Usage.rolling("P7D", WEEK, edition.requestsPerWeek, asked, now),
                Usage.rolling("PT24H", DAY, edition.callsPerDay, connected, now),
                ofGrant(pair, calls, edition, now),
                unansweredInARow(calls, pair.grantedAt(), quirks.rejectedCallsCount()));
    }

    boolean mayAsk() {
        return !requests.full() && !requestsOfWeek.full();
    }

    boolean mayCall() {
        return !calls.full() && (callsOfGrant == null || !callsOfGrant.full());
    }

    /** When the last of the full limits on asking is free again. */
    Optional<Instant> askableAt() {
        return latest(requests.freeAt(), requestsOfWeek.freeAt());
    }

    Optional<Instant> callableAt() {
        return latest(calls.freeAt(), callsOfGrant == null ? null : callsOfGrant.freeAt());
    }

    /**
     * How many calls of the business nobody picked up since somebody last did, or since the latest
     * grant. A call in the second of the grant came before it.
     */
    static int unansweredInARow(
            List<PhoneCall> calls, @Nullable Instant grantedAt, boolean rejectedCounts) {
        var row = 0;
        for (var call : inOrder(calls)) {
            if (call.connected()) {
                row = 0;
            } else if (call.unanswered(rejectedCounts)
                    && (grantedAt == null || call.moment().isAfter(grantedAt))) {
                row++;
            }
        }
        return row;
    }

    private static List<PhoneCall> inOrder(List<PhoneCall> calls) {
        return calls.stream()
                .sorted(Comparator.comparing(PhoneCall::moment).thenComparing(PhoneCall::id))
                .toList();
    }

    private static @Nullable Instant lastConnected(List<PhoneCall> calls) {
        return calls.stream()
                .filter(PhoneCall::connected)
                .map(PhoneCall::moment)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private static List<Instant> countedRequests(
            List<Message> requests, @Nullable Instant reset, Quirks quirks) {
        return requests.stream()
                .filter(request -> quirks.failedRequestsCount() || !request.failed())
                .map(request ->
                        Optional.ofNullable(
                                quirks.requestsCountWhenDelivered()
                                        ? request.deliveredAt()
                                        : request.sentAt()))
                .flatMap(Optional::stream)
                .filter(moment -> reset == null || !moment.isBefore(reset))
                .toList();
    }

    private static @Nullable Usage ofGrant(
            Pair pair, List<PhoneCall> calls, Edition edition, Instant now) {
        if (edition.callsPerGrant == null || pair.permissionAt(now) != Pair.Permission.TEMPORARY) {
            return null;
        }
        var used =
                (int)
                        calls.stream()
                                .filter(call -> call.byBusiness() && call.connected())
                                .filter(call ->
                                        Integer.valueOf(pair.grantNo()).equals(call.grantNo()))
                                .count();
        var max = edition.callsPerGrant;
        return new Usage("GRANT", max, used, used >= max ? pair.grantedUntil() : null);
    }

    private static Optional<Instant> latest(@Nullable Instant one, @Nullable Instant other) {
        return Stream.of(Optional.ofNullable(one), Optional.ofNullable(other))
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder());
    }
}
