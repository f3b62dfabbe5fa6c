package dev.assent.simulator;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The business numbers of the simulated world. */
class BusinessNumbers {

    private static final RowMapper<BusinessNumber> ROW = Rows.of(BusinessNumber.class);

    private final JdbcClient database;
    private final Work work;
    private final Signals signals;

    BusinessNumbers(@Simulated JdbcClient database, Work work, Signals signals) {
        this.database = database;
        this.work = work;
        this.signals = signals;
    }

    List<BusinessNumber> all() {
        return database.sql("select * from business_number order by verified_name, digits")
                .query(ROW)
                .list();
    }

    Optional<BusinessNumber> find(String phoneNumberId) {
        return database.sql("select * from business_number where phone_number_id = ?")
                .param(phoneNumberId)
                .query(ROW)
                .optional();
    }

    BusinessNumber get(String phoneNumberId) {
        return find(phoneNumberId)
                .orElseThrow(() -> new Absent("There is no number " + phoneNumberId + "."));
    }

    /** The row held until the end of the transaction, for what concerns all pairs of a number. */
    BusinessNumber locked(String phoneNumberId) {
        return database.sql("select * from business_number where phone_number_id = ? for update")
                .param(phoneNumberId)
                .query(ROW)
                .single();
    }

    List<BusinessNumber> ofAccount(String wabaId) {
        return database.sql("select * from business_number where waba_id = ? order by digits")
                .param(wabaId)
                .query(ROW)
                .list();
    }

    /** The accounts a token opens; none means that it is no good. */
    Set<String> accountsOpenedBy(String token) {
        return database.sql(
                        """
                        select distinct waba_id from business_number
                        where access_token = ? and token_valid
                        """)
                .param(token)
                .query((row, _) -> row.getString("waba_id"))
                .set();
    }

    /**
     * @throws Impossible if the number or its id exists
     */
    BusinessNumber add(BusinessNumber number) {
        work.run(() -> {
            try {
                insert(number);
            } catch (DuplicateKeyException there) {
                throw new Impossible(
                        "There is a number %s or %s already."
                                .formatted(number.phoneNumberId(), number.displayPhoneNumber()));
            }
            signals.changed("numbers", "phones");
        });
        return number;
    }

    void insert(BusinessNumber number) {
        database.sql(
                        """
                        insert into business_number (phone_number_id, waba_id, digits,
                            display_phone_number, verified_name, country, edition, access_token,
                            token_valid, quality_rating, messaging_limit, calling, paused_until,
                            subscribed, allowed_recipients, webhook_url, webhook_secret)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        Rows.values(
                                number.phoneNumberId(),
                                number.wabaId(),
                                number.digits(),
                                number.displayPhoneNumber(),
                                number.verifiedName(),
                                number.country(),
                                number.edition().name(),
                                number.accessToken(),
                                number.tokenValid(),
                                number.qualityRating(),
                                number.messagingLimit(),
                                number.calling(),
                                number.pausedUntil(),
                                number.subscribed(),
                                number.allowedRecipients(),
                                number.webhookUrl(),
                                number.webhookSecret()))
                .update();
    }

    void changeCalling(String phoneNumberId, CallingSettings settings) {
        change(phoneNumberId, "calling", Json.write(settings.json()));
    }

    void changeEdition(String phoneNumberId, Edition edition) {
        change(phoneNumberId, "edition", edition.name());
    }

    void changeQuality(String phoneNumberId, String rating) {
        change(phoneNumberId, "quality_rating", rating);
    }

    void changeMessagingLimit(String phoneNumberId, String limit) {
        change(phoneNumberId, "messaging_limit", limit);
    }

    void changeToken(String phoneNumberId, boolean valid) {
        change(phoneNumberId, "token_valid", valid);
    }

    void pause(String phoneNumberId, Instant until) {
        change(phoneNumberId, "paused_until", until);
    }

    void endPause(String phoneNumberId) {
        database.sql("update business_number set paused_until = null where phone_number_id = ?")
                .param(phoneNumberId)
                .update();
        signals.changed("numbers");
    }

    void subscribe(String wabaId, boolean subscribed) {
        database.sql("update business_number set subscribed = ? where waba_id = ?")
                .params(subscribed, wabaId)
                .update();
        signals.changed("numbers");
    }

    void changeWebhook(String phoneNumberId, String url, String secret) {
        database.sql(
                        """
                        update business_number
                        set webhook_url = nullif(?, ''), webhook_secret = nullif(?, '')
                        where phone_number_id = ?
                        """)
                .params(url.strip(), secret.strip(), phoneNumberId)
                .update();
        signals.changed("numbers");
    }

    /** The column is ours, never somebody's input. */
    private void change(String phoneNumberId, String column, Object value) {
        database.sql(
                        "update business_number set "
                                + column
                                + " = :value where phone_number_id = :id")
                .param("value", value)
                .param("id", phoneNumberId)
                .update();
        signals.changed("numbers");
    }
}
