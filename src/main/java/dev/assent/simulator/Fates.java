package dev.assent.simulator;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.util.Optional;

/** What is planned for calls to come. */
class Fates {

    private final JdbcClient database;

    Fates(@Simulated JdbcClient database) {
        this.database = database;
    }

    /**
     * @param lasting whether it holds for every call, not only for the next
     */
    record Planned(Fate fate, boolean lasting) {}

    Optional<Planned> find(Whom whom) {
        return database.sql(
                        """
                        select fate, lasting from planned_fate
                        where phone_number_id = ? and wa_id = ?
                        """)
                .params(whom.number(), whom.person())
                .query(Rows.of(Planned.class))
                .optional();
    }

    /** From now on that, or nothing. */
    void plan(Whom whom, @Nullable Fate fate, boolean lasting) {
        forget(whom);
        if (fate != null) {
            database.sql(
                            """
                            insert into planned_fate (phone_number_id, wa_id, fate, lasting)
                            values (?, ?, ?, ?)
                            """)
                    .params(whom.number(), whom.person(), fate.name(), lasting)
                    .update();
        }
    }

    /** What becomes of a call made now, by somebody who holds the pair. */
    Optional<Fate> take(Whom whom) {
        var planned = find(whom);
        if (planned.isPresent() && !planned.get().lasting()) {
            forget(whom);
        }
        return planned.map(Planned::fate);
    }

    private void forget(Whom whom) {
        database.sql("delete from planned_fate where phone_number_id = ? and wa_id = ?")
                .params(whom.number(), whom.person())
                .update();
    }
}
