package dev.assent.access;

import dev.assent.web.Page;
import dev.assent.web.PageRequest;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.AuthenticatedPrincipal;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;

/** Who did what in a business, and when. Nothing is ever changed or taken away here. */
@Component
public class Audit {

    private static final int LONGEST_ABOUT = 400;

    private final JdbcClient tenant;
    private final InstantSource time;

    Audit(JdbcClient tenant, InstantSource time) {
        this.tenant = tenant;
        this.time = time;
    }

    /** Something that was done. */
    record Note(Instant at, String who, String what, String about) {}

    /**
     * Notes that whoever is signed in did something in the current business, in the caller's
     * transaction.
     *
     * @param what completes a sentence that begins with the person's name, such as {@code made an
     *     API key}; ASCII, at most 60 characters
     * @param about what it was done to, as people call it, never a secret; may be empty
     */
    public void note(String what, String about) {
        note(who(), what, about);
    }

    void note(AuthenticatedPrincipal who, String what, String about) {
        note(who.getName(), what, about);
    }

    private void note(String who, String what, String about) {
        tenant.sql("insert into audit (at, who, what, about) values (?, ?, ?, ?)")
                .params(time.instant(), shortened(who, 160), what, shortened(about, LONGEST_ABOUT))
                .update();
    }

    /** The latest first. */
    @Transactional(readOnly = true)
    Page<Note> latest(PageRequest asked) {
        var total = tenant.sql("select count(*) from audit").query(Long.class).single();
        var request = asked.within(total);
        var notes =
                tenant.sql("select at, who, what, about from audit order by id desc limit ?, ?")
                        .params(request.offset(), request.size())
                        .query(Audit::note)
                        .list();
        return new Page<>(notes, total, request);
    }

    private static Note note(ResultSet row, int number) throws SQLException {
        return new Note(
                row.getTimestamp("at").toInstant(),
                row.getString("who"),
                row.getString("what"),
                row.getString("about"));
    }

    private static String who() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null
                        && authentication.getPrincipal() instanceof AuthenticatedPrincipal who
                ? who.getName()
                : "Assent";
    }

    private static String shortened(String text, int longest) {
        return text.codePointCount(0, text.length()) <= longest
                ? text
                : text.substring(0, text.offsetByCodePoints(0, longest - 1)) + "…";
    }
}
