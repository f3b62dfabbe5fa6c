package dev.assent.permission;

import dev.assent.rules.Edition;
import dev.assent.rules.Policy;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which edition of the rules the current tenant goes by, and its own stricter rules. */
@Component
class Rulebook {

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

    Policy policy() {
        return jdbc.sql(
                        """
                        select edition, own_weekly_requests, own_daily_calls, own_unanswered_row
                        from rulebook where one = 1
                        """)
                .query(Row.class)
                .single()
                .policy();
    }
}
