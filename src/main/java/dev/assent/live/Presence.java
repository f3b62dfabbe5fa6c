package dev.assent.live;

import dev.assent.tenancy.Control;
import dev.assent.tenancy.Id;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.util.Set;

/** Who has a page of ours open, on whatever node. A little late: by seconds. */
@Component
public class Presence {

    /** The topic that changes when somebody comes or goes. */
    public static final String TOPIC = "presence";

    private final JdbcClient control;

    Presence(@Control JdbcClient control) {
        this.control = control;
    }

    /** The accounts that have a page of this tenant open. */
    public Set<Id> online(Id tenant) {
        return control.sql(
                        """
                        select distinct account from presence
                        where tenant = ? and until > utc_timestamp(3)
                        """)
                .param(tenant.value())
                .query((row, _) -> new Id(row.getLong("account")))
                .set();
    }
}
