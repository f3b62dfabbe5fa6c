package dev.assent.access;

import dev.assent.tenancy.Control;
import dev.assent.tenancy.Id;
import dev.assent.tenancy.Sha256;
import dev.assent.tenancy.Tenant;
import dev.assent.time.RealTime;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;

/** Who is signed in, for those who keep talking to a browser after the request was let in. */
@Component
public class Sessions {

    private static final int BYTES_OF_A_MARK = 8;

    private final JdbcClient control;
    private final InstantSource time;

    Sessions(@Control JdbcClient control, @RealTime InstantSource time) {
        this.control = control;
        this.time = time;
    }

    /**
     * On what grounds somebody was let in.
     *
     * @param session the identity of their session: a secret
     * @param role the one they had in the tenant
     */
    public record Ticket(String session, Id account, Id tenant, Role role) {

        @Override
        public String toString() {
            return "Ticket[%s as %s of %s]".formatted(account, role, tenant);
        }
    }

    /** What tells the session of this request from others, and lets nobody in. */
    public static String mark(HttpServletRequest request) {
        return HexFormat.of()
                .formatHex(Sha256.of(request.getSession().getId()), 0, BYTES_OF_A_MARK);
    }

    /** The ticket of the member who makes this request. */
    public static Ticket ticket(HttpServletRequest request) {
        var member = Member.current();
        return new Ticket(
                request.getSession().getId(),
                member.account(),
                Tenant.current().id(),
                member.role());
    }

    /**
     * Those of the tickets that still hold: the session has not ended and its account still has the
     * same role in that tenant. One statement, however many are asked for.
     */
    public Set<Ticket> alive(Collection<Ticket> tickets) {
        if (tickets.isEmpty()) {
            return Set.of();
        }
        var holding =
                control.sql(
                                """
                                select SESSION_ID as session, account, tenant, role
                                from SPRING_SESSION
                                join membership on account = cast(PRINCIPAL_NAME as signed)
                                where SESSION_ID in (:sessions) and EXPIRY_TIME > :now
                                """)
                        .param("sessions", tickets.stream().map(Ticket::session).toList())
                        .param("now", time.millis())
                        .query(Ticket.class)
                        .set();
        var alive = new HashSet<>(tickets);
        alive.retainAll(holding);
        return alive;
    }

    /** Ends every session of this account. */
    void end(Id account) {
        control.sql("delete from SPRING_SESSION where PRINCIPAL_NAME = ?")
                .param(String.valueOf(account.value()))
                .update();
    }
}
