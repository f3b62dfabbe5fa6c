package dev.assent.access;

import dev.assent.tenancy.Control;
import dev.assent.tenancy.Id;
import dev.assent.tenancy.Secrets;
import dev.assent.time.RealTime;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.time.InstantSource;

/** Takes letters for sending. They are kept until they are handed over, so a crash loses none. */
@Component
public class Mail {

    static final String PLACE = "mail_outbox";

    private final JdbcClient control;
    private final Secrets secrets;
    private final InstantSource time;

    Mail(@Control JdbcClient control, Secrets secrets, @RealTime InstantSource time) {
        this.control = control;
        this.secrets = secrets;
        this.time = time;
    }

    /**
     * Sends soon after the caller's control transaction has committed. The text lies sealed until
     * then, since it may hold a link that lets somebody in.
     *
     * @param to one mail address
     * @param text plain text
     */
    public void send(String to, String subject, String text) {
        var id = Id.fresh();
        control.sql(
                        """
                        insert into mail_outbox (id, recipient, subject, sealed_text, due_at)
                        values (?, ?, ?, ?, ?)
                        """)
                .params(id.value(), to, subject, secrets.seal(text, id, PLACE), time.instant())
                .update();
    }
}
