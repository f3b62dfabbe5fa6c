package dev.assent.chat;

import dev.assent.contact.Assignments;
import dev.assent.contact.Search;
import dev.assent.live.Live;
import dev.assent.permission.LedgerMoved;
import dev.assent.tenancy.Id;
import dev.assent.tenancy.Tenant;

import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The conversations of the current tenant. A list of them is walked from its newest end by the
 * index that has its order; those that fit a search are gathered first.
 */
@Component
class Conversations {

    /** The live topic of all lists: one came, or stands elsewhere in them. */
    static final String LIST = "conversations";

    /** The live topic of what is said about how much is unread. */
    static final String UNREAD = "unread";

    private static final int LONGEST_WORDS = 160;
    private static final int LONGEST_SAID = 200;

    private static final String SELECT =
            """
            select c.contact_id, c.agent, c.last_at, c.event_at, c.message_at, c.number_id,
                c.incoming, c.kind, c.words, c.unread
            from conversation c
            """;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final Live live;

    Conversations(JdbcClient jdbc, JdbcTemplate batches, Live live) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.live = live;
    }

    /** The live topic of one conversation: something was written, read, or came further. */
    static String topic(Id contact) {
        return "conversation-" + contact;
    }

    /** A place in a list. */
    record Place(Instant at, Id contact) {}

    /**
     * What is looked for.
     *
     * @param viewer whose are {@link Show#MINE}
     */
    record Wanted(Show show, String q, Id viewer) {}

    Optional<Conversation> find(Id contact) {
        return jdbc.sql(SELECT + "where c.contact_id = ?")
                .param(contact.value())
                .query(Conversations::conversation)
                .optional();
    }

    /** Those behind that place, the newest first, at most so many. */
    List<Conversation> list(Wanted wanted, @Nullable Place place, int most) {
        var search = Search.of(wanted.q());
        var parameters = new HashMap<String, Object>();
        parameters.put("most", most);
        if (place != null) {
            parameters.put("at", place.at());
            parameters.put("id", place.contact().value());
        }
        var conditions = new ArrayList<String>();
        switch (wanted.show()) {
            case ALL -> {}
            case MINE -> {
                conditions.add("c.agent = :viewer");
                parameters.put("viewer", wanted.viewer().value());
            }
            case UNASSIGNED -> conditions.add("c.agent is null");
        }
        if (place != null) {
            conditions.add("c.last_at <= :at and (c.last_at < :at or c.contact_id < :id)");
        }
        if (search.narrows()) {
            var found = found(search, wanted.q());
            if (found.isEmpty()) {
                return List.of();
            }
            parameters.put("found", found);
            conditions.add("c.contact_id in (:found)");
        }
        return jdbc.sql(
                        SELECT
                                + (conditions.isEmpty()
                                        ? ""
                                        : "where " + String.join(" and ", conditions))
                                + " order by c.last_at desc, c.contact_id desc limit :most")
                .params(parameters)
                .query(Conversations::conversation)
                .list();
    }

    /** Those whose name, number or last message fits, as far as a search looks. */
    private List<Long> found(Search search, String q) {
        var parameters = new HashMap<String, Object>(search.parameters());
        var words = Search.folded(q).split("\\s+");
        for (int word = 0; word < words.length; word++) {
            parameters.put("word" + word, "%" + literally(words[word]) + "%");
        }
        var said =
                IntStream.range(0, words.length)
                        .mapToObj("said like :word%d"::formatted)
                        .collect(Collectors.joining(" and "));
        return jdbc.sql(
                        """
                        (select sought.person from %s)
                        union distinct
                        (select contact_id from conversation where %s limit %d)
                        """
                                .formatted(search.people(), said, Search.MOST))
                .params(parameters)
                .query((row, _) -> row.getLong(1))
                .list();
    }

    private static String literally(String word) {
        return word.replaceAll("([\\\\%_])", "\\\\$1");
    }

    /** How many there are of each. */
    Map<Show, Long> counts(Id viewer) {
        var counts = new HashMap<Show, Long>();
        jdbc.sql(
                        """
                        select count(*) as everybody, coalesce(sum(agent is null), 0) as nobodys,
                            coalesce(sum(agent = ?), 0) as mine
                        from conversation
                        """)
                .param(viewer.value())
                .query(row -> {
                    counts.put(Show.ALL, row.getLong(1));
                    counts.put(Show.UNASSIGNED, row.getLong(2));
                    counts.put(Show.MINE, row.getLong(3));
                });
        return counts;
    }

    /** In how many there is something unread that this member, or anybody, has to look at. */
    long unread(Id viewer) {
        return jdbc.sql(
                        """
                        select count(*) from conversation
                        where unread > 0 and (agent is null or agent = ?)
                        """)
                .param(viewer.value())
                .query(Long.class)
                .single();
    }

    /**
     * Somebody wrote.
     *
     * @param unread how many of these messages nobody has looked at
     */
    record Written(Message last, int unread) {}

    /** Notes what was written last, and how much of it is unread, in one order everywhere. */
    void written(Collection<Written> all) {
        if (all.isEmpty()) {
            return;
        }
        batches.batchUpdate(
                """
                insert into conversation (contact_id, agent, last_at, message_at, message, number_id,
                    incoming, kind, words, said, unread)
                values (?, (select agent from contact where contact.id = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on duplicate key update
                    number_id = if(message_at is null or values(message_at) >= message_at,
                        values(number_id), number_id),
                    incoming = if(message_at is null or values(message_at) >= message_at,
                        values(incoming), incoming),
                    kind = if(message_at is null or values(message_at) >= message_at,
                        values(kind), kind),
                    words = if(message_at is null or values(message_at) >= message_at,
                        values(words), words),
                    said = if(message_at is null or values(message_at) >= message_at,
                        values(said), said),
                    message = if(message_at is null or values(message_at) >= message_at,
                        values(message), message),
                    message_at = greatest(coalesce(message_at, values(message_at)),
                        values(message_at)),
                    last_at = greatest(last_at, values(last_at)),
                    unread = unread + values(unread)
                """,
                all.stream()
                        .sorted(Comparator.comparing(written -> written.last().contactId()))
                        .map(Conversations::row)
                        .toList());
        var topics = new ArrayList<>(List.of(LIST));
        all.forEach(written -> topics.add(topic(written.last().contactId())));
        if (all.stream().anyMatch(written -> written.unread() > 0)) {
            topics.add(UNREAD);
        }
        live.changed(Tenant.current().id(), topics);
    }

    private static Object[] row(Written written) {
        var last = written.last();
        return new Object[] {
            last.contactId().value(),
            last.contactId().value(),
            last.at(),
            last.at(),
            last.id().value(),
            last.numberId().value(),
            last.incoming(),
            last.kind(),
            shortened(last.body().strip(), LONGEST_WORDS),
            said(last.body()),
            written.unread()
        };
    }

    /** Folding may make a text longer, so it is shortened before, for speed, and after. */
    private static String said(String text) {
        return shortened(Search.folded(shortened(text.strip(), LONGEST_SAID)), LONGEST_SAID);
    }

    /** Something new stands in the ledger of these people. */
    @EventListener
    void moved(LedgerMoved news) {
        var latest = new TreeMap<Id, Instant>();
        for (var step : news.steps()) {
            latest.merge(
                    step.contact(), step.at(), (one, other) -> one.isAfter(other) ? one : other);
        }
        batches.batchUpdate(
                """
                insert into conversation (contact_id, agent, last_at, event_at)
                values (?, (select agent from contact where contact.id = ?), ?, ?)
                on duplicate key update
                    event_at = greatest(coalesce(event_at, values(event_at)), values(event_at)),
                    last_at = greatest(last_at, values(last_at))
                """,
                latest.entrySet().stream()
                        .map(step ->
                                new Object[] {
                                    step.getKey().value(),
                                    step.getKey().value(),
                                    step.getValue(),
                                    step.getValue()
                                })
                        .toList());
        live.changed(LIST);
    }

    /** It is somebody else's from now on; there is a conversation if there was none. */
    void given(Assignments.Handover handover, Instant at) {
        jdbc.sql(
                        """
                        insert into conversation (contact_id, agent, last_at) values (:id, :agent, :at)
                        on duplicate key update agent = :agent
                        """)
                .param("id", handover.contact().value())
                .param("agent", handover.to() == null ? null : handover.to().value())
                .param("at", at)
                .update();
        live.changed(topic(handover.contact()), LIST, UNREAD);
    }

    /**
     * Somebody has looked at all up to this message.
     *
     * @return whether anything was unread
     */
    boolean seen(Id contact, Id upTo) {
        var changed =
                jdbc.sql(
                                """
                                update conversation set unread = (
                                    select count(*) from message
                                    where message.contact_id = :contact and incoming and id > :to)
                                where contact_id = :contact and unread > 0
                                """)
                        .param("contact", contact.value())
                        .param("to", upTo.value())
                        .update();
        if (changed > 0) {
            live.changed(topic(contact), UNREAD);
        }
        return changed > 0;
    }

    private static String shortened(String text, int longest) {
        return text.codePointCount(0, text.length()) <= longest
                ? text
                : text.substring(0, text.offsetByCodePoints(0, longest - 1)) + "…";
    }

    private static Conversation conversation(ResultSet row, int number) throws SQLException {
        return new Conversation(
                new Id(row.getLong("contact_id")),
                id(row.getLong("agent")),
                row.getTimestamp("last_at").toInstant(),
                instant(row.getTimestamp("event_at")),
                instant(row.getTimestamp("message_at")),
                id(row.getLong("number_id")),
                row.getBoolean("incoming"),
                row.getString("kind"),
                row.getString("words"),
                row.getInt("unread"));
    }

    private static @Nullable Id id(long value) {
        return value == 0 ? null : new Id(value);
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
