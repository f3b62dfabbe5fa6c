package dev.assent.simulator;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Who has to do with whom. */
class Pairs {

    private static final RowMapper<Pair> ROW = Rows.of(Pair.class);

    private final JdbcClient database;
    private final Phones phones;
    private final Signals signals;

    Pairs(@Simulated JdbcClient database, Phones phones, Signals signals) {
        this.database = database;
        this.phones = phones;
        this.signals = signals;
    }

    /** The pair's row, made where there was none and held until the end of the transaction. */
    Pair locked(String phoneNumberId, String waId) {
        phones.called(waId);
        var there = lock(phoneNumberId, waId);
        if (there.isPresent()) {
            return there.get();
        }
        var fresh = Pair.fresh(0, phoneNumberId, waId);
        database.sql(
                        """
                        insert into pair (phone_number_id, wa_id, permission, grant_no,
                            marketing_stopped, marketing_enough)
                        values (?, ?, ?, ?, ?, ?)
                        on duplicate key update grant_no = grant_no
                        """)
                .params(
                        Rows.values(
                                phoneNumberId,
                                waId,
                                fresh.permission().name(),
                                fresh.grantNo(),
                                fresh.marketingStopped(),
                                fresh.marketingEnough()))
                .update();
        signals.changed("phones");
        return lock(phoneNumberId, waId).orElseThrow();
    }

    Pair locked(long id) {
        return database.sql("select * from pair where id = ? for update")
                .param(id)
                .query(ROW)
                .single();
    }

    Optional<Pair> find(String phoneNumberId, String waId) {
        return database.sql("select * from pair where phone_number_id = ? and wa_id = ?")
                .params(phoneNumberId, waId)
                .query(ROW)
                .optional();
    }

    /** Every pair there is. */
    Map<Whom, Pair> all() {
        return database.sql("select * from pair").query(ROW).stream()
                .collect(
                        Collectors.toMap(
                                pair -> new Whom(pair.phoneNumberId(), pair.waId()), pair -> pair));
    }

    List<Pair> of(String waId) {
        return database.sql("select * from pair where wa_id = ? order by id")
                .param(waId)
                .query(ROW)
                .list();
    }

    /** The latest first, those of one number or whose name or number has the text in it. */
    List<Pair> search(@Nullable String phoneNumberId, String text, int most) {
        var like = "%" + text.strip().replace("%", "\\%").replace("_", "\\_") + "%";
        return database.sql(
                        """
                        select pair.* from pair
                        join phone on phone.wa_id = pair.wa_id
                        where (:number is null or pair.phone_number_id = :number)
                          and (phone.name like :like or phone.wa_id like :digits)
                        order by pair.last_at desc, pair.id desc
                        limit :most
                        """)
                .param("number", phoneNumberId)
                .param("like", like)
                .param("digits", like.replaceAll("[\\s+]", ""))
                .param("most", most)
                .query(ROW)
                .list();
    }

    void save(Pair pair) {
        database.sql(
                        """
                        update pair
                        set permission = ?, granted_at = ?, granted_until = ?, grant_no = ?,
                            taken_away = ?, window_from = ?, marketing_stopped = ?,
                            marketing_enough = ?, next_message_free = ?, last_at = ?
                        where id = ?
                        """)
                .params(
                        Rows.values(
                                pair.permission().name(),
                                pair.grantedAt(),
                                pair.grantedUntil(),
                                pair.grantNo(),
                                pair.takenAway(),
                                pair.windowFrom(),
                                pair.marketingStopped(),
                                pair.marketingEnough(),
                                pair.nextMessageFree(),
                                pair.lastAt(),
                                pair.id()))
                .update();
        signals.changed("phones", topic(pair));
    }

    /** What pages that show this chat listen to. */
    static String topic(Pair pair) {
        return "phone-" + pair.phoneNumberId() + "-" + pair.waId();
    }

    private Optional<Pair> lock(String phoneNumberId, String waId) {
        return database.sql(
                        """
                        select * from pair where phone_number_id = ? and wa_id = ? for update
                        """)
                .params(phoneNumberId, waId)
                .query(ROW)
                .optional();
    }
}
