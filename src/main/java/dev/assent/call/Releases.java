package dev.assent.call;

import dev.assent.contact.Contacts;
import dev.assent.number.Numbers;
import dev.assent.permission.Dialling;
import dev.assent.tenancy.Id;
import dev.assent.tenancy.Persistent;
import dev.assent.tenancy.Tenant;
import dev.assent.whatsapp.Answer;
import dev.assent.whatsapp.Graph;
import dev.assent.whatsapp.Success;
import dev.assent.whatsapp.Trouble;

import jakarta.annotation.PreDestroy;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Tells Meta that calls are over for us, so that nobody waits in one we have left: at once, and
 * again until she has understood, or no call can have lasted so long. What a node that died still
 * owed, the sweeper finds.
 */
@Component
class Releases {

    /** When we try again: later than any answer to the last try can come. */
    static final Duration AGAIN = Duration.ofSeconds(15);

    private static final Logger log = LoggerFactory.getLogger(Releases.class);
    private static final int AT_ONCE = 16;

    private final Calls calls;
    private final Numbers numbers;
    private final Contacts contacts;
    private final Dialling dialling;
    private final Graph graph;
    private final Persistent persistent;
    private final Switchboard switchboard;
    private final InstantSource time;
    private final Errands errands = new Errands("releases", AT_ONCE);

    Releases(
            Calls calls,
            Numbers numbers,
            Contacts contacts,
            Dialling dialling,
            Graph graph,
            Persistent persistent,
            Switchboard switchboard,
            InstantSource time) {
        this.calls = calls;
        this.numbers = numbers;
        this.contacts = contacts;
        this.dialling = dialling;
        this.graph = graph;
        this.persistent = persistent;
        this.switchboard = switchboard;
        this.time = time;
    }

    /** Her part in this call is not over yet, although ours is. */
    record Owed(Tenant tenant, Id call) {}

    @TransactionalEventListener
    void owed(Owed owed) {
        start(owed.tenant(), owed.call());
    }

    /** Tells her of this call soon. */
    void start(Tenant tenant, Id call) {
        errands.run(call, () -> tenant.run(() -> tellSafely(call)));
    }

    private void tellSafely(Id call) {
        try {
            tell(call);
        } catch (RuntimeException failure) {
            log.error("call {} could not be ended, tried again soon", call, failure);
        }
    }

    private void tell(Id id) {
        var taken =
                persistent.execute(_ ->
                        calls.takeRelease(id, AGAIN) ? calls.find(id) : Optional.<Call>empty());
        if (taken.isEmpty()) {
            return;
        }
        var call = taken.get();
        var line =
                persistent.execute(_ ->
                        new Dialling.Line(
                                numbers.find(call.number()).orElseThrow(),
                                contacts.find(call.contact()).orElseThrow()));
        var answer = tell(call, line.number().phoneNumberId());
        if (isSettled(answer) || isOverAnyway(call)) {
            persistent.execute(_ -> {
                settle(call, line, answer);
                return null;
            });
        }
    }

    private Answer<Success> tell(Call call, String phoneNumberId) {
        var wacid = call.course().wacid();
        if (wacid == null) {
            throw new IllegalStateException("call %s has no name at Meta".formatted(call.id()));
        }
        return call.course().toBeRejected()
                ? graph.reject(phoneNumberId, wacid)
                : graph.terminate(phoneNumberId, wacid);
    }

    /** Where she says that there is no such call, it is over as well. */
    private static boolean isSettled(Answer<Success> answer) {
        return switch (answer) {
            case Answer.Done<Success> _ -> true;
            case Answer.Refused<Success>(var error) ->
                    error.trouble().concern() == Trouble.Concern.REQUEST;
            case Answer.Failed<Success> _,
                    Answer.Silent<Success> _,
                    Answer.Unreachable<Success> _ ->
                    false;
        };
    }

    /** A number that was disconnected meanwhile, or lost its token, could be asked for ever. */
    private boolean isOverAnyway(Call call) {
        var began = call.course().began();
        return !time.instant().isBefore(dev.assent.rules.Call.bound(began, began));
    }

    private void settle(Call call, Dialling.Line line, Answer<Success> answer) {
        var course = call.course();
        if (answer instanceof Answer.Done && course.wacid() != null) {
            dialling.ended(line, course.wacid(), course.incoming());
        }
        calls.lock(call.id())
                .ifPresent(now ->
                        switchboard.learn(
                                now,
                                Course.unknown(course.incoming())
                                        .and(Fact.RELEASED, time.instant())));
    }

    @PreDestroy
    void stop() {
        errands.stop();
    }
}
