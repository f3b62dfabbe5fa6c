package dev.assent.live;

import dev.assent.tenancy.Control;
import dev.assent.tenancy.Id;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The word between nodes: a table of the control schema. What changed within a tenth of a second is
 * one row; the other nodes read it while they have somebody to tell.
 */
@Component
class Wire {

    /** A browser that was away for longer is told that everything changed. */
    static final Duration MEMORY = Duration.ofSeconds(30);

    /**
     * For how long a row may stay unseen although it is there already: its transaction may end
     * later than that of a younger one, and clocks of nodes differ a little.
     */
    static final Duration SLACK = Duration.ofSeconds(2);

    private static final int FULL = 20_000;
    private static final Logger log = LoggerFactory.getLogger(Wire.class);

    private final JdbcClient control;
    private final Streams streams;
    private final Id node = Id.fresh();

    private final Object lock = new Object();
    private Map<Id, Set<String>> unsent = new HashMap<>();
    private Map<Id, Set<String>> underWay = Map.of();
    private int waiting;

    private Set<Long> heard = Set.of();
    private long listenedAt = System.nanoTime();
    private boolean wroteSincePruning;
    private boolean broken;

    Wire(@Control JdbcClient control, Streams streams) {
        this.control = control;
        this.streams = streams;
    }

    /** Costs no more than a note. */
    void add(Id tenant, Collection<String> topics) {
        synchronized (lock) {
            var noted = unsent.computeIfAbsent(tenant, _ -> new HashSet<>());
            if (noted.contains(Topic.EVERYTHING)) {
                return;
            }
            var before = noted.size();
            noted.addAll(topics);
            waiting += noted.size() - before;
            if (waiting > FULL) {
                unsent.replaceAll((_, _) -> new HashSet<>(Set.of(Topic.EVERYTHING)));
                waiting = unsent.size();
            }
        }
    }

    /** Tells the other nodes what was noted. One caller at a time. */
    void send() {
        synchronized (lock) {
            if (unsent.isEmpty()) {
                return;
            }
            underWay = unsent;
            unsent = new HashMap<>();
            waiting = 0;
        }
        try {
            control.sql(
                            "insert into live_signal (at, node, topics) values (utc_timestamp(3),"
                                    + " ?, ?)")
                    .params(node.value(), text(underWay))
                    .update();
            wroteSincePruning = true;
            works();
            synchronized (lock) {
                underWay = Map.of();
            }
        } catch (DataAccessException | TransactionException failure) {
            fails(failure);
            synchronized (lock) {
                var back = underWay;
                underWay = Map.of();
                back.forEach(this::add);
            }
        }
    }

    /** Hears what other nodes told, if there is anybody here to be told. One caller at a time. */
    void listen() {
        if (streams.isEmpty()) {
            heard = Set.of();
            listenedAt = System.nanoTime();
            return;
        }
        try {
            var now = System.nanoTime();
            var back = Duration.ofNanos(now - listenedAt).plus(SLACK);
            if (back.compareTo(MEMORY) > 0) {
                streams.everythingChanged();
            } else {
                hear(back);
            }
            listenedAt = now;
            works();
        } catch (DataAccessException | TransactionException failure) {
            fails(failure);
        }
    }

    /**
     * Which topics of the tenant changed since then, on any node.
     *
     * @param ago how long ago that was
     * @return {@link Topic#EVERYTHING} if nobody remembers
     */
    Set<String> changed(Id tenant, Duration ago) {
        var back = ago.plus(SLACK);
        if (ago.compareTo(MEMORY) > 0) {
            return Set.of(Topic.EVERYTHING);
        }
        var changed = unsent(tenant);
        try {
            control.sql(
                            """
                            select topics from live_signal
                            where at > utc_timestamp(3) - interval ? microsecond and topics like ?
                            """)
                    .params(micros(back), "%" + tenant + "%")
                    .query((row, _) -> row.getString("topics"))
                    .list()
                    .forEach(row -> changed.addAll(read(row).getOrDefault(tenant, Set.of())));
            return changed;
        } catch (DataAccessException | TransactionException failure) {
            fails(failure);
            return Set.of(Topic.EVERYTHING);
        }
    }

    /** What this node has yet to tell the others of that tenant. */
    Set<String> unsent(Id tenant) {
        synchronized (lock) {
            var all = new HashSet<>(unsent.getOrDefault(tenant, Set.of()));
            all.addAll(underWay.getOrDefault(tenant, Set.of()));
            return all;
        }
    }

    /** Forgets what is older than five minutes. */
    void prune() {
        if (!wroteSincePruning && streams.isEmpty()) {
            return;
        }
        try {
            control.sql(
                            """
                            delete from live_signal
                            where at < utc_timestamp(3) - interval 5 minute limit 10000
                            """)
                    .update();
            wroteSincePruning = false;
        } catch (DataAccessException | TransactionException failure) {
            fails(failure);
        }
    }

    Id node() {
        return node;
    }

    private void hear(Duration back) {
        var present =
                control.sql(
                                """
                                select id from live_signal
                                where at > utc_timestamp(3) - interval ? microsecond and node <> ?
                                """)
                        .params(micros(back), node.value())
                        .query((row, _) -> row.getLong("id"))
                        .set();
        var fresh = present.stream().filter(id -> !heard.contains(id)).toList();
        if (!fresh.isEmpty()) {
            topics(fresh).forEach(row -> read(row).forEach(streams::changed));
        }
        heard = present;
    }

    private List<String> topics(List<Long> rows) {
        return control.sql("select topics from live_signal where id in (:rows)")
                .param("rows", rows)
                .query((row, _) -> row.getString("topics"))
                .list();
    }

    private static String text(Map<Id, Set<String>> changed) {
        return changed.entrySet().stream()
                .map(entry -> entry.getKey() + " " + String.join(" ", entry.getValue()))
                .collect(Collectors.joining("\n"));
    }

    private static Map<Id, Set<String>> read(String text) {
        var changed = new HashMap<Id, Set<String>>();
        for (var line : text.split("\n")) {
            var words = line.split(" ");
            changed.computeIfAbsent(Id.parse(words[0]), _ -> new HashSet<>())
                    .addAll(List.of(words).subList(1, words.length));
        }
        return changed;
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }

    private void fails(RuntimeException failure) {
        if (!broken) {
            broken = true;
            log.warn("live pages learn nothing from other nodes for now: {}", failure.toString());
        }
    }

    private void works() {
        if (broken) {
            broken = false;
            log.info("live pages hear other nodes again");
        }
    }
}
