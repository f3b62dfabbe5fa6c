package dev.assent.contact;

import dev.assent.tenancy.Id;
import dev.assent.whatsapp.Person;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Recognises people by what Meta calls them, many at once, and enters those we did not know. */
@Component
class Meeting {

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final InstantSource time;

    Meeting(JdbcClient jdbc, JdbcTemplate batches, InstantSource time) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.time = time;
    }

    /** Everybody's contact. Needs a transaction. */
    Map<Person, Id> meet(Collection<Person> people) {
        var met = new HashMap<Person, Id>();
        var strangers = recognise(new LinkedHashSet<>(people), met);
        if (!strangers.isEmpty()) {
            enter(strangers);
            strangers = recognise(strangers, met);
        }
        if (!strangers.isEmpty()) {
            throw new IllegalStateException("entered but not found: " + strangers.size());
        }
        return met;
    }

    /** Adds whom we know to {@code met} and returns the others. */
    private Set<Person> recognise(Set<Person> people, Map<Person, Id> met) {
        var rest = recognise(people, met, "wa_id", Person::waId);
        rest = recogniseByPhone(rest, met);
        return recognise(rest, met, "user_id", Person::userId);
    }

    private Set<Person> recognise(
            Set<Person> people,
            Map<Person, Id> met,
            String column,
            Function<Person, @Nullable String> name) {
        var known = find(column, people, name);
        var rest = new LinkedHashSet<Person>();
        for (var person : people) {
            var id = name.apply(person) == null ? null : known.get(name.apply(person));
            if (id == null) {
                rest.add(person);
            } else {
                met.put(person, id);
            }
        }
        return rest;
    }

    /** Somebody we entered by hand shows up: from now on we know what Meta calls them. */
    private Set<Person> recogniseByPhone(Set<Person> people, Map<Person, Id> met) {
        Function<Person, @Nullable String> phone =
                person -> person.waId() == null ? null : "+" + person.waId();
        var rest = recognise(people, met, "phone", phone);
        people.stream().filter(person -> !rest.contains(person)).forEach(this::learnWaId);
        return rest;
    }

    private void learnWaId(Person person) {
        jdbc.sql(
                        "update contact set wa_id = :waId where phone = concat('+', :waId) and"
                                + " wa_id is null")
                .param("waId", person.waId())
                .update();
    }

    private Map<String, Id> find(
            String column, Set<Person> people, Function<Person, @Nullable String> name) {
        var names = people.stream().map(name).filter(Objects::nonNull).collect(Collectors.toSet());
        if (names.isEmpty()) {
            return Map.of();
        }
        var found = new HashMap<String, Id>();
        jdbc.sql("select id, %1$s from contact where %1$s in (:names)".formatted(column))
                .param("names", names)
                .query(row -> {
                    found.put(row.getString(2), new Id(row.getLong(1)));
                });
        return found;
    }

    private void enter(Set<Person> strangers) {
        var now = time.instant();
        batches.batchUpdate(
                """
                insert into contact (id, name, phone, wa_id, user_id, country, changed_at)
                values (?, ?, ?, ?, ?, ?, ?)
                on duplicate key update id = id
                """,
                strangers.stream().map(person -> row(person, now)).toList());
    }

    private static @Nullable Object[] row(Person person, Instant now) {
        var phone = phone(person);
        return new @Nullable Object[] {
            Id.fresh().value(),
            Objects.requireNonNullElseGet(person.name(), () -> unnamed(person, phone)),
            phone == null ? null : phone.e164(),
            person.waId(),
            person.userId(),
            phone == null ? "ZZ" : phone.country(),
            now
        };
    }

    private static String unnamed(Person person, @Nullable PhoneNumber phone) {
        return phone != null
                ? phone.international()
                : Objects.requireNonNullElse(person.userId(), person.waId());
    }

    private static @Nullable PhoneNumber phone(Person person) {
        try {
            return person.waId() == null ? null : PhoneNumber.ofWaId(person.waId());
        } catch (IllegalArgumentException unusual) {
            return null;
        }
    }
}
