package dev.assent.number;

import dev.assent.live.Live;
import dev.assent.tenancy.Id;
import dev.assent.tenancy.Secrets;
import dev.assent.whatsapp.AccessToken;
import dev.assent.whatsapp.Credentials;
import dev.assent.whatsapp.Graph;
import dev.assent.whatsapp.Heard;
import dev.assent.whatsapp.MetaError;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The current business's numbers. One that was connected once stays known for good. */
@Component
public class Numbers implements Credentials {

    /** What pages listen to that show numbers. */
    static final String TOPIC = "numbers";

    private static final String SELECT =
            """
            select id, phone_number_id, waba_id, e164, country, verified_name,
                token is not null as connected, connected_at, quality, calling, callback_permission,
                icon_visible, sip, paused_until, barred_until, rate_limited_until, token_refused_at,
                payment_missing_at, warning, warned_at, heard_at
            from business_number
            """;

    private final JdbcClient jdbc;
    private final Secrets secrets;
    private final NumberStates states;
    private final Live live;

    Numbers(JdbcClient jdbc, Secrets secrets, NumberStates states, Live live) {
        this.jdbc = jdbc;
        this.secrets = secrets;
        this.states = states;
        this.live = live;
    }

    /** All of them, also those disconnected since, the longest known first. */
    public List<BusinessNumber> all() {
        return list(jdbc.sql(SELECT + "order by id"));
    }

    /**
     * Our numbers by Meta's ids, for telling which of them this is about. One that is just being
     * connected is among them: Meta speaks of it as soon as she knows of us. Needs a transaction.
     */
    public Map<String, Id> concerned(Collection<Heard> batch) {
        var told =
                batch.stream()
                        .flatMap(heard -> Stream.ofNullable(heard.phoneNumberId()))
                        .collect(Collectors.toSet());
        return told.isEmpty()
                ? Map.of()
                : all(told).stream()
                        .collect(
                                Collectors.toMap(
                                        BusinessNumber::phoneNumberId, BusinessNumber::id));
    }

    List<BusinessNumber> all(Set<String> phoneNumberIds) {
        var all = all();
        var missing = new HashSet<>(phoneNumberIds);
        all.forEach(number -> missing.remove(number.phoneNumberId()));
        if (missing.isEmpty()) {
            return all;
        }
        jdbc.sql(
                        """
                        select id from business_number where phone_number_id in (:missing)
                        lock in share mode
                        """)
                .param("missing", missing)
                .query(Long.class)
                .list();
        return all();
    }

    /** Those that can be used, the longest known first. */
    public List<BusinessNumber> connected() {
        return list(jdbc.sql(SELECT + "where token is not null order by id"));
    }

    public Optional<BusinessNumber> find(Id id) {
        return jdbc.sql(SELECT + "where id = ?")
                .param(id.value())
                .query(BusinessNumber.class)
                .optional();
    }

    public Optional<BusinessNumber> findByPhoneNumberId(String phoneNumberId) {
        if (!Graph.isId(phoneNumberId)) {
            return Optional.empty();
        }
        return jdbc.sql(SELECT + "where phone_number_id = ?")
                .param(phoneNumberId)
                .query(BusinessNumber.class)
                .optional();
    }

    /**
     * Notes what a refusal of Meta's tells about the number itself, in the caller's transaction;
     * most tell nothing about it.
     */
    public void refused(Id number, MetaError error, Instant at) {
        states.refused(number, error, at);
    }

    @Override
    public AccessToken ofNumber(String phoneNumberId) {
        return token("where phone_number_id = ? and token is not null", phoneNumberId);
    }

    @Override
    public AccessToken ofAccount(String wabaId) {
        return token(
                """
                where waba_id = ? and token is not null
                order by token_refused_at is not null, id limit 1
                """,
                wabaId);
    }

    private static List<BusinessNumber> list(JdbcClient.StatementSpec select) {
        return select.query(BusinessNumber.class).list().stream()
                .map(Objects::requireNonNull)
                .toList();
    }

    private AccessToken token(String where, String metaId) {
        return jdbc.sql("select id, token from business_number " + where)
                .param(metaId)
                .query((row, _) ->
                        new AccessToken(
                                secrets.open(
                                        row.getBytes("token"), place(new Id(row.getLong("id"))))))
                .optional()
                .orElseThrow(() -> new NoSuchElementException("not connected: " + metaId));
    }

    /** Keeps the number under this token from now on, whether it was known or not. */
    Id connect(
            String phoneNumberId,
            String wabaId,
            TelephoneNumber telephone,
            AccessToken token,
            Instant at) {
        jdbc.sql(
                        """
                        insert into business_number (id, phone_number_id, waba_id, e164, country,
                            connected_at, calling_at, callback_permission_at, icon_visible_at,
                            settings_read_at)
                        values (:id, :phone_number_id, :waba_id, :e164, :country, :at, :at, :at, :at, :at)
                        on duplicate key update
                            waba_id = values(waba_id), e164 = values(e164),
                            country = values(country), connected_at = values(connected_at)
                        """)
                .param("id", Id.fresh().value())
                .param("phone_number_id", phoneNumberId)
                .param("waba_id", wabaId)
                .param("e164", telephone.e164())
                .param("country", telephone.country())
                .param("at", at)
                .update();
        var id = findByPhoneNumberId(phoneNumberId).orElseThrow().id();
        replaceToken(id, token);
        return id;
    }

    void replaceToken(Id id, AccessToken token) {
        jdbc.sql(
                        """
                        update business_number
                        set token = ?, token_refused_at = null, payment_missing_at = null,
                            barred_until = null, rate_limited_until = null
                        where id = ?
                        """)
                .params(secrets.seal(token.value(), place(id)), id.value())
                .update();
        live.changed(TOPIC);
    }

    void disconnect(Id id) {
        jdbc.sql("update business_number set token = null where id = ?").param(id.value()).update();
        live.changed(TOPIC);
    }

    private static String place(Id id) {
        return "number:" + id;
    }
}
