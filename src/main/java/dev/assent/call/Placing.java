package dev.assent.call;

import dev.assent.access.Member;
import dev.assent.permission.Dialling;
import dev.assent.rules.Verdict;
import dev.assent.tenancy.Id;
import dev.assent.tenancy.Persistent;
import dev.assent.tenancy.Sha256;
import dev.assent.whatsapp.Answer;
import dev.assent.whatsapp.Dialled;
import dev.assent.whatsapp.Graph;
import dev.assent.whatsapp.MetaError;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/**
 * Calls people. The verdict, the reservation in the ledger and the call itself are written in one
 * transaction; only then is Meta told, once.
 */
@Component
class Placing {

    private final Calls calls;
    private final Switchboard switchboard;
    private final Dialling dialling;
    private final Graph graph;
    private final Persistent persistent;
    private final InstantSource time;

    Placing(
            Calls calls,
            Switchboard switchboard,
            Dialling dialling,
            Graph graph,
            Persistent persistent,
            InstantSource time) {
        this.calls = calls;
        this.switchboard = switchboard;
        this.dialling = dialling;
        this.graph = graph;
        this.persistent = persistent;
        this.time = time;
    }

    /**
     * What somebody of ours wants.
     *
     * @param confirmed whether they know that one more unanswered call costs the permission
     * @param tab which page of theirs will hold the call; null if it has not said
     */
    record Wish(
            Dialling.Line line,
            SessionDescription offer,
            boolean confirmed,
            Member agent,
            @Nullable Tab tab) {}

    /** What came of it. */
    sealed interface Placed {

        /** The call is on its way; or was already, where the same wish came twice. */
        record Made(Call call) implements Placed {}

        /** The rules forbid it: nothing was sent, nothing is stored. */
        record Forbidden(List<Verdict.Reason> reasons) implements Placed {}

        record ToConfirm(Verdict.Caution caution) implements Placed {}

        /** The agent is in another call. */
        record Engaged() implements Placed {}

        /**
         * Meta refused it: nothing was sent.
         *
         * @param error null if there was no connection to her at all
         */
        record NotMade(Call call, @Nullable MetaError error) implements Placed {}

        /** She did not say in time whether she took it; if it shows that she did, it is ended. */
        record Unknown(Call call, @Nullable MetaError error) implements Placed {}
    }

    /** Calls, if the rules allow it. Not to be called inside a transaction. */
    Placed place(Wish wish) {
        var attempt = Id.fresh();
        var offer = Sha256.of(wish.offer().sdp());
        Dialling.Leave leave;
        try {
            leave = persistent.execute(_ -> reserve(wish, attempt, offer));
        } catch (DuplicateKeyException engaged) {
            return repeated(wish, offer, new Placed.Engaged());
        }
        return switch (leave) {
            case Dialling.Leave.Given _ -> connect(wish, attempt);
            case Dialling.Leave.Refused(var reasons) ->
                    repeated(wish, offer, new Placed.Forbidden(reasons));
            case Dialling.Leave.ToConfirm(var caution) -> new Placed.ToConfirm(caution);
        };
    }

    private Dialling.Leave reserve(Wish wish, Id attempt, byte[] offer) {
        var leave = dialling.reserve(wish.line(), attempt, wish.confirmed());
        if (leave instanceof Dialling.Leave.Given) {
            var agent = wish.agent();
            switchboard.open(
                    new Call(
                            attempt,
                            wish.line().number().id(),
                            wish.line().contact().id(),
                            word().and(Fact.DIALLED, time.instant()),
                            agent.account(),
                            agent.name(),
                            null,
                            null,
                            null,
                            null,
                            null));
            calls.hold(attempt, agent.account(), wish.tab(), offer);
        }
        return leave;
    }

    /** Somebody who clicks twice sends the same offer twice, and means one call. */
    private Placed repeated(Wish wish, byte[] offer, Placed otherwise) {
        return persistent.execute(_ ->
                calls.heldBy(wish.agent().account(), offer)
                        .filter(call -> call.contact().equals(wish.line().contact().id()))
                        .filter(call -> call.number().equals(wish.line().number().id()))
                        .<Placed>map(Placed.Made::new)
                        .orElse(otherwise));
    }

    private Placed connect(Wish wish, Id attempt) {
        var answer =
                graph.connect(
                        wish.line().number().phoneNumberId(),
                        wish.line().contact().recipient(),
                        wish.offer().sdp(),
                        attempt);
        return switch (answer) {
            case Answer.Done<Dialled>(var dialled) ->
                    new Placed.Made(persistent.execute(_ -> taken(wish, attempt, dialled)));
            case Answer.Refused<Dialled>(var error) ->
                    new Placed.NotMade(
                            persistent.execute(_ -> refused(wish, attempt, error)), error);
            case Answer.Unreachable<Dialled>() ->
                    new Placed.NotMade(persistent.execute(_ -> refused(wish, attempt, null)), null);
            case Answer.Failed<Dialled>(var error) -> unconfirmed(attempt, error);
            case Answer.Silent<Dialled>() -> unconfirmed(attempt, null);
        };
    }

    private Call taken(Wish wish, Id attempt, Dialled dialled) {
        dialling.handedOver(wish.line(), attempt, dialled.callId());
        var call = calls.lock(attempt).orElseThrow();
        var word = word().named(dialled.callId()).and(Fact.TOLD, time.instant());
        for (var same : calls.lock(Set.of(), Set.of(dialled.callId()))) {
            if (!same.id().equals(attempt)) {
                call = switchboard.join(call, same);
            }
        }
        return switchboard.learn(call, word);
    }

    private Call refused(Wish wish, Id attempt, @Nullable MetaError error) {
        dialling.refused(wish.line(), attempt, error);
        var word = word().and(Fact.REFUSED, time.instant());
        return switchboard.learn(
                calls.lock(attempt).orElseThrow(),
                error == null ? word : word.because(cause(error)));
    }

    /** Unless a webhook has told meanwhile that she has it, nobody waits for it any more. */
    private Placed unconfirmed(Id attempt, @Nullable MetaError error) {
        return persistent.execute(_ -> {
            var call = calls.lock(attempt).orElseThrow();
            if (call.course().has(Fact.TOLD)) {
                return new Placed.Made(call);
            }
            var word = word().and(Fact.ABANDONED, time.instant());
            return new Placed.Unknown(
                    switchboard.learn(call, error == null ? word : word.because(cause(error))),
                    error);
        });
    }

    static Course.Cause cause(MetaError error) {
        return new Course.Cause(
                error.code(), error.details() == null ? error.message() : error.details());
    }

    private static Course word() {
        return Course.unknown(false);
    }
}
