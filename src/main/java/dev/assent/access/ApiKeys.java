package dev.assent.access;

import dev.assent.tenancy.Control;
import dev.assent.tenancy.Id;
import dev.assent.tenancy.Tenant;
import dev.assent.tenancy.Tenants;
import dev.assent.time.RealTime;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The keys with which other systems of a business use the API. We keep their hashes only. */
@Component
public class ApiKeys {

    private static final String PREFIX = "assent_";

    /** How exactly we know when a key was last used. */
    private static final Duration USE_NOTED = Duration.ofMinutes(1);

    private final JdbcClient control;
    private final TransactionTemplate transactions;
    private final Audit audit;
    private final InstantSource time;

    ApiKeys(
            @Control JdbcClient control,
            TransactionTemplate transactions,
            Audit audit,
            @RealTime InstantSource time) {
        this.control = control;
        this.transactions = transactions;
        this.audit = audit;
        this.time = time;
    }

    /** A key as its business sees it. */
    record Listed(Id id, String name, String madeBy, Instant madeAt, @Nullable Instant usedAt) {}

    /** A key and the business it belongs to. */
    record Holder(ApiKey key, Tenant tenant, @Nullable Instant usedAt) {}

    /** Makes that text a key of the tenant, whosever it was; under this name if it was nobody's. */
    public void ensure(Id tenant, String name, String text) {
        insert(tenant, name, "Assent", new Token(text));
    }

    /** The keys of the current business, the newest first. */
    List<Listed> all() {
        return control.sql(
                        """
                        select id, name, made_by, made_at, used_at from api_key
                        where tenant = ? order by id desc
                        """)
                .param(Tenant.current().id().value())
                .query(ApiKeys::listed)
                .list();
    }

    /** Makes a new key of the current business and tells it this once. */
    String make(String name) {
        var key = new Token(PREFIX + Token.fresh().text());
        transactions.executeWithoutResult(status -> {
            audit.note("made an API key", name);
            insert(Tenant.current().id(), name, Member.current().name(), key);
        });
        return key.text();
    }

    /** Whoever uses that key of the current business is refused from now on. */
    Optional<String> revoke(Id key) {
        var tenant = Tenant.current().id().value();
        var name =
                control.sql("select name from api_key where id = ? and tenant = ?")
                        .params(key.value(), tenant)
                        .query(String.class)
                        .optional();
        name.ifPresent(known ->
                transactions.executeWithoutResult(status -> {
                    audit.note("revoked an API key", known);
                    control.sql("delete from api_key where id = ? and tenant = ?")
                            .params(key.value(), tenant)
                            .update();
                }));
        return name;
    }

    /** Who holds this key. */
    Optional<Holder> holder(String text) {
        var holder =
                control.sql(
                                """
                                select tenant.*, api_key.id as key_id, api_key.name as key_name,
                                    api_key.used_at
                                from api_key join tenant on tenant.id = api_key.tenant
                                where api_key.hash = ?
                                """)
                        .param(new Token(text).hash())
                        .query(ApiKeys::holder)
                        .optional();
        holder.ifPresent(this::noteUse);
        return holder;
    }

    private void noteUse(Holder holder) {
        var now = time.instant();
        if (holder.usedAt() == null || holder.usedAt().plus(USE_NOTED).isBefore(now)) {
            control.sql("update api_key set used_at = ? where id = ?")
                    .params(now, holder.key().id().value())
                    .update();
        }
    }

    private void insert(Id tenant, String name, String madeBy, Token key) {
        control.sql(
                        """
                        insert into api_key (id, tenant, hash, name, made_by, made_at)
                        values (?, ?, ?, ?, ?, ?)
                        on duplicate key update tenant = ?
                        """)
                .params(
                        Id.fresh().value(),
                        tenant.value(),
                        key.hash(),
                        name,
                        madeBy,
                        time.instant(),
                        tenant.value())
                .update();
    }

    private static Listed listed(ResultSet row, int number) throws SQLException {
        return new Listed(
                new Id(row.getLong("id")),
                row.getString("name"),
                row.getString("made_by"),
                row.getTimestamp("made_at").toInstant(),
                usedAt(row));
    }

    private static Holder holder(ResultSet row, int number) throws SQLException {
        return new Holder(
                new ApiKey(new Id(row.getLong("key_id")), row.getString("key_name")),
                Tenants.tenant(row, number),
                usedAt(row));
    }

    private static @Nullable Instant usedAt(ResultSet row) throws SQLException {
        var used = row.getTimestamp("used_at");
        return used == null ? null : used.toInstant();
    }
}
