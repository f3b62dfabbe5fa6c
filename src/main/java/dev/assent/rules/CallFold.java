package dev.assent.rules;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/** What is known of one call while the ledger is read (section 6). */
final class CallFold {

    /** 6.4: how long we wait for a word that a call was picked up. */
    static final Duration UNANSWERED_AFTER = Duration.ofMinutes(2);

    /** 6.4: how long a picked-up call is believed to run without a word of its end. */
    static final Duration LONGEST = Duration.ofHours(24);

    final String id;
    final Happening.Direction direction;
    private @Nullable String metaId;
    private @Nullable Instant dial;
    private @Nullable Instant firstWord;
    private @Nullable Instant start;
    private @Nullable Instant pickUpWord;
    private @Nullable Instant startByDuration;
    private @Nullable Instant end;
    private @Nullable Instant failed;

    CallFold(String id, Happening.Direction direction) {
        this.id = id;
        this.direction = direction;
    }

    CallFold(Happening.Dial dial) {
        this(dial.id(), Happening.Direction.OUTGOING);
        this.dial = dial.at();
    }

    void named(String byMeta) {
        if (metaId == null || byMeta.compareTo(metaId) < 0) {
            metaId = byMeta;
        }
    }

    void fail(Instant at) {
        failed = Moments.earlier(failed, at);
    }

    void hear(Happening.CallWord word) {
        named(word.metaId());
        firstWord = Moments.earlier(firstWord, word.at());
        switch (word) {
            case Happening.CallSeen _ -> {}
            case Happening.CallPickedUp picked ->
                    pickUpWord = Moments.earlier(pickUpWord, picked.at());
            case Happening.CallEnded ended -> hearEnd(ended);
            case Happening.CallFailed broken -> fail(broken.at());
        }
    }

    private void hearEnd(Happening.CallEnded word) {
        var told = word.end() == null ? word.at() : word.end();
        end = Moments.later(end, told);
        firstWord = Moments.earlier(firstWord, told);
        if (word.start() != null) {
            start = Moments.earlier(start, word.start());
            firstWord = Moments.earlier(firstWord, word.start());
        }
        if (word.duration() != null) {
            startByDuration = Moments.earlier(startByDuration, told.minusSeconds(word.duration()));
            firstWord = Moments.earlier(firstWord, startByDuration);
        }
    }

    boolean ours() {
        return direction == Happening.Direction.OUTGOING;
    }

    boolean failed() {
        return failed != null;
    }

    Instant dialled() {
        var moment = dial == null ? firstWord : dial;
        if (moment == null) {
            throw new IllegalStateException("a call nobody spoke of: " + id);
        }
        return moment;
    }

    /** 6.1; null if it was not picked up. */
    @Nullable Instant pickedUp() {
        var told = start != null ? start : pickUpWord != null ? pickUpWord : startByDuration;
        return told == null ? null : Moments.later(dialled(), told);
    }

    /** 6.4; null while it is running. */
    @Nullable Instant ended(Instant now) {
        var told = end == null ? failed : end;
        if (told != null) {
            var pickedUp = pickedUp();
            return Moments.later(pickedUp == null ? dialled() : pickedUp, told);
        }
        var bound = bound();
        return now.isBefore(bound) ? null : bound;
    }

    /** 6.4: when it is over at the latest if nobody says another word. */
    Instant bound() {
        var pickedUp = pickedUp();
        return pickedUp == null ? dialled().plus(UNANSWERED_AFTER) : pickedUp.plus(LONGEST);
    }

    Call call(Instant now) {
        var pickedUp = pickedUp();
        var ended = ended(now);
        var outcome =
                failed != null
                        ? Call.Outcome.FAILED
                        : ended == null
                                ? Call.Outcome.RUNNING
                                : pickedUp == null
                                        ? Call.Outcome.UNANSWERED
                                        : Call.Outcome.CONNECTED;
        return new Call(id, metaId, direction, dialled(), pickedUp, ended, outcome);
    }
}
