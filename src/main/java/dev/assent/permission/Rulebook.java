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
            @Nullable Integer ownRequestsIn7d,
            @Nullable Integer ownCallsIn24h,
            @Nullable Integer ownUnansweredInARow) {

        Policy policy() {
            return new Policy(
                    edition,
                    new Policy.OwnRules(ownRequestsIn7d, ownCallsIn24h, ownUnansweredInARow));
        }
    }

    Policy policy() {
        return jdbc.sql(
                        """
                        select edition, own_requests_in_7d, own_calls_in_24h, own_unanswered_in_a_row
                        from rulebook where one = 1
                        """)
                .query(Row.class)
                .single()
                .policy();
    }
}
