package dev.assent.call;

import dev.assent.access.Member;
import dev.assent.tenancy.Id;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Enters what happened before we were there to see it. Needs a transaction. */
@Component
public class CallChronicle {

    private final Calls calls;
    private final Occasions occasions;
    private final CallbackWords words;
    private final Claims claims;
    private final InstantSource time;

    CallChronicle(
            Calls calls,
            Occasions occasions,
            CallbackWords words,
            Claims claims,
            InstantSource time) {
        this.calls = calls;
        this.occasions = occasions;
        this.words = words;
        this.claims = claims;
        this.time = time;
    }

    /** How a call went. */
    public enum Way {
        TALKED,
        VOICEMAIL,
        UNANSWERED,
        REJECTED,
        FAILED
    }

    /**
     * A call that was made then.
     *
     * @param wacid Meta's name of it
     * @param rang seconds until it was picked up or ended
     * @param talked seconds; null if nobody picked it up
     * @param agent who of us called or took it; null if nobody did
     * @param note what they wrote down about it; null if nothing
     */
    public record PastCall(
            String wacid,
            boolean incoming,
            Instant began,
            int rang,
            @Nullable Integer talked,
            Way way,
            @Nullable Member agent,
            @Nullable String note) {

        Instant ended() {
            return began.plusSeconds(rang + (talked == null ? 0L : talked));
        }

        private Course course() {
            var course =
                    Course.unknown(incoming)
                            .named(wacid)
                            .and(Fact.TOLD, began)
                            .and(Fact.RINGING, began)
                            .and(Fact.TERMINATED, ended())
                            .lasting(talked);
            if (!incoming) {
                course = course.and(Fact.DIALLED, began);
            }
            if (talked != null) {
                course = course.and(Fact.STARTED, began.plusSeconds(rang));
            }
            return switch (way) {
                case TALKED, VOICEMAIL, UNANSWERED -> course;
                case REJECTED -> course.and(Fact.REJECTED, ended());
                case FAILED -> course.and(Fact.BROKE_DOWN, ended());
            };
        }

        private @Nullable String tag() {
            return switch (way) {
                case VOICEMAIL -> Tag.VOICEMAIL.key();
                case TALKED -> note == null ? null : Tag.REACHED.key();
                case UNANSWERED, REJECTED, FAILED -> null;
            };
        }
    }

    /** Enters a call, and that they want to be called if it was theirs and in vain. */
    public void enter(Id number, Id contact, PastCall past) {
        var agent = past.agent();
        var call =
                new Call(
                        Id.fresh(),
                        number,
                        contact,
                        past.course(),
                        agent == null ? null : agent.account(),
                        agent == null ? null : agent.name(),
                        null,
                        null,
                        null,
                        null,
                        null);
        calls.add(call);
        calls.save(call, time.instant());
        calls.describe(call.id(), past.note(), past.tag());
        if (past.incoming() && past.talked() == null) {
            occasions.open(
                    new Occasions.Occasion(
                            number,
                            contact,
                            Callback.Cause.CALLED,
                            "call:" + past.wacid(),
                            past.ended()));
        }
    }

    /** Somebody tapped a button that means "call me". */
    public void tapped(Id number, Id contact, String message, Instant at) {
        occasions.open(
                new Occasions.Occasion(
                        number, contact, Callback.Cause.TAPPED, "message:" + message, at));
    }

    /** This payload means "call me". */
    public void means(String word) {
        words.name(List.of(word));
    }

    /** Somebody of us is about to call. */
    public void claim(Id contact, Member agent) {
        claims.take(contact, agent);
    }
}
