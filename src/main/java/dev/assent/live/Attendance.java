package dev.assent.live;

import dev.assent.tenancy.Control;
import dev.assent.tenancy.Id;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes down who is here: nothing while nobody comes or goes, save for a sign of life. */
@Component
class Attendance {

    /** Whoever opens the next page is gone for a moment only. */
    static final Duration LINGER = Duration.ofSeconds(4);

    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(10);

    private record Guest(Id tenant, Id account) {}

    private final JdbcClient control;
    private final Streams streams;
    private final Wire wire;
    private final Signals signals;
    private final Map<Guest, Long> lastSeen = new HashMap<>();
    private final Set<Guest> written = new HashSet<>();
    private long signedAt = System.nanoTime();

    Attendance(@Control JdbcClient control, Streams streams, Wire wire, Signals signals) {
        this.control = control;
        this.streams = streams;
        this.wire = wire;
        this.signals = signals;
    }

    /** Brings the table up to date. One caller at a time. */
    void take() {
        var now = System.nanoTime();
        for (var stream : streams.all()) {
            lastSeen.put(new Guest(stream.ticket().tenant(), stream.ticket().account()), now);
        }
        lastSeen.values().removeIf(seen -> now - seen > LINGER.toNanos());
        var here = Set.copyOf(lastSeen.keySet());
        var come = here.stream().filter(guest -> !written.contains(guest)).toList();
        var gone = written.stream().filter(guest -> !here.contains(guest)).toList();
        come.forEach(this::enter);
        gone.forEach(this::leave);
        if (!written.isEmpty() && now - signedAt > SIGN_OF_LIFE.toNanos()) {
            giveSignOfLife();
            signedAt = now;
        }
    }

    void leaveAll() {
        control.sql("delete from presence where node = ?").param(wire.node().value()).update();
        written.clear();
    }

    private void enter(Guest guest) {
        control.sql(
                        """
                        insert into presence (node, tenant, account, until)
                        values (?, ?, ?, utc_timestamp(3) + interval 30 second)
                        on duplicate key update until = values(until)
                        """)
                .params(wire.node().value(), guest.tenant().value(), guest.account().value())
                .update();
        written.add(guest);
        signals.changed(guest.tenant(), List.of(Presence.TOPIC));
    }

    private void leave(Guest guest) {
        control.sql("delete from presence where node = ? and tenant = ? and account = ?")
                .params(wire.node().value(), guest.tenant().value(), guest.account().value())
                .update();
        written.remove(guest);
        signals.changed(guest.tenant(), List.of(Presence.TOPIC));
    }

    private void giveSignOfLife() {
        var alive =
                control.sql(
                                """
                                update presence set until = utc_timestamp(3) + interval 30 second
                                where node = ?
                                """)
                        .param(wire.node().value())
                        .update();
        if (alive < written.size()) {
            // Another node took this one for dead while it stood still: all are written down anew.
            written.clear();
        }
        control.sql("delete from presence where until < utc_timestamp(3) - interval 1 minute")
                .update();
    }
}
