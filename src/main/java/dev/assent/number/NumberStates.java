package dev.assent.number;

import dev.assent.live.Live;
import dev.assent.tenancy.Id;
import dev.assent.whatsapp.CallingSettings;
import dev.assent.whatsapp.MetaError;
import dev.assent.whatsapp.Notice;
import dev.assent.whatsapp.NumberProfile;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * Writes down what Meta says about a number. News may come late, repeated and in any order: what is
 * known newer is kept, and a pause only grows until a reading says how things are.
 */
@Component
class NumberStates {

    /** How long a pause lasts where Meta does not say. */
    static final Duration USUAL_PAUSE = Duration.ofDays(7);

    /** How long to believe a refusal that says no end; after that a try does no harm. */
    static final Duration PAUSE_OF_UNKNOWN_END = Duration.ofHours(1);

    static final Duration BARRED = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final Live live;

    NumberStates(JdbcClient jdbc, Live live) {
        this.jdbc = jdbc;
        this.live = live;
    }

    /** What Meta says when asked: this is how things are. */
    void read(Id number, CallingSettings settings, Instant at) {
        changed(
                number,
                new CallingSettings.Change(
                        settings.calling(), settings.callbackPermission(), settings.iconVisible()),
                at);
        write(
                jdbc.sql(
                                """
                                update business_number
                                set sip = :sip, paused_until = :paused_until, token_refused_at = null,
                                    settings_read_at = :at
                                where id = :id
                                """)
                        .param("sip", settings.sip())
                        .param("paused_until", pausedUntil(settings, at))
                        .param("at", at)
                        .param("id", number.value()));
    }

    void read(Id number, NumberProfile profile) {
        write(
                jdbc.sql("update business_number set verified_name = ?, quality = ? where id = ?")
                        .param(profile.verifiedName())
                        .param(profile.quality())
                        .param(number.value()));
    }

    void changed(Id number, Notice.SettingsChanged change) {
        hear(number, Setting.CALLING, change.calling(), change.at());
        hear(number, Setting.CALLBACK_PERMISSION, change.callbackPermission(), change.at());
        hear(number, Setting.ICON_VISIBLE, change.iconVisible(), change.at());
    }

    /** Meta just told, or did what we asked: this is how it stands. */
    void changed(Id number, CallingSettings.Change change, Instant at) {
        set(number, Setting.CALLING, change.calling(), at);
        set(number, Setting.CALLBACK_PERMISSION, change.callbackPermission(), at);
        set(number, Setting.ICON_VISIBLE, change.iconVisible(), at);
    }

    void restricted(Id number, Notice.Restricted restricted) {
        if (!restricted.businessCalls()) {
            return;
        }
        var until =
                Objects.requireNonNullElse(restricted.until(), restricted.at().plus(USUAL_PAUSE));
        write(
                jdbc.sql(
                                """
                                update business_number
                                set paused_until = greatest(coalesce(paused_until, ?), ?)
                                where id = ? and settings_read_at <= ?
                                """)
                        .params(until, until, number.value(), restricted.at()));
    }

    void warned(Id number, Notice.Warned warned) {
        write(
                jdbc.sql(
                                """
                                update business_number set warning = ?, warned_at = ?
                                where id = ? and (warned_at is null or warned_at <= ?)
                                """)
                        .params(warned.violation(), warned.at(), number.value(), warned.at()));
    }

    /** Meta first told us something about these numbers. */
    void heard(String phoneNumberId, Instant at) {
        write(
                jdbc.sql(
                                """
                                update business_number set heard_at = ?
                                where phone_number_id = ? and heard_at is null
                                """)
                        .params(at, phoneNumberId));
    }

