package dev.assent.call;

import dev.assent.live.Live;
import dev.assent.permission.NewGrants;
import dev.assent.tenancy.Id;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells whoever asked for a permission that it was given, once, on whatever page they are. */
@Component
class GrantAlerts {

    private static final Duration KEPT = Duration.ofDays(1);
    private static final int AT_ONCE = 20;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final Live live;
    private final InstantSource time;

    GrantAlerts(JdbcClient jdbc, JdbcTemplate batches, Live live, InstantSource time) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.live = live;
        this.time = time;
    }

    /** Somebody who allowed it, and whom the reader has not looked at since. */
    record Alert(Id id, Id contact, String name, Instant at) {}

    /** The live topic of what this account is told. */
    static String topic(Id account) {
        return "grants-" + account;
    }

    @EventListener
    void told(NewGrants news) {
        var asked = news.grants().stream().filter(grant -> grant.asker() != null).toList();
        if (asked.isEmpty()) {
            return;
        }
        var now = time.instant();
        var askers = askers(asked);
        jdbc.sql("delete from grant_alert where account in (:askers) and at < :before")
                .param("askers", askers.stream().map(Id::value).toList())
                .param("before", now.minus(KEPT))
                .update();
        batches.batchUpdate(
                """
                insert into grant_alert (account, reply, id, number_id, contact_id, at)
                values (?, ?, ?, ?, ?, ?)
                on duplicate key update id = id
                """,
                asked.stream().map(grant -> row(grant, now)).toList());
        live.changed(askers.stream().map(GrantAlerts::topic).toArray(String[]::new));
    }

    private static Set<Id> askers(List<NewGrants.Grant> asked) {
        return asked.stream()
                .map(grant -> Objects.requireNonNull(grant.asker()))
                .collect(Collectors.toSet());
    }

    private static Object[] row(NewGrants.Grant grant, Instant now) {
        return new Object[] {
            Objects.requireNonNull(grant.asker()).value(),
            grant.reply(),
            Id.fresh().value(),
            grant.number().value(),
            grant.contact().value(),
            now
        };
    }

    /** What this account was told and has not looked at, while it still holds; the latest first. */
    @Transactional(readOnly = true)
    public List<Alert> unseen(Id account) {
        return jdbc
                .sql(
                        """
                        select grant_alert.id, grant_alert.contact_id as contact, name, at
                        from grant_alert
                        join contact on contact.id = grant_alert.contact_id
                        join pair on pair.number_id = grant_alert.number_id
                            and pair.contact_id = grant_alert.contact_id
                        where account = ? and not seen and at >= ? and pair.label = 'GRANTED'
                        order by at desc, grant_alert.id desc limit ?
                        """)
                .params(account.value(), time.instant().minus(KEPT), AT_ONCE)
                .query(Alert.class)
                .list()
                .stream()
                .map(Objects::requireNonNull)
                .toList();
    }

    /** The account has looked at all of them. */
    @Transactional
    public void seen(Id account) {
        var fresh =
                jdbc.sql("update grant_alert set seen = true where account = ? and not seen")
                        .param(account.value())
                        .update();
        if (fresh > 0) {
            live.changed(topic(account));
        }
    }
}
