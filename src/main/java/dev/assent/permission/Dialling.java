package dev.assent.permission;

import dev.assent.contact.Contact;
import dev.assent.number.BusinessNumber;
import dev.assent.rules.Happening;
import dev.assent.rules.Verdict;
import dev.assent.tenancy.Id;
import dev.assent.whatsapp.MetaError;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.time.InstantSource;
import java.util.List;

/**
 * Gives leave to call, and enters into the ledger what becomes of it. Everything happens in the
 * caller's transaction, which holds the pair: verdict and reservation are one, so two who dial at
 * once cannot both pass.
 */
@Component
public class Dialling {

    private final Books books;
    private final Rulebook rulebook;
    private final Refusals refusals;
    private final Readings readings;
    private final InstantSource time;

    Dialling(
            Books books,
            Rulebook rulebook,
            Refusals refusals,
            Readings readings,
            InstantSource time) {
        this.books = books;
        this.rulebook = rulebook;
        this.refusals = refusals;
        this.readings = readings;
        this.time = time;
    }

    /** Who calls whom. */
    public record Line(BusinessNumber number, Contact contact) {

        private Pair.Key pair() {
            return new Pair.Key(number.id(), contact.id());
        }
    }

    /** Whether somebody may be called. */
    public sealed interface Leave {

        /** Yes: from now on the attempt stands in the ledger, and counts. */
        record Given() implements Leave {}

        /** The rules forbid it; nothing is stored. */
        record Refused(List<Verdict.Reason> reasons) implements Leave {}

        /** Only if whoever asks knows what may follow and wants it all the same. */
        record ToConfirm(Verdict.Caution caution) implements Leave {}
    }

    /**
     * Asks for leave to call now.
     *
     * @param attempt the identity the call will have
     * @param confirmed whether the caller knows that one more unanswered call costs the permission
     */
    public Leave reserve(Line line, Id attempt, boolean confirmed) {
        var book = books.open(line.pair());
        var now = time.instant();
        var situation = Situations.of(line.number(), line.contact());
        return switch (book.position(rulebook.policy(), now).mayCall(situation)) {
            case Verdict.Refused refused -> new Leave.Refused(refused.reasons());
            case Verdict.Allowed(var cautions)
                    when cautions.contains(Verdict.Caution.UNANSWERED_3) && !confirmed ->
                    new Leave.ToConfirm(Verdict.Caution.UNANSWERED_3);
            case Verdict.Allowed _ -> {
                book.post(new Happening.Dial(attempt.toString(), now));
                books.save(List.of(book));
                yield new Leave.Given();
            }
        };
    }

    /** Meta took the call. */
    public void handedOver(Line line, Id attempt, String callId) {
        post(
                line,
                new Happening.HandedOver(
                        attempt + ":handed", time.instant(), attempt.toString(), callId));
    }

    /**
     * Meta refused the call, or could not be reached: nothing was done.
     *
     * @param error what she said; null if there was no connection
     */
    public void refused(Line line, Id attempt, @Nullable MetaError error) {
        var why = error == null ? Happening.Why.OTHER : Asking.why(error.trouble());
        post(
                line,
                new Happening.Refusal(
                        attempt + ":refused",
                        time.instant(),
                        attempt.toString(),
                        why,
                        error == null ? null : error.until()));
        if (error != null) {
            refusals.learn(line.number().id(), line.contact().id(), error);
        }
        if (why != Happening.Why.OTHER) {
            readings.takeSoon(line.number(), line.contact());
        }
    }

    /** We have picked up the person's call: Meta says so herself only at its end. */
    public void pickedUp(Line line, String callId) {
        post(
                line,
                new Happening.CallPickedUp(
                        callId + ":accepted",
                        time.instant(),
                        callId,
                        null,
                        Happening.Direction.INCOMING));
    }

    /** Meta has confirmed that we ended a call; when and whether it was picked up she tells. */
    public void ended(Line line, String callId, boolean incoming) {
        post(
                line,
                new Happening.CallEnded(
                        callId + ":hung-up",
                        time.instant(),
                        callId,
                        null,
                        incoming ? Happening.Direction.INCOMING : Happening.Direction.OUTGOING,
                        null,
                        null,
                        null));
    }

    private void post(Line line, Happening happening) {
        var book = books.open(line.pair());
        book.post(happening);
        books.save(List.of(book));
    }
}
