package dev.assent.rules;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Follows a pair's happenings in order and knows where they have led (sections 4, 6 and 8). */
final class Course {

    private final int unansweredRevokes;
    private final List<Call> row = new ArrayList<>();
    private final List<Turn> turns = new ArrayList<>(4);
    private String step = "";
    private Standing beneath = new Standing.NotRequested();

    /** The last one, over or not, unless it was taken or replaced. */
    private Standing.@Nullable Granted grant;

    private @Nullable Instant lastConnected;
    private @Nullable Block requestBlock;
    private @Nullable Block callBlock;
    private Happening.@Nullable Reading reading;
    private Happening.Permission permissionWhenRead = Happening.Permission.NONE;

    Course(Edition edition) {
        unansweredRevokes = edition.unansweredRevokes();
    }

    /** Meta refused because a limit is reached (8.2). */
    record Block(String refusal, Instant since, Instant until) {

        boolean withinADay() {
            return !until.isAfter(since.plus(Edition.DAY));
        }
    }

    void take(Step step) {
        this.step = step.id();
        var at = step.at();
        switch (step) {
            case Step.PickedUp _ -> connected(at);
            case Step.Unanswered(_, var call) -> unanswered(call, at);
            case Step.Replied(_, Happening.Accept accept) -> accepted(accept, at);
            case Step.Replied(_, Happening.Reject reject) -> rejected(reject, at);
            case Step.Refused(_, var refusal) -> refused(refusal, at);
            case Step.Read(var metas) -> read(metas, at);
        }
    }

    /** The grant in force. */
    Standing.@Nullable Granted grant(Instant moment) {
        return grant != null && grant.inForce(moment) ? grant : null;
    }

    /** What shows where no request is open. */
    Standing standing(Instant moment) {
        if (grant == null) {
            return beneath;
        }
        return grant.inForce(moment)
                ? grant
                : new Standing.Expired(Objects.requireNonNull(grant.until()), grant);
    }

    /** How it came to what shows where no request is open, the latest last. */
    List<Turn> turns(Instant moment) {
        var all = new ArrayList<>(turns);
        if (standing(moment) instanceof Standing.Expired expired) {
            all.add(new Turn(expired.since(), expired, null));
        }
        return all;
    }

    /** Our unanswered calls since the last connected call or new grant. */
    List<Call> unansweredRow() {
        return row;
    }

    @Nullable Instant lastConnected() {
        return lastConnected;
    }

    /** On asking; over or not. */
    @Nullable Block requestBlock() {
        return requestBlock;
    }

    /** On calling; over or not. */
    @Nullable Block callBlock() {
        return callBlock;
    }

    /** The latest reading. */
    Happening.@Nullable Reading reading() {
        return reading;
    }

    /** What the ledger itself said when the latest reading came. */
    Happening.Permission permissionWhenRead() {
        return permissionWhenRead;
    }

    private void connected(Instant at) {
        lastConnected = at;
        requestBlock = null;
        row.clear();
    }

    private void unanswered(Call call, Instant at) {
        row.add(call);
        if (row.size() >= unansweredRevokes) {
            revokeIfGranted(at, Standing.By.PLATFORM);
        }
    }

    private void accepted(Happening.Accept accept, Instant at) {
        var until = accept.permanent() ? null : end(accept.until(), at);
        var inForce = grant(at);
        if (!accept.automatic() || inForce == null || endsLater(until, inForce)) {
            grant(at, until, source(accept));
        }
    }

    /** 4.5, of a temporary grant. */
    private static Instant end(@Nullable Instant told, Instant since) {
        return told == null ? since.plus(Edition.TEMPORARY_GRANT) : told;
    }

    private static boolean endsLater(@Nullable Instant until, Standing.Granted than) {
        return than.until() != null && (until == null || until.isAfter(than.until()));
    }

    private static Standing.Source source(Happening.Accept accept) {
        var answered = accept.answers();
        if (accept.automatic() || answered != null && Gathering.isCall(answered)) {
            return Standing.Source.CALLBACK;
        }
        return answered == null ? Standing.Source.PROFILE : Standing.Source.REQUEST;
    }

    private void rejected(Happening.Reject reject, Instant at) {
        var before = standing(at);
        if (reject.automatic()) {
            var since = before instanceof Standing.Revoked revoked ? revoked.since() : at;
            stand(new Standing.Revoked(since, Standing.By.PLATFORM), at);
        } else if (before instanceof Standing.Granted) {
            stand(new Standing.Revoked(at, Standing.By.USER), at);
        } else if (reject.answers() != null || !(before instanceof Standing.Revoked)) {
            stand(new Standing.Declined(at), at);
        }
    }

    private void refused(Happening.Refusal refusal, Instant at) {
        switch (refusal.why()) {
            case PERMANENT_GRANT -> grantPermanentlyUnlessGranted(at);
            case NO_PERMISSION -> revokeIfGranted(at, Standing.By.UNKNOWN);
            case REQUEST_LIMIT -> requestBlock = block(refusal, at, Edition.WEEK);
            case CALL_LIMIT -> callBlock = block(refusal, at, Edition.DAY);
            case OTHER -> {}
        }
    }

    private static Block block(Happening.Refusal refusal, Instant at, Duration longest) {
        var until = refusal.until() == null ? at.plus(longest) : refusal.until();
        return new Block(refusal.id(), at, until);
    }

    private void read(Happening.Reading metas, Instant at) {
        reading = metas;
        requestBlock = null;
        callBlock = null;
        permissionWhenRead = permission(grant(at));
        switch (metas.permission()) {
            case NONE -> revokeIfGranted(at, Standing.By.UNKNOWN);
            case TEMPORARY -> grantUntil(metas.until(), at);
            case PERMANENT -> grantPermanentlyUnlessGranted(at);
        }
    }

    private static Happening.Permission permission(Standing.@Nullable Granted inForce) {
        if (inForce == null) {
            return Happening.Permission.NONE;
        }
        return inForce.permanent()
                ? Happening.Permission.PERMANENT
                : Happening.Permission.TEMPORARY;
    }

    /** The same grant goes on if it is a temporary one (8.3). */
    private void grantUntil(@Nullable Instant told, Instant at) {
        var inForce = grant(at);
        if (inForce == null || inForce.permanent()) {
            grant(at, end(told, at), Standing.Source.READING);
        } else if (told != null) {
            stand(new Standing.Granted(inForce.since(), told, inForce.source()), at);
        }
    }

    private void grantPermanentlyUnlessGranted(Instant at) {
        if (grant == null || !grant.permanent()) {
            grant(at, null, Standing.Source.READING);
        }
    }

    private void grant(Instant since, @Nullable Instant until, Standing.Source source) {
        stand(new Standing.Granted(since, until, source), since);
        row.clear();
    }

    private void revokeIfGranted(Instant at, Standing.By by) {
        if (grant(at) != null) {
            stand(new Standing.Revoked(at, by), at);
        }
    }

    private void stand(Standing next, Instant at) {
        var before = standing(at);
        if (before instanceof Standing.Expired expired) {
            turns.add(new Turn(expired.since(), expired, null));
        }
        if (!next.equals(before)) {
            turns.add(new Turn(at, next, step));
        }
        if (next instanceof Standing.Granted given) {
            grant = given;
        } else {
            grant = null;
            beneath = next;
        }
    }
}
