package dev.assent.rules;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Follows a pair's happenings in order and knows where they have led (sections 4, 6 and 8). */
final class Course {

    private final Policy policy;
    private final List<Call> row = new ArrayList<>();
    private Standing resting = new Standing.NotRequested();
    private @Nullable Grant grant;
    private @Nullable Instant lastConnected;
    private @Nullable Block requestBlock;
    private @Nullable Block callBlock;
    private Happening.@Nullable Reading reading;
    private @Nullable Drift readingDrift;

    Course(Policy policy) {
        this.policy = policy;
    }

    /** A grant while it runs: a reading may move its end (8.3), and calls count by it (6.7). */
    static final class Grant {

        final List<Call> dialled = new ArrayList<>();
        private final Instant since;
        private final Standing.Source source;
        private @Nullable Instant until;

        Grant(Instant since, @Nullable Instant until, Standing.Source source) {
            this.since = since;
            this.until = until;
            this.source = source;
        }

        boolean permanent() {
            return until == null;
        }

        /** Half-open: at its exact end a grant is over (2.1). */
        boolean inForce(Instant moment) {
            return until == null || moment.isBefore(until);
        }

        /** When a temporary one ends; null on a permanent one. */
        @Nullable Instant until() {
            return until;
        }

        Standing.Granted standing() {
            return new Standing.Granted(since, until, source);
        }
    }

    /** Meta refused because a limit is reached (8.2). */
    record Block(String refusal, Instant since, Instant until) {}

    void take(Step step) {
        switch (step) {
            case Step.Dialled dialled -> dialled(dialled.call(), dialled.at());
            case Step.PickedUp pickedUp -> connected(pickedUp.at());
            case Step.Unanswered unanswered -> unanswered(unanswered.call(), unanswered.at());
            case Step.Accepted accepted -> accepted(accepted.accept(), accepted.at());
            case Step.Rejected rejected -> rejected(rejected.reject(), rejected.at());
            case Step.Refused refused -> refused(refused.refusal(), refused.at());
            case Step.Read read -> read(read.reading());
        }
    }

    /** The grant in force. */
    @Nullable Grant grant(Instant moment) {
        return grant != null && grant.inForce(moment) ? grant : null;
    }

    /** What shows while no grant is in force and no request is open. */
    Standing resting(Instant moment) {
        return grant == null || grant.until == null || moment.isBefore(grant.until)
                ? resting
                : new Standing.Expired(grant.until, grant.standing());
    }

    /** Our unanswered calls since the last connected call or new grant. */
    List<Call> unansweredRow() {
        return row;
    }

    @Nullable Instant lastConnected() {
        return lastConnected;
    }

    @Nullable Block requestBlock() {
        return requestBlock;
    }

    @Nullable Block callBlock() {
        return callBlock;
    }

    /** The latest reading. */
    Happening.@Nullable Reading reading() {
        return reading;
    }

    /** How its status differed from ours. */
    @Nullable Drift readingDrift() {
        return readingDrift;
    }

    private void dialled(Call call, Instant at) {
        var inForce = grant(at);
        if (inForce != null) {
            inForce.dialled.add(call);
        }
    }

    private void connected(Instant at) {
        lastConnected = at;
        requestBlock = null;
        row.clear();
    }

    private void unanswered(Call call, Instant at) {
        row.add(call);
        if (row.size() >= policy.edition().unansweredRevokes() && grant(at) != null) {
            revoke(at, Standing.By.PLATFORM);
        }
    }

    private void accepted(Happening.Accept accept, Instant at) {
        var until = accept.permanent() ? null : end(accept.until(), at);
        var inForce = grant(at);
        if (accept.automatic() && inForce != null && !endsLater(until, inForce)) {
            return;
        }
        grant(at, until, source(accept));
    }

    /** 4.5: of a temporary grant. */
    private static Instant end(@Nullable Instant told, Instant since) {
        return told == null ? since.plus(Edition.TEMPORARY_GRANT) : told;
    }

    private static boolean endsLater(@Nullable Instant until, Grant than) {
        return than.until != null && (until == null || until.isAfter(than.until));
    }

    private static Standing.Source source(Happening.Accept accept) {
        if (accept.automatic()) {
            return Standing.Source.CALLBACK;
        }
        if (accept.answers() == null) {
            return Standing.Source.PROFILE;
        }
        return Gathering.isCall(accept.answers())
                ? Standing.Source.CALLBACK
                : Standing.Source.REQUEST;
    }

    private void rejected(Happening.Reject reject, Instant at) {
        var resting = resting(at);
        if (grant(at) != null) {
            revoke(at, reject.automatic() ? Standing.By.PLATFORM : Standing.By.USER);
        } else if (reject.automatic()) {
            var since = resting instanceof Standing.Revoked revoked ? revoked.since() : at;
            rest(new Standing.Revoked(since, Standing.By.PLATFORM));
        } else if (reject.answers() != null || !(resting instanceof Standing.Revoked)) {
            rest(new Standing.Declined(at));
        }
    }

    private void refused(Happening.Refusal refusal, Instant at) {
        switch (refusal.why()) {
            case PERMANENT_GRANT -> grantPermanentlyUnlessGranted(at);
            case NO_PERMISSION -> revokeIfGranted(at);
            case REQUEST_LIMIT -> requestBlock = block(refusal, at, Edition.WEEK);
            case CALL_LIMIT -> callBlock = block(refusal, at, Edition.DAY);
            case OTHER -> {}
        }
    }

    private static Block block(Happening.Refusal refusal, Instant at, Duration longest) {
        return new Block(
                refusal.id(), at, refusal.until() == null ? at.plus(longest) : refusal.until());
    }

    private void read(Happening.Reading metas) {
        reading = metas;
        requestBlock = null;
        callBlock = null;
        readingDrift = Drifting.permission(grant(metas.at()), metas);
        switch (metas.permission()) {
            case NONE -> revokeIfGranted(metas.at());
            case TEMPORARY -> correctTemporary(metas);
            case PERMANENT -> grantPermanentlyUnlessGranted(metas.at());
        }
    }

    private void correctTemporary(Happening.Reading metas) {
        var inForce = grant(metas.at());
        if (inForce == null || inForce.permanent()) {
            grant(metas.at(), end(metas.until(), metas.at()), Standing.Source.READING);
        } else if (metas.until() != null) {
            inForce.until = metas.until();
        }
    }

    private void grantPermanentlyUnlessGranted(Instant at) {
        if (grant == null || !grant.permanent()) {
            grant(at, null, Standing.Source.READING);
        }
    }

    private void grant(Instant since, @Nullable Instant until, Standing.Source source) {
        grant = new Grant(since, until, source);
        row.clear();
    }

    private void revokeIfGranted(Instant at) {
        if (grant(at) != null) {
            revoke(at, Standing.By.UNKNOWN);
        }
    }

    private void revoke(Instant at, Standing.By by) {
        rest(new Standing.Revoked(at, by));
    }

    private void rest(Standing instead) {
        grant = null;
        resting = instead;
    }
}
