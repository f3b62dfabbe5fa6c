package dev.assent.call;

import dev.assent.live.Live;
import dev.assent.tenancy.Alarms;
import dev.assent.tenancy.Id;
import dev.assent.tenancy.Persistent;
import dev.assent.tenancy.Tenant;
import dev.assent.tenancy.Tenants;
import dev.assent.time.ClockMoved;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Ends calls that nobody of ours is in any more, writes down those that are over by time, and sees
 * to it that Meta knows of both.
 */
@Component
class Sweeping {

    /** After this much silence the tab is gone; it gives a sign of life every five seconds. */
    static final Duration SILENCE = Duration.ofSeconds(15);

    private static final Duration AGAIN = Duration.ofSeconds(4);

    private static final Logger log = LoggerFactory.getLogger(Sweeping.class);

    private final Calls calls;
    private final Switchboard switchboard;
    private final Releases releases;
    private final Ringing ringing;
    private final Live live;
    private final Alarms alarms;
    private final Tenants tenants;
    private final Persistent persistent;
    private final InstantSource time;

    Sweeping(
            Calls calls,
            Switchboard switchboard,
            Releases releases,
            Ringing ringing,
            Live live,
            Alarms alarms,
            Tenants tenants,
            Persistent persistent,
            InstantSource time) {
        this.calls = calls;
        this.switchboard = switchboard;
        this.releases = releases;
        this.ringing = ringing;
        this.live = live;
        this.alarms = alarms;
        this.tenants = tenants;
        this.persistent = persistent;
        this.time = time;
    }

    @Scheduled(fixedDelay = 1_000)
    void answerAlarms() {
        for (var id : alarms.due(Switchboard.ALARM, time.instant())) {
            try {
                tenants.find(id).ifPresent(tenant -> tenant.run(this::answerAlarm));
            } catch (RuntimeException failure) {
                log.error("calls of tenant {} could not be swept, tried again soon", id, failure);
            }
        }
    }

    @EventListener
    void clockMoved(ClockMoved moved) {
        answerAlarms();
    }

    private void answerAlarm() {
        alarms.answer(
                Switchboard.ALARM,
                () -> {
                    sweep();
                    return next();
                });
    }

    private Optional<Instant> next() {
        return persistent.execute(
                _ -> calls.anyOpen() ? Optional.of(time.instant().plus(AGAIN)) : Optional.empty());
    }

    /** Sweeps the calls of the current tenant. */
    void sweep() {
        ofTenant(calls -> calls.forsaken(SILENCE)).forEach(this::abandon);
        ofTenant(calls -> calls.due(time.instant())).forEach(this::endByTime);
        ofTenant(Calls::owed).forEach(id -> releases.start(Tenant.current(), id));
        ringOn();
    }

    /**
     * Whoever has come, or become free, meanwhile hears what rings; whoever has gone hears no more.
     */
    private void ringOn() {
        if (!persistent.execute(_ -> calls.ringing(time.instant())).isEmpty()) {
            live.changed(
                    Tenant.current().id(),
                    ringing.everybody().stream().map(Call::topicOf).toList());
        }
    }

    private interface Question {
        List<Id> of(Calls calls);
    }

    private List<Id> ofTenant(Question question) {
        return persistent.execute(_ -> question.of(calls));
    }

    private void abandon(Id id) {
        persistent.execute(_ -> {
            calls.lock(id).filter(call -> isRunning(call)).ifPresent(this::abandon);
            return null;
        });
    }

    private void abandon(Call call) {
        log.info("call {} is ended: its page gives no sign of life", call.id());
        switchboard.learn(
                call, Course.unknown(call.course().incoming()).and(Fact.ABANDONED, time.instant()));
    }

    /** One that we dialled or took must not go on at Meta after that. */
    private void endByTime(Id id) {
        persistent.execute(_ -> {
            calls.lock(id).filter(call -> !isRunning(call)).ifPresent(this::endByTime);
            return null;
        });
    }

    private void endByTime(Call call) {
        var ended = call.course().endedAt(time.instant());
        switchboard.write(
                call,
                isOurs(call) && call.course().bound() != null && ended != null
                        ? call.with(call.course().and(Fact.ABANDONED, ended))
                        : call);
    }

    private static boolean isOurs(Call call) {
        return call.dialledHere() || call.agent() != null;
    }

    private boolean isRunning(Call call) {
        return call.state(time.instant()) != State.ENDED;
    }
}
