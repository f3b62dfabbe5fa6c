package dev.assent.call;

import dev.assent.live.Live;
import dev.assent.tenancy.Alarms;
import dev.assent.tenancy.Tenant;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;

/**
 * Writes down what becomes of calls and tells whoever must know. Everything happens in the caller's
 * transaction, which has locked the call.
 */
@Component
class Switchboard {

    static final String ALARM = "calls";

    /** When a call that has just begun is looked after first. */
    private static final Duration SOON = Duration.ofSeconds(10);

    private final Calls calls;
    private final Ringing ringing;
    private final Alarms alarms;
    private final Live live;
    private final ApplicationEventPublisher events;
    private final InstantSource time;

    Switchboard(
            Calls calls,
            Ringing ringing,
            Alarms alarms,
            Live live,
            ApplicationEventPublisher events,
            InstantSource time) {
        this.calls = calls;
        this.ringing = ringing;
        this.alarms = alarms;
        this.live = live;
        this.events = events;
        this.time = time;
    }

    /** A call that nobody has written down yet. */
    Call open(Call call) {
        calls.add(call);
        var written = write(call, call);
        // Not before it shows as running: whoever answers the alarm must wait for it.
        alarms.ring(ALARM, time.instant().plus(SOON));
        return written;
    }

    /** This is known of the call, too. */
    Call learn(Call call, Course word) {
        var after = call.with(call.course().and(word));
        return after.course().equals(call.course()) ? call : write(call, after);
    }

    /**
     * Writes down how the call is now.
     *
     * @param before as it was
     */
    Call write(Call before, Call after) {
        var now = time.instant();
        var outcome = after.course().outcome(now);
        calls.save(after, now);
        tell(before, after);
        if (outcome != null && outcome != before.outcome()) {
            events.publishEvent(new CallEnded(after));
        }
        if (after.course().owed()) {
            alarms.ring(ALARM, now.plus(Releases.AGAIN));
            events.publishEvent(new Releases.Owed(Tenant.current(), after.id()));
        }
        return after;
    }

    private void tell(Call before, Call after) {
        var now = time.instant();
        var topics = new HashSet<String>();
        topics.add(Call.LOG);
        topics.add(Call.topic(after.id()));
        if (after.agent() != null) {
            topics.add(Call.topicOf(after.agent()));
        }
        if (before.state(now) == State.RINGING && before.course().incoming()
                || after.state(now) == State.RINGING && after.course().incoming()
                || before.agent() == null && after.agent() != null) {
            ringing.everybody().stream().map(Call::topicOf).forEach(topics::add);
        }
        live.changed(Tenant.current().id(), topics);
    }

    /** Two rows turn out to be one call. */
    Call join(Call call, Call same) {
        calls.delete(same.id());
        var theirs = same.remote();
        var both = call.with(call.course().and(same.course()));
        return write(call, theirs == null || both.remote() != null ? both : both.with(theirs));
    }
}
