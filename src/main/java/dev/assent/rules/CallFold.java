package dev.assent.rules;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Objects;

/** What is known of one call while the ledger is read (section 6). */
final class CallFold {

    private final String id;
    private final Happening.Direction direction;
    private final @Nullable Instant dial;
    private @Nullable String metaId;
    private @Nullable Instant firstTold;
    private @Nullable Instant start;
    private @Nullable Instant pickUpWord;
    private @Nullable Instant startByDuration;
    private @Nullable Instant end;
    private @Nullable Instant failed;

    /** One of ours. */
    CallFold(Happening.Dial dial) {
        this.id = dial.id();
        this.direction = Happening.Direction.OUTGOING;
        this.dial = dial.at();
    }

    /** One we did not dial. */
    CallFold(Happening.CallWord word) {
        this.id = word.metaId();
        this.direction = word.direction();
        this.dial = null;
    }

    void named(String byMeta) {
        metaId = Gathering.firstName(metaId, byMeta);
    }

    void hear(Happening.CallWord word) {
        named(word.metaId());
        told(word.at());
        switch (word) {
            case Happening.CallSeen _ -> {}
            case Happening.CallPickedUp _ -> pickUpWord = Moments.earlier(pickUpWord, word.at());
            case Happening.CallEnded ended -> hearEnd(ended);
            case Happening.CallFailed _ -> fail(word.at());
        }
    }

    private void told(Instant moment) {
        firstTold = Moments.earlier(firstTold, moment);
    }

    private void hearEnd(Happening.CallEnded word) {
        var told = word.end() == null ? word.at() : word.end();
        told(told);
        end = Moments.later(end, told);
        if (word.start() != null) {
            told(word.start());
            start = Moments.earlier(start, word.start());
        }
        if (word.duration() != null) {
            var started = told.minusSeconds(word.duration());
            told(started);
            startByDuration = Moments.earlier(startByDuration, started);
        }
    }

    void fail(Instant at) {
        failed = Moments.earlier(failed, at);
    }

    /** 6.4. */
    Instant dialled() {
        return Objects.requireNonNull(dial == null ? firstTold : dial, "a call nobody spoke of");
    }

    Call call(Instant now) {
        var dialled = dialled();
        var pickedUp = pickedUp(dialled);
        var told = end == null ? failed : end;
        if (told != null) {
            var ended = Moments.later(pickedUp == null ? dialled : pickedUp, told);
            return call(dialled, pickedUp, ended);
        }
        var bound = Call.bound(dialled, pickedUp);
        return call(dialled, pickedUp, now.isBefore(bound) ? null : bound);
    }

    /** 6.1; null if it was not picked up. */
    private @Nullable Instant pickedUp(Instant dialled) {
        var told = start != null ? start : pickUpWord != null ? pickUpWord : startByDuration;
        return told == null ? null : Moments.later(dialled, told);
    }

    private Call call(Instant dialled, @Nullable Instant pickedUp, @Nullable Instant ended) {
        return new Call(id, metaId, direction, dialled, pickedUp, ended, outcome(pickedUp, ended));
    }

    private Call.Outcome outcome(@Nullable Instant pickedUp, @Nullable Instant ended) {
        if (failed != null) {
            return Call.Outcome.FAILED;
        }
        if (ended == null) {
            return Call.Outcome.RUNNING;
        }
        return pickedUp == null ? Call.Outcome.UNANSWERED : Call.Outcome.CONNECTED;
    }
}
