package dev.assent.contact;

import dev.assent.live.Live;
import dev.assent.tenancy.Id;
import dev.assent.tenancy.Tenant;
import dev.assent.whatsapp.Person;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Keeps what Meta tells us of people we know already: what she calls them, so that we recognise
 * them by that too, and their name where we had none.
 */
@Component
class Learning {

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final Filing filing;
    private final Live live;

    Learning(JdbcClient jdbc, JdbcTemplate batches, Filing filing, Live live) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.filing = filing;
        this.live = live;
    }

    /** Keeps what is new, and says whether anything was. Needs a transaction. */
    boolean learn(Map<Person, Known> told) {
        var news = new TreeMap<Id, List<Person>>();
        told.forEach((person, known) -> {
            if (!known.told(person).equals(known)) {
                news.computeIfAbsent(known.id(), id -> new ArrayList<>()).add(person);
            }
        });
        if (news.isEmpty()) {
            return false;
        }
        filing.hold(news.keySet());
        var before = lock(news.keySet());
        var lessons = lessons(before, news);
        lessons.removeAll(before);
        if (lessons.isEmpty()) {
            return false;
        }
        keep(lessons);
        var cards = new ArrayList<>(lessons.stream().map(Filing.Card::of).toList());
        cards.removeAll(before.stream().map(Filing.Card::of).toList());
        filing.refile(cards);
        live.changed(
                Tenant.current().id(),
                Stream.concat(
                                Stream.of(Contacts.LIST),
                                lessons.stream().map(known -> Contacts.topic(known.id())))
                        .toList());
        return true;
    }

    private List<Known> lock(Collection<Id> contacts) {
        return jdbc.sql(
                        """
                        select id, name, phone, wa_id, user_id, country from contact
                        where id in (:ids) order by id for update
                        """)
                .param("ids", contacts.stream().map(Id::value).toList())
                .query(Known::known)
                .list();
    }

    private List<Known> lessons(List<Known> before, Map<Id, List<Person>> news) {
        var taken = taken(news.values().stream().flatMap(List::stream).toList());
        var lessons = new ArrayList<Known>();
        for (var known : before) {
            var lesson = known;
            for (var person : Objects.requireNonNull(news.get(known.id()))) {
                lesson = lesson.told(person);
            }
            var userId = lesson.userId();
            lessons.add(
                    known.userId() == null && userId != null && !taken.add(userId)
                            ? lesson.withUserIdOf(known)
                            : lesson);
        }
        return lessons;
    }

    /** User ids that somebody has already. */
    private Set<String> taken(List<Person> people) {
        var userIds = people.stream().map(Person::userId).filter(Objects::nonNull).toList();
        return userIds.isEmpty()
                ? new HashSet<>()
                : new HashSet<>(
                        jdbc.sql("select user_id from contact where user_id in (:userIds)")
                                .param("userIds", userIds)
                                .query(String.class)
                                .list());
    }

    /** As one statement, however many they are; each row exists and is locked. */
    private void keep(List<Known> lessons) {
        batches.batchUpdate(
                """
                insert into contact (id, name, sort_name, phone, wa_id, user_id, country, changed_at)
                values (?, ?, ?, ?, ?, ?, ?, current_timestamp)
                on duplicate key update
                    name = values(name), sort_name = values(sort_name), phone = values(phone),
                    wa_id = values(wa_id), user_id = values(user_id), country = values(country)
                """,
                lessons.stream().map(Learning::row).toList());
    }

    private static @Nullable Object[] row(Known known) {
        var number = known.phone() == null ? null : new PhoneNumber(known.phone());
        return new @Nullable Object[] {
            known.id().value(),
            known.name(),
            SortName.of(known.name(), number),
            known.phone(),
            known.waId(),
            known.userId(),
            known.country()
        };
    }
}