    void refused(Id number, MetaError error, Instant at) {
        switch (error.trouble()) {
            case PAUSED ->
                    later(
                            number,
                            Moment.PAUSED_UNTIL,
                            Objects.requireNonNullElse(
                                    error.until(), at.plus(PAUSE_OF_UNKNOWN_END)));
            case CALLING_OFF -> hear(number, Setting.CALLING, false, at);
            case COUNTRY_BARRED -> later(number, Moment.BARRED_UNTIL, at.plus(BARRED));
            case NUMBER_RATE ->
                    later(number, Moment.RATE_LIMITED_UNTIL, at.plus(Duration.ofMinutes(1)));
            case MAINTENANCE ->
                    later(number, Moment.RATE_LIMITED_UNTIL, at.plus(Duration.ofMinutes(2)));
            case SPAM_LIMIT ->
                    later(number, Moment.RATE_LIMITED_UNTIL, at.plus(Duration.ofHours(1)));
            case TOKEN -> later(number, Moment.TOKEN_REFUSED_AT, at);
            case PAYMENT -> later(number, Moment.PAYMENT_MISSING_AT, at);
            case NO_PERMISSION,
                    PERMANENT_GRANT_EXISTS,
                    REQUEST_LIMIT,
                    CALL_LIMIT,
                    CALL_IN_PROGRESS,
                    NOT_ON_WHATSAPP,
                    NOT_ON_TEST_LIST,
                    WINDOW_CLOSED,
                    OPTED_OUT,
                    NOT_DELIVERED,
                    PAIR_RATE,
                    SENT_TO_ITSELF,
                    CALLING_NOT_ELIGIBLE,
                    CALLS_NOT_SUBSCRIBED,
                    SIP_IN_USE,
                    CONCURRENT_CALLS,
                    NOT_REGISTERED,
                    ACCOUNT_RESTRICTED,
                    TEMPLATE_NOT_APPROVED,
                    TEMPLATE_PAUSED,
                    TEMPLATE_DISABLED,
                    TEMPLATE_VARIABLES,
                    TEMPLATE_TOO_LONG,
                    TEMPLATE_POLICY,
                    TEMPLATE_LIMIT,
                    TEMPLATE_INVALID,
                    BAD_REQUEST,
                    CALL_FAILED,
                    META_FAILED,
                    OTHER -> {}
        }
    }

    private void write(JdbcClient.StatementSpec update) {
        if (update.update() > 0) {
            live.changed(Numbers.TOPIC);
        }
    }

    private static @Nullable Instant pausedUntil(CallingSettings settings, Instant at) {
        return settings.restrictions().stream()
                .filter(CallingSettings.Restriction::businessCalls)
                .map(restriction ->
                        Objects.requireNonNullElse(restriction.until(), at.plus(USUAL_PAUSE)))
                .max(Instant::compareTo)
                .orElse(null);
    }

    /** What we know newer is kept. */
    private void hear(Id number, Setting setting, @Nullable Boolean value, Instant at) {
        if (value != null) {
            write(
                    jdbc.sql(setting.update + " and %s_at <= ?".formatted(setting.column))
                            .params(value, at, number.value(), at));
        }
    }

    private void set(Id number, Setting setting, @Nullable Boolean value, Instant at) {
        if (value != null) {
            write(jdbc.sql(setting.update).params(value, at, number.value()));
        }
    }

    private void later(Id number, Moment moment, Instant value) {
        write(jdbc.sql(moment.update).params(value, value, number.value()));
    }

    /** A switch, and since when it is known to stand so. */
    private enum Setting {
        CALLING("calling"),
        CALLBACK_PERMISSION("callback_permission"),
        ICON_VISIBLE("icon_visible");

        private final String column;
        private final String update;

        Setting(String column) {
            this.column = column;
            this.update =
                    "update business_number set %s = ?, %s_at = ? where id = ?"
                            .formatted(column, column);
        }
    }

    /** A moment that later news may only push further. */
    private enum Moment {
        PAUSED_UNTIL("paused_until"),
        BARRED_UNTIL("barred_until"),
        RATE_LIMITED_UNTIL("rate_limited_until"),
        TOKEN_REFUSED_AT("token_refused_at"),
        PAYMENT_MISSING_AT("payment_missing_at");

        private final String update;

        Moment(String column) {
            this.update =
                    "update business_number set %s = greatest(coalesce(%s, ?), ?) where id = ?"
                            .formatted(column, column);
        }
    }
}
