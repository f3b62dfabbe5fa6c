package dev.assent.call;

import dev.assent.access.Member;
import dev.assent.access.Role;
import dev.assent.contact.Contact;
import dev.assent.permission.Scene;
import dev.assent.tenancy.Id;
import dev.assent.whatsapp.Notice;

import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.util.List;

/** A business whose calls are told about word by word, without a Meta that plays along. */
final class CallStage {

    final Scene lotus;
    private final ApplicationContext application;

    CallStage(ApplicationContext application, Scene lotus) {
        this.application = application;
        this.lotus = lotus;
    }

    /** Lets ledger and calls hear these, as one batch. */
    void hear(Notice... notices) {
        lotus.hear(notices);
        lotus.tell(List.of(CallEar.class), notices);
    }

    Call called(String wacid) {
        return lotus.in(() ->
                jdbc().sql("select id from phone_call where wacid = ?")
                        .param(wacid)
                        .query((row, _) -> new Id(row.getLong(1)))
                        .optional()
                        .flatMap(id -> application.getBean(Calls.class).find(id))
                        .orElseThrow());
    }

    Notice connect(Contact from, String wacid) {
        return new Notice.CallConnect(
                wacid,
                Scene.person(from),
                lotus.now(),
                Notice.Direction.INCOMING,
                Sdp.offer(),
                null,
                null);
    }

    /** Somebody who works here, as far as calls must know. */
    static Member member(String name) {
        return new Member(Id.fresh(), name, name + "@lotus.example", Role.AGENT);
    }

    /** From now on this person has a page open, or none. */
    void online(Id account, boolean here) {
        var control = application.getBean("controlClient", JdbcClient.class);
        control.sql("delete from presence where account = ?").param(account.value()).update();
        if (here) {
            control.sql(
                            """
                            insert into presence (node, tenant, account, until)
                            values (1, ?, ?, utc_timestamp(3) + interval 1 hour)
                            """)
                    .params(lotus.tenant.id().value(), account.value())
                    .update();
        }
    }

    JdbcClient jdbc() {
        return application.getBean(JdbcClient.class);
    }
}
