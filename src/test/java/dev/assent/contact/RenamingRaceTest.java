package dev.assent.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.access.Member;
import dev.assent.access.Role;
import dev.assent.permission.Moods;
import dev.assent.permission.PermissionTest;
import dev.assent.permission.Scene;
import dev.assent.tenancy.Id;
import dev.assent.tenancy.Persistent;
import dev.assent.whatsapp.Heard;
import dev.assent.whatsapp.Hears;
import dev.assent.whatsapp.Notice;
import dev.assent.whatsapp.Person;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * People are renamed, asked and given away while they write for the first time and Meta tells what
 * they call themselves. Whatever comes first, all copies agree in the end.
 */
@PermissionTest
class RenamingRaceTest {

    private static final int PEOPLE = 40;
    private static final List<String> NAMES =
            List.of(
                    "Meera Nair",
                    "Zoya Ahmed",
                    "Émile Durand",
                    "李 小龙",
                    "Aaliyah",
                    "+91 98 7654 3210");

    @Autowired ApplicationContext application;
    @Autowired Moods moods;
    @Autowired Contacts contacts;
    @Autowired Assignments assignments;
    @Autowired List<Hears> ears;
    @Autowired Persistent persistent;
    @Autowired JdbcClient jdbc;

    private Scene lotus;

    @BeforeEach
    void open() {
        moods.calm();
        lotus = Scene.lotus(application);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void all_copies_of_a_name_agree_in_the_end(long seed) throws Exception {
        var random = new Random(seed);
        var people = IntStream.range(0, PEOPLE).mapToObj(_ -> lotus.stranger()).toList();
        var work = new ArrayList<Callable<Void>>();
        for (var person : people) {
            work.addAll(eventsOf(person, random));
        }
        var everybody = people.stream().map(person -> message(person, random)).toList();
        work.add(random.nextInt(work.size()), () -> hear(everybody));
        try (var executor = Executors.newFixedThreadPool(8)) {
            for (var done : executor.invokeAll(work)) {
                done.get();
            }
        }
        assertThat(count("contact")).isEqualTo(PEOPLE);
        assertThat(
                        count(
                                "pair join contact on contact.id = contact_id"
                                        + " where pair.sort_name = contact.sort_name"))
                .isEqualTo(PEOPLE);
        assertThat(
                        count(
                                "request join pair on pair.id = pair_id"
                                        + " join contact on contact.id = contact_id"
                                        + " where request.sort_name <> contact.sort_name"))
                .isZero();
        assertThat(
                        count(
                                "conversation join contact on contact.id = contact_id"
                                        + " where not conversation.agent <=> contact.agent"))
                .isZero();
        for (var person : people) {
            var now = lotus.in(() -> contacts.find(person.id())).orElseThrow();
            assertThat(sortName(now)).isEqualTo(SortName.of(now.name(), now.phone()));
            assertThat(words(now)).isEqualTo(Words.of(now.name(), now.phone()));
        }
    }

    /** What happens to one person at about the same time, in any order. */
    private List<Callable<Void>> eventsOf(Contact person, Random random) {
        var events = new ArrayList<Callable<Void>>();
        for (var time = 0; time < 2; time++) {
            var written = List.of(message(person, random));
            var name = NAMES.get(random.nextInt(NAMES.size())) + " " + random.nextInt(100);
            events.add(() -> hear(written));
            events.add(() -> rename(person, name));
        }
        if (random.nextInt(4) == 0) {
            events.add(() -> ask(person));
            events.add(() -> assign(person));
        }
        Collections.shuffle(events, random);
        return events;
    }

    private Void hear(List<Heard> batch) {
        lotus.tenant.run(() ->
                persistent.execute(_ -> {
                    ears.forEach(ear -> ear.hear(batch));
                    return null;
                }));
        return null;
    }

    private Void rename(Contact person, String name) {
        lotus.tenant.run(() -> persistent.execute(_ -> contacts.change(person.id(), name, null)));
        return null;
    }

    private Void ask(Contact person) {
        lotus.ask(person);
        return null;
    }

    private Void assign(Contact person) {
        var asha = new Member(Id.fresh(), "Asha", "asha@lotus.example", Role.AGENT);
        lotus.tenant.run(() -> persistent.execute(_ -> assignments.assign(person.id(), asha)));
        return null;
    }

    private Heard message(Contact person, Random random) {
        var waId = Objects.requireNonNull(person.phone()).digits();
        var name = NAMES.get(random.nextInt(NAMES.size()));
        return new Heard(
                lotus.number.phoneNumberId(),
                lotus.number.wabaId(),
                new Notice.Message(
                        Scene.wamid(),
                        new Person(waId, "IN." + waId, name),
                        lotus.now(),
                        "text",
                        "Hello",
                        null,
                        null,
                        null,
                        null));
    }

    private long count(String rows) {
        return lotus.in(() -> jdbc.sql("select count(*) from " + rows).query(Long.class).single());
    }

    private String sortName(Contact contact) {
        return lotus.in(() ->
                jdbc.sql("select sort_name from contact where id = ?")
                        .param(contact.id().value())
                        .query(String.class)
                        .single());
    }

    private HashSet<String> words(Contact contact) {
        return lotus.in(() ->
                new HashSet<>(
                        jdbc.sql("select word from contact_word where contact_id = ?")
                                .param(contact.id().value())
                                .query(String.class)
                                .list()));
    }
}
