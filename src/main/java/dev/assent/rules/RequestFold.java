package dev.assent.rules;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** What is known of one request while the ledger is read (section 5). */
final class RequestFold implements Comparable<RequestFold> {

    final String attempt;
    private final Instant attempted;
    private @Nullable String metaId;
    private @Nullable Instant handedOver;
    private @Nullable Instant sent;
    private @Nullable Instant delivered;
    private @Nullable Instant read;
    private @Nullable Instant failed;
    private @Nullable Instant answered;
    private boolean accepted;

    RequestFold(Happening.Request request) {
        attempt = request.id();
        attempted = request.at();
    }

    void handOver(Instant at) {
        handedOver = Moments.earlier(handedOver, Moments.later(attempted, at));
    }

    void named(String byMeta) {
        metaId = Gathering.firstName(metaId, byMeta);
    }

    void fail(Instant at) {
        failed = Moments.earlier(failed, at);
    }

    void report(Happening.Status status) {
        var at = notBefore(status.at());
        switch (status.delivery()) {
            case SENT -> sent = Moments.earlier(sent, at);
            case DELIVERED -> delivered = Moments.earlier(delivered, at);
            case READ -> {
                read = Moments.earlier(read, at);
                delivered = Moments.earlier(delivered, at);
            }
            case FAILED -> fail(at);
        }
    }

    /** Told in order, so the last answer stays. */
    void answer(Happening.Reply reply, Instant at) {
        answered = at;
        accepted = reply instanceof Happening.Accept;
        delivered = Moments.earlier(delivered, at);
    }

    /** 5.1. */
    Instant moment() {
        return handedOver == null ? attempted : handedOver;
    }

    /** 2.4. */
    Instant notBefore(Instant at) {
        return Moments.later(moment(), at);
    }

    @Nullable Instant delivered() {
        return delivered;
    }

    /** 5.2: nobody knows whether Meta has it. */
    boolean unknown() {
        return metaId == null && failed == null;
    }

    /** Whether it holds a place in the limits: a refusal or failure frees it (5.4). */
    boolean counts() {
        return failed == null || delivered != null;
    }

    /**
     * 5.5.
     *
     * @param superseded when a newer request was delivered or answered
     */
    RequestLife life(@Nullable Instant superseded, Instant now) {
        var until = (delivered == null ? moment() : delivered).plus(Edition.REQUEST_LIFE);
        if (answered != null) {
            return life(
                    accepted ? RequestLife.Status.ACCEPTED : RequestLife.Status.DECLINED,
                    until,
                    answered);
        }
        if (!counts()) {
            return life(RequestLife.Status.FAILED, until, failed);
        }
        if (superseded != null && superseded.isBefore(until)) {
            return life(RequestLife.Status.SUPERSEDED, until, superseded);
        }
        if (!now.isBefore(until)) {
            return life(RequestLife.Status.EXPIRED, until, until);
        }
        if (read != null) {
            return life(RequestLife.Status.READ, until, read);
        }
        if (delivered != null) {
            return life(RequestLife.Status.DELIVERED, until, delivered);
        }
        return metaId == null
                ? life(RequestLife.Status.UNKNOWN, until, null)
                : life(RequestLife.Status.SENT, until, handedOver == null ? sent : handedOver);
    }

    private RequestLife life(
            RequestLife.Status status, Instant until, @Nullable Instant changedAt) {
        return new RequestLife(attempt, metaId, moment(), status, until, delivered, changedAt);
    }

    @Override
    public int compareTo(RequestFold other) {
        var order = moment().compareTo(other.moment());
        return order == 0 ? attempt.compareTo(other.attempt) : order;
    }
}
