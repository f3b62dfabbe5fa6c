package dev.assent.simulator;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All calls, running and past. */
class PhoneCalls {

    private static final RowMapper<PhoneCall> ROW = Rows.of(PhoneCall.class);

    private static final String INSERT =
            """
            insert into phone_call (pair_id, phone_number_id, wacid, caller, state, outcome,
                voicemail, grant_no, opaque, dialled_at, picked_up_at, ended_at, due_at,
                failed_code, offer, answer, fate, page, answer_by)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private final JdbcClient database;
    private final JdbcTemplate template;

    PhoneCalls(@Simulated JdbcClient database, @Simulated JdbcTemplate template) {
        this.database = database;
        this.template = template;
    }

    void add(PhoneCall call) {
        database.sql(INSERT).params(values(call)).update();
    }

    void addAll(List<PhoneCall> calls) {
        template.batchUpdate(INSERT, calls.stream().map(c -> values(c).toArray()).toList());
    }

    Optional<PhoneCall> find(String phoneNumberId, String wacid) {
        return database.sql("select * from phone_call where phone_number_id = ? and wacid = ?")
                .params(phoneNumberId, wacid)
                .query(ROW)
                .optional();
    }

    PhoneCall get(String wacid) {
        return database.sql("select * from phone_call where wacid = ?")
                .param(wacid)
                .query(ROW)
                .single();
    }

    /** The one running call of a pair. */
    Optional<PhoneCall> open(long pairId) {
        return database.sql("select * from phone_call where pair_id = ? and state <> 'ENDED'")
                .param(pairId)
                .query(ROW)
                .optional();
    }

    /** The running calls of these pairs. */
    List<PhoneCall> open(List<Long> pairIds) {
        return database.sql(
                        """
                        select * from phone_call
                        where pair_id in (:ids) and state in ('RINGING', 'CONNECTED')
                        """)
                .param("ids", pairIds)
                .query(ROW)
                .list();
    }

    List<PhoneCall> of(long pairId) {
        return database.sql("select * from phone_call where pair_id = ? order by id")
                .param(pairId)
                .query(ROW)
                .list();
    }

    List<PhoneCall> latest(long pairId, int most) {
        return database.sql(
                        """
                        select * from phone_call where pair_id = ?
                        order by dialled_at desc, id desc limit ?
                        """)
                .params(pairId, most)
                .query(ROW)
                .list();
    }

    /** Pairs whose running call should have ended by then. */
    List<Long> pairsWithCallsDue(Instant now) {
        return database.sql(
                        """
                        select pair_id from phone_call
                        where state in ('RINGING', 'CONNECTED') and due_at <= ?
                        order by due_at limit 100
                        """)
                .param(now)
                .query((row, _) -> row.getLong("pair_id"))
                .list();
    }

    /** Pairs whose call no page has answered by then, in real time. */
    List<Long> pairsLeftWithoutAnswer(Instant now) {
        return database.sql(
                        """
                        select pair_id from phone_call
                        where state = 'RINGING' and answer_by <= ? limit 100
                        """)
                .param(now)
                .query((row, _) -> row.getLong("pair_id"))
                .list();
    }

    int running(String phoneNumberId) {
        return database.sql(
                        """
                        select count(*) from phone_call
                        where phone_number_id = ? and state in ('RINGING', 'CONNECTED')
                        """)
                .param(phoneNumberId)
                .query(Integer.class)
                .single();
    }

    int startsOfBusinessSince(String phoneNumberId, Instant since) {
        return database.sql(
                        """
                        select count(*) from phone_call
                        where phone_number_id = ? and caller = 'BUSINESS' and dialled_at > ?
                        """)
                .params(phoneNumberId, since)
                .query(Integer.class)
                .single();
    }

    void change(PhoneCall call) {
        database.sql(
                        """
                        update phone_call
                        set state = ?, outcome = ?, voicemail = ?, opaque = ?, picked_up_at = ?,
                            ended_at = ?, due_at = ?, failed_code = ?, answer = ?, page = ?,
                            answer_by = ?
                        where wacid = ?
                        """)
                .params(
                        Rows.values(
                                call.state(),
                                call.outcome(),
                                call.voicemail(),
                                call.opaque(),
                                call.pickedUpAt(),
                                call.endedAt(),
                                call.dueAt(),
                                call.failedCode(),
                                call.answer(),
                                call.page(),
                                call.answerBy(),
                                call.wacid()))
                .update();
    }

    static Instant aDayBefore(Instant now) {
        return now.minus(Duration.ofHours(24));
    }

    private static List<@Nullable Object> values(PhoneCall call) {
        return Rows.values(
                call.pairId(),
                call.phoneNumberId(),
                call.wacid(),
                call.caller(),
                call.state(),
                call.outcome(),
                call.voicemail(),
                call.grantNo(),
                call.opaque(),
                call.dialledAt(),
                call.pickedUpAt(),
                call.endedAt(),
                call.dueAt(),
                call.failedCode(),
                call.offer(),
                call.answer(),
                call.fate(),
                call.page(),
                call.answerBy());
    }
}
