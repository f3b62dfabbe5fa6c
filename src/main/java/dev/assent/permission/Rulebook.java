package dev.assent.permission;

import dev.assent.number.CallableCountries;
import dev.assent.rules.Edition;
import dev.assent.rules.Policy;
import dev.assent.tenancy.Id;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.time.Instant;
import java.util.Optional;

/** Which edition of the rules the current tenant goes by, and its own stricter rules. */
@Component
class Rulebook implements CallableCountries {

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

    @Override
    public boolean mayCallFrom(String country) {
        return !policy().edition().barredCountries().contains(country);
    }

    /** Other rules hold from now on; what is written down of pairs still follows the old ones. */
    void change(Policy policy) {
        jdbc.sql(
                        """
                        update rulebook set edition = ?, own_weekly_requests = ?, own_daily_calls = ?,
                            own_unanswered_row = ?, refolded_to = 0
                        where one = 1
                        """)
                .param(policy.edition().name())
                .param(policy.own().requestsIn7d())
                .param(policy.own().callsIn24h())
                .param(policy.own().unansweredInARow())
                .update();
    }

    /** Whether there are pairs left that are written down by older rules. */
    boolean isRefolding() {
        return jdbc.sql("select refolded_to is not null from rulebook where one = 1")
                .query(Boolean.class)
                .single();
    }

    /**
     * Up to which pair all are written down by these rules; empty if every one is. Whoever asks
     * holds the rules as they are until the transaction ends.
     */
    Optional<Id> lockRefolded() {
        return jdbc.sql("select refolded_to from rulebook where one = 1 for update")
                .query((row, _) -> Optional.ofNullable(row.getObject(1, Long.class)).map(Id::new))
                .single();
    }

    void refoldedTo(Id pair) {
        jdbc.sql("update rulebook set refolded_to = ? where one = 1").param(pair.value()).update();
    }

    void refoldedAll() {
        jdbc.sql("update rulebook set refolded_to = null where one = 1").update();
    }
}
