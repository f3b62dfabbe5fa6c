package dev.assent.call;

import dev.assent.access.Member;
import dev.assent.contact.Contacts;
import dev.assent.number.Numbers;
import dev.assent.permission.Dialling;
import dev.assent.tenancy.Id;
import dev.assent.tenancy.Persistent;
import dev.assent.whatsapp.Answer;
import dev.assent.whatsapp.Graph;
import dev.assent.whatsapp.MetaError;
import dev.assent.whatsapp.Success;
import dev.assent.whatsapp.Trouble;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

import java.time.InstantSource;

/**
 * Takes people's calls. One of us wins, whoever locks the call first; that one answers, Meta
 * readies the sound and then accepts with the same answer.
 */
@Component
class Answering {

    private final Calls calls;
    private final Switchboard switchboard;
    private final Numbers numbers;
    private final Contacts contacts;
    private final Dialling dialling;
    private final Graph graph;
    private final Persistent persistent;
    private final InstantSource time;

    Answering(
            Calls calls,
            Switchboard switchboard,
            Numbers numbers,
            Contacts contacts,
            Dialling dialling,
            Graph graph,
            Persistent persistent,
            InstantSource time) {
        this.calls = calls;
        this.switchboard = switchboard;
        this.numbers = numbers;
        this.contacts = contacts;
        this.dialling = dialling;
        this.graph = graph;
        this.persistent = persistent;
        this.time = time;
    }

    /** What came of wanting a call. */
    sealed interface Claimed {

        /** It is theirs. */
        record Won(Call call) implements Claimed {}

        /** Somebody else has it. */
        record Lost(Call call) implements Claimed {}

        /** They took it on another page of theirs, perhaps in another browser. */
        record Elsewhere() implements Claimed {}

        record Over(Call call) implements Claimed {}

        /** They are in another call. */
        record Engaged() implements Claimed {}

        record Nowhere() implements Claimed {}
    }

    /**
     * Takes a call for one page of this person's. The same page may ask again and is told the same.
     */
    Claimed claim(Id id, Member agent, Tab tab) {
        try {
            return persistent.execute(_ ->
                    calls.lock(id)
                            .filter(call -> call.course().incoming())
                            .map(call -> claim(call, agent, tab))
                            .orElseGet(Claimed.Nowhere::new));
        } catch (DuplicateKeyException another) {
            return new Claimed.Engaged();
        }
    }

    private Claimed claim(Call call, Member agent, Tab tab) {
        var now = time.instant();
        if (call.state(now) == State.ENDED) {
            return new Claimed.Over(call);
        }
        if (call.agent() != null) {
            return taken(call, agent, tab);
        }
        calls.hold(call.id(), agent.account(), tab, null);
        var taken =
                call.takenBy(agent.account(), agent.name())
                        .with(call.course().and(Fact.CLAIMED, now));
        return new Claimed.Won(switchboard.write(call, taken));
    }

    private static Claimed taken(Call call, Member agent, Tab tab) {
        if (!call.isOf(agent.account())) {
            return new Claimed.Lost(call);
        }
        return tab.equals(call.tab()) ? new Claimed.Won(call) : new Claimed.Elsewhere();
    }

    /** What came of answering. */
    sealed interface Answered {

        /** They talk; or nearly, where the same answer came twice. */
        record Taken(Call call) implements Answered {}

        record Over(Call call) implements Answered {}

        /**
         * Meta did not accept it, or did not say so: the call is over for us.
         *
         * @param error null if she said nothing
         */
        record NotTaken(Call call, @Nullable MetaError error) implements Answered {}

        record Nowhere() implements Answered {}
    }

    /** Answers a call this person has claimed. Not to be called inside a transaction. */
    Answered answer(Id id, Id agent, SessionDescription answer) {
        var found = calls.find(id).filter(call -> call.isOf(agent) && call.course().incoming());
        if (found.isEmpty()) {
            return new Answered.Nowhere();
        }
        var line = line(found.get());
        return switch (persistent.execute(_ -> begin(id))) {
            case Beginning.Over(var call) -> new Answered.Over(call);
            case Beginning.Repeated(var call) -> new Answered.Taken(call);
            case Beginning.Begun(var wacid) -> accept(id, line, wacid, answer);
        };
    }

    private Dialling.Line line(Call call) {
        return persistent.execute(_ ->
                new Dialling.Line(
                        numbers.find(call.number()).orElseThrow(),
                        contacts.find(call.contact()).orElseThrow()));
    }

    private sealed interface Beginning {

        record Begun(String wacid) implements Beginning {}

        record Repeated(Call call) implements Beginning {}

        record Over(Call call) implements Beginning {}
    }

    private Beginning begin(Id id) {
        var call = calls.lock(id).orElseThrow();
        var now = time.instant();
        var wacid = call.course().wacid();
        if (call.state(now) == State.ENDED || wacid == null) {
            return new Beginning.Over(call);
        }
        if (call.course().has(Fact.ANSWERING)) {
            return new Beginning.Repeated(call);
        }
        switchboard.learn(call, word().and(Fact.ANSWERING, now));
        return new Beginning.Begun(wacid);
    }

    private Answered accept(Id id, Dialling.Line line, String wacid, SessionDescription answer) {
        var number = line.number().phoneNumberId();
        var accepted =
                graph.preAccept(number, wacid, answer.sdp())
                        .then(_ -> graph.accept(number, wacid, answer.sdp()));
        var answered = persistent.execute(_ -> settle(id, line, wacid, accepted));
        if (answered instanceof Answered.Taken(var call)
                && call.state(time.instant()) == State.ENDED) {
            // Somebody hung up meanwhile, and Meta may have heard that before she accepted.
            graph.terminate(number, wacid);
            return new Answered.Over(call);
        }
        return answered;
    }

    private Answered settle(Id id, Dialling.Line line, String wacid, Answer<Success> accepted) {
        var now = time.instant();
        return switch (accepted) {
            case Answer.Done<Success> _ -> {
                dialling.pickedUp(line, wacid);
                yield new Answered.Taken(note(id, word().and(Fact.ACCEPTED, now)));
            }
            case Answer.Refused<Success>(var error) -> refused(id, error);
            case Answer.Failed<Success>(var error) ->
                    new Answered.NotTaken(
                            note(id, word().and(Fact.ABANDONED, now).because(Placing.cause(error))),
                            error);
            case Answer.Silent<Success> _, Answer.Unreachable<Success> _ ->
                    new Answered.NotTaken(note(id, word().and(Fact.ABANDONED, now)), null);
        };
    }

    /** Mostly because whoever called has hung up by then. */
    private Answered refused(Id id, MetaError error) {
        var call = note(id, word().and(Fact.REFUSED, time.instant()).because(Placing.cause(error)));
        return error.trouble().concern() == Trouble.Concern.REQUEST
                ? new Answered.Over(call)
                : new Answered.NotTaken(call, error);
    }

    private Call note(Id id, Course word) {
        return switchboard.learn(calls.lock(id).orElseThrow(), word);
    }

    private static Course word() {
        return Course.unknown(true);
    }
}
