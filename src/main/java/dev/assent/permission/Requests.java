package dev.assent.permission;

import dev.assent.rules.RequestLife;
import dev.assent.tenancy.Id;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.util.Collection;

/**
 * The requests of the current tenant: how they were asked, and what the ledger says became of them.
 */
@Component
class Requests {

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    Requests(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** Writes down what became of requests that are stored already. */
    void save(Collection<RequestLife> lives) {
        if (lives.isEmpty()) {
            return;
        }
        batches.batchUpdate(
                """
                insert into request
                    (id, pair_id, free_form, body, asked_by, moment, status, status_at, expires_at, message_id)
                values (?, 0, false, '', '', ?, ?, ?, ?, ?)
                on duplicate key update
                    moment = values(moment),
                    status = values(status),
                    status_at = values(status_at),
                    expires_at = values(expires_at),
                    message_id = values(message_id)
                """,
                lives.stream().map(Requests::row).toList());
    }

    private static @Nullable Object[] row(RequestLife life) {
        return new @Nullable Object[] {
            Id.parse(life.attempt()).value(),
            life.moment(),
            life.status().name(),
            life.changedAt(),
            life.until(),
            life.metaId()
        };
    }
}
