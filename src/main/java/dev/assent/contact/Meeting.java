package dev.assent.contact;

import dev.assent.live.Live;
import dev.assent.tenancy.Id;
import dev.assent.whatsapp.Person;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Recognises people by what Meta calls them, many at once, and enters those we did not know. Costs
 * one statement where all are known by number, a handful otherwise.
 */
@Component
class Meeting {

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final Learning learning;
    private final Filing filing;
    private final Live live;
    private final InstantSource time;

    Meeting(
            JdbcClient jdbc,
            JdbcTemplate batches,
            Learning learning,
            Filing filing,
            Live live,
            InstantSource time) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.learning = learning;
        this.filing = filing;
        this.live = live;
        this.time = time;
    }

    /** Everybody's contact. Needs a transaction. */
    Map<Person, Id> meet(Collection<Person> people) {
        var known = new HashMap<Person, Known>();
        var strangers = recognise(new LinkedHashSet<>(people), known);
        if (learning.learn(known) && !strangers.isEmpty()) {
            strangers = recognise(strangers, known);
        }
        if (!strangers.isEmpty()) {
            known.putAll(recogniseAll(strangers, enter(strangers)));
        }
        var met = new HashMap<Person, Id>();
        known.forEach((person, contact) -> met.put(person, contact.id()));
        return met;
    }

    /**
     * Those just entered, by us or by somebody else at the same moment.
     *
     * @param ours those we tried to enter
     */
    private Map<Person, Known> recogniseAll(Set<Person> people, Set<Id> ours) {
        var known = new HashMap<Person, Known>();
        var strangers = recognise(people, known);
        if (!strangers.isEmpty()) {
            throw new IllegalStateException("entered but not found: " + strangers.size());
        }
        filing.file(
                known.values().stream()
                        .filter(contact -> ours.contains(contact.id()))
                        .distinct()
                        .map(Filing.Card::of)
                        .toList());
        learning.learn(known);
        return known;
    }

    /** Adds whom we know to {@code known} and returns the others. */
    private Set<Person> recognise(Set<Person> people, Map<Person, Known> known) {
        var rest = recognise(people, known, "wa_id", Person::waId, Known::waId);
        rest = recognise(rest, known, "phone", Meeting::phone, Known::phone);
        return recognise(rest, known, "user_id", Person::userId, Known::userId);
    }

    private Set<Person> recognise(
            Set<Person> people,
            Map<Person, Known> known,
            String column,
            Function<Person, @Nullable String> called,
            Function<Known, @Nullable String> kept) {
        var calls = new HashMap<Person, String>();
        for (var person : people) {
            var call = called.apply(person);
            if (call != null) {
                calls.put(person, call);
            }
        }
        if (calls.isEmpty()) {
            return people;
        }
        var found = find(column, Set.copyOf(calls.values()), kept);
        var rest = new LinkedHashSet<Person>();
        for (var person : people) {
            var contact = found.get(calls.get(person));
            if (contact == null) {
                rest.add(person);
            } else {
                known.put(person, contact);
            }
        }
        return rest;
    }

    private Map<String, Known> find(
            String column, Set<String> calls, Function<Known, @Nullable String> kept) {
        return jdbc
                .sql(
                        "select id, name, phone, wa_id, user_id, country from contact"
                                + " where %s in (:calls)".formatted(column))
                .param("calls", calls)
                .query(Known::known)
                .list()
                .stream()
                .collect(Collectors.toMap(c -> Objects.requireNonNull(kept.apply(c)), c -> c));
    }

    /** In one order everywhere, so that two who enter the same people don't stop each other. */
    private Set<Id> enter(Set<Person> strangers) {
        var now = time.instant();
        var ids = new HashSet<Id>();
        batches.batchUpdate(
                """
                insert into contact (id, name, sort_name, phone, wa_id, user_id, country, changed_at)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                on duplicate key update id = id
                """,
                strangers.stream()
                        .sorted(
                                Comparator.comparing(
                                                Person::waId,
                                                Comparator.nullsLast(Comparator.naturalOrder()))
                                        .thenComparing(
                                                Person::userId,
                                                Comparator.nullsLast(Comparator.naturalOrder())))
                        .map(person -> {
                            var id = Id.fresh();
                            ids.add(id);
                            return row(id, person, now);
                        })
                        .toList());
        live.changed(Contacts.LIST);
        return ids;
    }

    private static @Nullable Object[] row(Id id, Person person, Instant now) {
        var number = Known.number(person);
        var name = name(person, number);
        return new @Nullable Object[] {
            id.value(),
            name,
            SortName.of(name, number),
            number == null ? null : number.e164(),
            person.waId(),
            person.userId(),
            number == null ? "ZZ" : number.country(),
            now
        };
    }

    private static String name(Person person, @Nullable PhoneNumber number) {
        var told = Names.told(person);
        if (told != null) {
            return told;
        }
        return number != null
                ? number.international()
                : Objects.requireNonNullElse(person.userId(), person.waId());
    }

    private static @Nullable String phone(Person person) {
        var number = Known.number(person);
        return number == null ? null : number.e164();
    }
}
