package dev.assent.simulator;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/** The latest of what application and simulator said to each other, for people to read. */
class Journal {

    private static final RowMapper<Exchange> ROW = Rows.of(Exchange.class);

    private static final Pattern SESSION =
            Pattern.compile("\"sdp\"\\s*:\\s*\".*?(?<!\\\\)(?:\"|$)", Pattern.DOTALL);

    private static final int KEPT = 1_000;
    private static final int LONGEST = 60_000;

    private final JdbcClient database;
    private final Signals signals;

    Journal(@Simulated JdbcClient database, Signals signals) {
        this.database = database;
        this.signals = signals;
    }

    enum Kind {
        /** The application asked the Graph. */
        GRAPH,
        /** We told the application. */
        WEBHOOK
    }

    /**
     * @param target path or address
     * @param status null if there was no answer
     */
    record Exchange(
            long id,
            Instant at,
            Kind kind,
            String method,
            String target,
            @Nullable Integer status,
            @Nullable String note,
            @Nullable String request,
            @Nullable String response,
            int millis) {

        public boolean good() {
            return status != null && status < 400;
        }
    }

    void note(
            Kind kind,
            String method,
            String target,
            @Nullable Integer status,
            @Nullable String note,
            @Nullable String request,
            @Nullable String response,
            long millis) {
        database.sql(
                        """
                        insert into exchange (at, kind, method, target, status, note, request,
                            response, millis)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        Rows.values(
                                Updates.now(),
                                kind.name(),
                                method,
                                cut(target, 500),
                                status,
                                note == null ? null : cut(note, 300),
                                request == null ? null : withoutSessions(cut(request, LONGEST)),
                                response == null ? null : cut(response, LONGEST),
                                (int) millis))
                .update();
        database.sql("delete from exchange where id <= ?").param(newest() - KEPT).update();
        signals.changed("journal");
    }

    List<Exchange> latest(@Nullable Kind kind, long before, int most) {
        return database.sql(
                        """
                        select * from exchange
                        where (:kind is null or kind = :kind) and id < :before
                        order by id desc limit :most
                        """)
                .param("kind", kind == null ? null : kind.name())
                .param("before", before)
                .param("most", most)
                .query(ROW)
                .list();
    }

    private long newest() {
        return database.sql("select coalesce(max(id), 0) from exchange").query(Long.class).single();
    }

    /** Session descriptions hold keys; that there was one is all anybody needs to read. */
    private static String withoutSessions(String said) {
        return SESSION.matcher(said).replaceAll("\"sdp\":\"…\"");
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }
}
