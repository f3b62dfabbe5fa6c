package dev.assent.simulator;

import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Letters nobody sends anywhere. */
class Mails {

    private static final RowMapper<Mail> ROW = Rows.of(Mail.class);
    private static final int KEPT = 500;
    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"]+[^\\s<>\".,;:!?)]");

    private final JdbcClient database;
    private final Work work;
    private final Signals signals;
    private final InstantSource time;

    Mails(@Simulated JdbcClient database, Work work, Signals signals, InstantSource time) {
        this.database = database;
        this.work = work;
        this.signals = signals;
        this.time = time;
    }

    record Mail(long id, Instant at, String recipient, String subject, String text) {

        /** The text in pieces, links apart. */
        public List<Piece> pieces() {
            var pieces = new ArrayList<Piece>();
            var from = 0;
            var links = LINK.matcher(text);
            while (links.find()) {
                pieces.add(new Piece(text.substring(from, links.start()), false));
                pieces.add(new Piece(links.group(), true));
                from = links.end();
            }
            pieces.add(new Piece(text.substring(from), false));
            return pieces;
        }
    }

    record Piece(String text, boolean link) {}

    void store(String recipient, String subject, String text) {
        work.run(() -> {
            database.sql(
                            """
                            insert into mail (at, recipient, subject, text)
                            values (?, ?, ?, ?)
                            """)
                    .params(time.instant(), recipient, subject, text)
                    .update();
            database.sql("delete from mail where id <= ?").param(newest() - KEPT).update();
            signals.changed("mail");
        });
    }

    List<Mail> latest(String text) {
        var like = "%" + text.strip().replace("%", "\\%").replace("_", "\\_") + "%";
        return database.sql(
                        """
                        select * from mail where recipient like :like or subject like :like
                        order by id desc limit 100
                        """)
                .param("like", like)
                .query(ROW)
                .list();
    }

    Optional<Mail> find(long id) {
        return database.sql("select * from mail where id = ?").param(id).query(ROW).optional();
    }

    private long newest() {
        return database.sql("select coalesce(max(id), 0) from mail").query(Long.class).single();
    }
}
