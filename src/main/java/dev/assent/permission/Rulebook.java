package dev.assent.permission;

import dev.assent.rules.Edition;
import dev.assent.rules.Policy;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.time.Instant;

/** Which edition of the rules the current tenant goes by, and its own stricter rules. */
@Component
class Rulebook {

    private static final String COLUMNS =
            "edition, own_weekly_requests, own_daily_calls, own_unanswered_row";

    private final JdbcClient jdbc;

    Rulebook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Row(
            Edition edition,
            @Nullable Integer ownWeeklyRequests,
            @Nullable Integer ownDailyCalls,
            @Nullable Integer ownUnansweredRow) {

        Policy policy() {
            return new Policy(
                    edition,
                    new Policy.OwnRules(ownWeeklyRequests, ownDailyCalls, ownUnansweredRow));
        }
    }

    private record OpenRow(
            Edition edition,
            @Nullable Integer ownWeeklyRequests,
            @Nullable Integer ownDailyCalls,
            @Nullable Integer ownUnansweredRow,
            @Nullable Instant changesAt) {

        Open open() {
            return new Open(
                    new Row(edition, ownWeeklyRequests, ownDailyCalls, ownUnansweredRow).policy(),
                    changesAt);
        }
    }

    /**
     * The rules at a moment of reading.
     *
     * @param changesAt when time alone changes something about any pair next
     */
    record Open(Policy policy, @Nullable Instant changesAt) {

        boolean isDue(Instant now) {
            return changesAt != null && !now.isBefore(changesAt);
        }
    }

    Policy policy() {
        return jdbc.sql("select " + COLUMNS + " from rulebook where one = 1")
                .query(Row.class)
                .single()
                .policy();
    }

    /** The rules, and whether there is something to settle first, in one question. */
    Open open() {
        return jdbc.sql(
                        "select %s, (select min(changes_at) from pair) as changes_at from rulebook where one = 1"
                                .formatted(COLUMNS))
                .query(OpenRow.class)
                .single()
                .open();
    }
}
