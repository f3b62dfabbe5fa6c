package dev.assent.webhook;

import dev.assent.tenancy.Control;
import dev.assent.web.Fact;
import dev.assent.web.Page;
import dev.assent.web.PageRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The letters that somebody must look at. */
@Component
class SetAside {

    private final JdbcClient control;

    SetAside(@Control JdbcClient control) {
        this.control = control;
    }

    /**
     * @param concerns the number, else the account, as Meta names it
     * @param business whose worker failed on it, if it came so far
     */
    record Row(
            long id,
            Instant receivedAt,
            String field,
            String concerns,
            @Nullable String business,
            String state,
            int attempts,
            @Nullable String trouble) {

        /** Whether somebody must act, rather than connect the number. */
        public boolean replayable() {
            return state.equals(Inbox.State.ASIDE.name());
        }

        /** How often it was tried, in words. */
        public String tries() {
            return attempts == 1 ? "tried once" : "tried %d times".formatted(attempts);
        }
    }

    Page<Row> page(PageRequest wanted) {
        var total =
                control.sql("select count(*) from inbox where state in ('ASIDE', 'UNKNOWN')")
                        .query(Long.class)
                        .single();
        var page = wanted.within(total);
        return new Page<>(rows(page), total, page);
    }

    private List<Row> rows(PageRequest page) {
        return control
                .sql(
                        """
                        select i.id, i.received_at, i.field,
                            coalesce(i.phone_number_id, i.display_number, i.waba_id) as concerns,
                            t.name as business, i.state, i.attempts, i.trouble
                        from inbox i left join tenant t on t.id = i.tenant_id
                        where i.state in ('ASIDE', 'UNKNOWN')
                        order by i.received_at %1$s, i.id %1$s limit ? offset ?
                        """
                                .formatted(page.direction()))
                .params(page.size(), page.offset())
                .query(Row.class)
                .list()
                .stream()
                .map(Objects::requireNonNull)
                .toList();
    }

    /** How many letters can be tried again. */
    long replayable() {
        return control.sql("select count(*) from inbox where state = 'ASIDE'")
                .query(Long.class)
                .single();
    }

    /** How many letters wait for what. */
    List<Fact> counts() {
        var counts = new EnumMap<Inbox.State, Long>(Inbox.State.class);
        control.sql("select state, count(*) from inbox where state <> 'DONE' group by state")
                .query(row -> {
                    counts.put(Inbox.State.valueOf(row.getString(1)), row.getLong(2));
                });
        return Stream.of(Inbox.State.values())
                .filter(state -> state != Inbox.State.DONE)
                .map(state ->
                        new Fact(words(state), "%,d".formatted(counts.getOrDefault(state, 0L))))
                .toList();
    }

    private static String words(Inbox.State state) {
        return switch (state) {
            case WAITING -> "Waiting for their turn";
            case LATER -> "Failed, tried again soon";
            case UNKNOWN -> "For a number nobody has connected";
            case ASIDE -> "Set aside";
            case DONE -> "Done";
        };
    }
}
