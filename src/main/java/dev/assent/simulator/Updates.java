package dev.assent.simulator;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

import tools.jackson.databind.node.ObjectNode;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What the application has to be told. An update is stored with what caused it, so neither exists
 * without the other; {@link Postman} carries it. Travel takes real time, whatever the clock says.
 */
class Updates {

    private static final RowMapper<Waiting> ROW = Rows.of(Waiting.class);

    private static final int KEPT = 2_000;
    private static final InstantSource REAL_TIME = Clock.systemUTC();

    private final JdbcClient database;
    private final Settings settings;
    private final InstantSource time;
    private final ApplicationEventPublisher events;
    private final Signals signals;

    Updates(
            @Simulated JdbcClient database,
            Settings settings,
            InstantSource time,
            ApplicationEventPublisher events,
            Signals signals) {
        this.database = database;
        this.settings = settings;
        this.time = time;
        this.events = events;
        this.signals = signals;
    }

    /** There is something to carry. */
    record Posted() {}

    /**
     * @param url of the number's own application, or null
     */
    record Waiting(
            long id,
            String entryId,
            @Nullable Long entryTime,
            String field,
            String value,
            int attempts,
            Instant createdAt,
            @Nullable String url,
            @Nullable String secret) {}

    /** Of a number's messages or calls. */
    void tell(BusinessNumber number, String field, ObjectNode value) {
        if (number.subscribed()) {
            store(number.phoneNumberId(), number.wabaId(), number.wabaId(), null, field, value);
        }
    }

    /** Of a number's settings. */
    void tellOfSettings(BusinessNumber number, ObjectNode value) {
        if (number.subscribed()) {
            store(
                    number.phoneNumberId(),
                    number.wabaId(),
                    number.wabaId(),
                    time.instant().getEpochSecond(),
                    "account_settings_update",
                    value);
        }
    }

    /** Of restrictions and warnings, which Meta files under entry 0. */
    void tellOfAccount(BusinessNumber number, ObjectNode value) {
        if (number.subscribed()) {
            store(
                    number.phoneNumberId(),
                    number.wabaId(),
                    "0",
                    time.instant().getEpochSecond(),
                    "account_update",
                    value);
        }
    }

    /** Of an account's templates. */
    void tellOfTemplate(
            List<BusinessNumber> numbers, String wabaId, String field, ObjectNode value) {
        if (numbers.stream().anyMatch(BusinessNumber::subscribed)) {
            store(null, wabaId, wabaId, time.instant().getEpochSecond(), field, value);
        }
    }

    List<Waiting> due(int most) {
        return database.sql(
                        """
                        select u.id, u.entry_id, u.entry_time, u.field, u.value, u.attempts,
                            u.created_at, n.webhook_url as url, n.webhook_secret as secret
                        from webhook_update u
                        left join business_number n on n.phone_number_id = coalesce(
                            u.phone_number_id,
                            (select min(phone_number_id) from business_number
                             where waba_id = u.waba_id))
                        where u.state = 'WAITING' and u.due_at <= ?
                        order by u.due_at, u.id
                        limit ?
                        """)
                .params(now(), most)
                .query(ROW)
                .list();
    }

    List<Waiting> stillWaiting(List<Waiting> updates) {
        var there =
                database.sql(
                                """
                                select id from webhook_update
                                where id in (:ids) and state = 'WAITING'
                                """)
                        .param("ids", ids(updates))
                        .query((row, _) -> row.getLong("id"))
                        .set();
        return updates.stream().filter(update -> there.contains(update.id())).toList();
    }

    Optional<Instant> nextDue() {
        return database.sql(
                        "select min(due_at) as due_at from webhook_update where state = 'WAITING'")
                .query((row, _) -> Optional.ofNullable(row.getTimestamp("due_at")))
                .single()
                .map(Timestamp::toInstant);
    }

    int waiting() {
        return database.sql("select count(*) from webhook_update where state = 'WAITING'")
                .query(Integer.class)
                .single();
    }

    void delivered(List<Waiting> updates) {
        database.sql(
                        """
                        update webhook_update
                        set state = 'DELIVERED', attempts = attempts + 1, last_status = 200,
                            last_error = null, delivered_at = :now
                        where id in (:ids)
                        """)
                .param("now", now())
                .param("ids", ids(updates))
                .update();
        forgetOld();
        signals.changed("webhooks");
    }

    /** Tries again after the given time, or never if there is none. */
    void failed(Waiting update, @Nullable Integer status, String error, Optional<Duration> again) {
        database.sql(
                        """
                        update webhook_update
                        set state = :state, attempts = attempts + 1, last_status = :status,
                            last_error = :error, due_at = :due
                        where id = :id
                        """)
                .param("state", again.isPresent() ? "WAITING" : "DROPPED")
                .param("status", status)
                .param("error", error.substring(0, Math.min(300, error.length())))
                .param("due", now().plus(again.orElse(Duration.ZERO)))
                .param("id", update.id())
                .update();
        signals.changed("webhooks");
    }

    /** Whatever waits goes now. */
    void hurry() {
        database.sql("update webhook_update set due_at = ? where state = 'WAITING' and due_at > ?")
                .params(now(), now())
                .update();
        events.publishEvent(new Posted());
    }

    static Instant now() {
        return REAL_TIME.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private void store(
            @Nullable String phoneNumberId,
            String wabaId,
            String entryId,
            @Nullable Long entryTime,
            String field,
            ObjectNode value) {
        var created = now();
        database.sql(
                        """
                        insert into webhook_update (phone_number_id, waba_id, entry_id, entry_time,
                            field, value, created_at, due_at, attempts, state)
                        values (?, ?, ?, ?, ?, ?, ?, ?, 0, 'WAITING')
                        """)
                .params(
                        Rows.values(
                                phoneNumberId,
                                wabaId,
                                entryId,
                                entryTime,
                                field,
                                Json.write(value),
                                created,
                                created.plus(delay())))
                .update();
        Work.afterCommit(() -> events.publishEvent(new Posted()));
        signals.changed("webhooks");
    }

    private Duration delay() {
        var delivery = settings.delivery();
        var extra =
                delivery.shuffle()
                        ? ThreadLocalRandom.current().nextInt(Delivery.SHUFFLE_MILLIS)
                        : 0;
        return Duration.ofMillis(delivery.delayMillis() + extra);
    }

    private void forgetOld() {
        database.sql("delete from webhook_update where state = 'DELIVERED' and id < ?")
                .param(
                        database.sql("select coalesce(max(id), 0) from webhook_update")
                                        .query(Long.class)
                                        .single()
                                - KEPT)
                .update();
    }

    private static List<Long> ids(List<Waiting> updates) {
        return updates.stream().map(Waiting::id).toList();
    }
}
