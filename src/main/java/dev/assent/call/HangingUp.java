package dev.assent.call;

import dev.assent.access.Departure;
import dev.assent.tenancy.Id;
import dev.assent.tenancy.Persistent;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import java.time.InstantSource;
import java.util.Optional;

/** Ends calls on our side. Meta is told once that is written down. */
@Component
class HangingUp {

    private final Calls calls;
    private final Switchboard switchboard;
    private final Persistent persistent;
    private final InstantSource time;

    HangingUp(Calls calls, Switchboard switchboard, Persistent persistent, InstantSource time) {
        this.calls = calls;
        this.switchboard = switchboard;
        this.persistent = persistent;
        this.time = time;
    }

    /**
     * Hangs up, if this person is the one in the call; twice is once.
     *
     * @return the call, as it is then; empty if there is none, or it is somebody else's
     */
    Optional<Call> hangUp(Id id, Id agent) {
        return persistent.execute(_ ->
                calls.lock(id)
                        .filter(call -> call.isOf(agent))
                        .map(call -> end(call, Fact.HUNG_UP)));
    }

    /** A page that nobody may use any more is in no call. */
    @EventListener
    void left(Departure departure) {
        departure
                .tenant()
                .run(() ->
                        persistent.execute(_ -> {
                            calls.heldBy(departure.account())
                                    .flatMap(call -> calls.lock(call.id()))
                                    .filter(call -> isLeft(call, departure))
                                    .ifPresent(call -> end(call, Fact.HUNG_UP));
                            return null;
                        }));
    }

    private static boolean isLeft(Call call, Departure departure) {
        var tab = call.tab();
        return departure.concerns(tab == null ? "" : tab.session());
    }

    /**
     * Declines a person's call for everybody, unless a colleague has taken it: then it stays as it
     * is.
     *
     * @return the call, as it is then; empty if there is none
     */
    Optional<Call> reject(Id id, Id agent) {
        return persistent.execute(_ ->
                calls.lock(id)
                        .filter(call -> call.course().incoming())
                        .map(call -> reject(call, agent)));
    }

    private Call reject(Call call, Id agent) {
        if (call.agent() != null && !call.isOf(agent)) {
            return call;
        }
        return end(call, call.course().pickedUp() == null ? Fact.REJECTED : Fact.HUNG_UP);
    }

    private Call end(Call call, Fact how) {
        var now = time.instant();
        return call.state(now) == State.ENDED
                ? call
                : switchboard.learn(call, Course.unknown(call.course().incoming()).and(how, now));
    }
}
