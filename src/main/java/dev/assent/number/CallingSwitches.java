package dev.assent.number;

import dev.assent.access.Audit;
import dev.assent.whatsapp.Answer;
import dev.assent.whatsapp.CallingSettings;
import dev.assent.whatsapp.Graph;
import dev.assent.whatsapp.MetaError;
import dev.assent.whatsapp.Success;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.InstantSource;
import java.util.StringJoiner;

/** Calling settings, as Meta has them: she is asked, or told, first, and what she says is kept. */
@Component
class CallingSwitches {

    private final Graph graph;
    private final NumberStates states;
    private final Audit audit;
    private final TransactionTemplate transactions;
    private final InstantSource time;

    CallingSwitches(
            Graph graph,
            NumberStates states,
            Audit audit,
            TransactionTemplate transactions,
            InstantSource time) {
        this.graph = graph;
        this.states = states;
        this.audit = audit;
        this.transactions = transactions;
        this.time = time;
    }

    /** Asks Meta, so it must not be called inside a transaction. */
    Answer<CallingSettings> read(BusinessNumber number) {
        var answer = graph.callingSettings(number.phoneNumberId());
        var now = time.instant();
        switch (answer) {
            case Answer.Done<CallingSettings>(var settings) ->
                    transactions.executeWithoutResult(_ -> states.read(number.id(), settings, now));
            case Answer.Refused<CallingSettings>(var error) -> note(number, error);
            case Answer.Failed<CallingSettings> _,
                    Answer.Silent<CallingSettings> _,
                    Answer.Unreachable<CallingSettings> _ -> {}
        }
        return answer;
    }

    /** Changes them at Meta, and here once she agreed. Must not be called inside a transaction. */
    Answer<Success> change(BusinessNumber number, CallingSettings.Change change) {
        var answer = graph.changeCalling(number.phoneNumberId(), change);
        var now = time.instant();
        switch (answer) {
            case Answer.Done<Success> _ ->
                    transactions.executeWithoutResult(_ -> {
                        states.changed(number.id(), change, now);
                        audit.note(
                                "changed calling settings",
                                number.international() + ": " + words(change));
                    });
            case Answer.Refused<Success>(var error) -> note(number, error);
            case Answer.Failed<Success> _,
                    Answer.Silent<Success> _,
                    Answer.Unreachable<Success> _ -> {}
        }
        return answer;
    }

    private void note(BusinessNumber number, MetaError error) {
        transactions.executeWithoutResult(_ -> states.refused(number.id(), error, time.instant()));
    }

    private static String words(CallingSettings.Change change) {
        var words = new StringJoiner(", ");
        if (change.calling() != null) {
            words.add("calling " + onOff(change.calling()));
        }
        if (change.callbackPermission() != null) {
            words.add("callback permission " + onOff(change.callbackPermission()));
        }
        if (change.iconVisible() != null) {
            words.add("call icon " + (change.iconVisible() ? "shown" : "hidden"));
        }
        return words.toString();
    }

    private static String onOff(boolean on) {
        return on ? "on" : "off";
    }
}
