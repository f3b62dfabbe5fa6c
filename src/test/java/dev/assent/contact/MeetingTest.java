package dev.assent.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.AssentTest;
import dev.assent.AtOnce;
import dev.assent.tenancy.Id;
import dev.assent.tenancy.Provisioning;
import dev.assent.tenancy.Tenants;
import dev.assent.whatsapp.Person;
import dev.assent.whatsapp.Recipient;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

@AssentTest
class MeetingTest {

    @Autowired Contacts contacts;
    @Autowired Provisioning provisioning;
    @Autowired Tenants tenants;
    @Autowired TransactionTemplate transactions;
    @Autowired JdbcClient jdbc;

    SomeBusiness lotus;

    @BeforeEach
    void open() {
        lotus = another();
    }

    @Test
    void a_stranger_is_entered_with_name_number_and_country() {
        var contact = met(person("919886021144", "IN.1", "Meera Raghunathan"));
        assertThat(contact.name()).isEqualTo("Meera Raghunathan");
        assertThat(contact.phone()).isEqualTo(new PhoneNumber("+919886021144"));
        assertThat(contact.waId()).isEqualTo("919886021144");
        assertThat(contact.userId()).isEqualTo("IN.1");
        assertThat(contact.country()).isEqualTo("IN");
        assertThat(contact.label()).isEqualTo(Label.NOT_REQUESTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u3164", "\u200b\u200d", "\u2800 \u2800", "\u200e", "\u00ad"})
    void a_stranger_whose_name_cannot_be_seen_goes_by_the_number(String unseen) {
        var first = met(person("919886021144", null, unseen));
        assertThat(first.name()).isEqualTo("+91 98860 21144");
        assertThat(met(person("919886021144", null, unseen))).isEqualTo(first);
        assertThat(met(person("919886021144", null, "Meera")).name()).isEqualTo("Meera");
    }

    @Test
    void a_name_of_signs_alone_is_a_name() {
        assertThat(met(person("919886021144", null, "🌸")).name()).isEqualTo("🌸");
        assertThat(met(person("919886021155", null, ".")).name()).isEqualTo(".");
    }

    @Test
    void a_stranger_without_a_name_goes_by_the_number_until_we_are_told() {
        var first = met(person("919886021144", null, null));
        assertThat(first.name()).isEqualTo("+91 98860 21144");
        var then = met(person("919886021144", null, "Meera"));
        assertThat(then.id()).isEqualTo(first.id());
        assertThat(then.name()).isEqualTo("Meera");
        assertThat(found("meera")).containsExactly(first.id());
    }

    @Test
    void a_name_given_by_hand_stays() {
        var entered = entered("Frau Dr. Raghunathan", "+919886021144");
        var met = met(person("919886021144", "IN.1", "meeraaa ✨"));
        assertThat(met.id()).isEqualTo(entered);
        assertThat(met.name()).isEqualTo("Frau Dr. Raghunathan");
    }

    @Test
    void somebody_entered_by_hand_is_recognised_by_whatever_meta_calls_them_later() {
        var entered = entered("Meera", "+919886021144");
        assertThat(met(person("919886021144", "IN.1", "Meera")).id()).isEqualTo(entered);
        assertThat(met(person(null, "IN.1", "Meera")).id()).isEqualTo(entered);
        assertThat(met(person("919886021144", null, null)).id()).isEqualTo(entered);
    }

    @ParameterizedTest
    @CsvSource({
        "+52 55 1234 5678, 5215512345678",
        "+55 11 98765 4321, 551187654321",
        "+55 11 98765 4321, 5511987654321",
        "+49 171 5550921, 491715550921"
    })
    void whatsapp_may_write_a_number_as_it_was_years_ago(String typed, String waId) {
        var entered = entered("Somebody", PhoneNumber.read(typed, null).e164());
        var met = met(person(waId, null, null));
        assertThat(met.id()).isEqualTo(entered);
        assertThat(met.recipient()).isEqualTo(new Recipient.ByNumber(waId));
    }

    @Test
    void somebody_known_by_user_id_alone_is_the_same_once_the_number_is_told() {
        var hidden = met(person(null, "IN.1", "meera.r"));
        assertThat(hidden.phone()).isNull();
        assertThat(hidden.country()).isEqualTo("ZZ");
        assertThat(hidden.recipient()).isEqualTo(new Recipient.ByUserId("IN.1"));

        var shown = met(person("919886021144", "IN.1", "meera.r"));
        assertThat(shown.id()).isEqualTo(hidden.id());
        assertThat(shown.phone()).isEqualTo(new PhoneNumber("+919886021144"));
        assertThat(shown.country()).isEqualTo("IN");
        assertThat(met(person("919886021144", null, null)).id()).isEqualTo(hidden.id());
        assertThat(found("98860")).containsExactly(hidden.id());
    }

    @Test
    void one_person_called_three_ways_in_a_batch_is_one_contact() {
        var people =
                List.of(
                        person(null, "IN.1", "Meera"),
                        person("919886021144", null, null),
                        person("919886021144", "IN.1", "Meera"));
        assertThat(new HashSet<>(meet(people).values())).hasSize(1);
    }

    @Test
    void a_user_id_that_somebody_else_has_is_left_to_them() {
        var hidden = met(person(null, "IN.1", "meera.r"));
        var entered = entered("Meera", "+919886021144");
        var both = person("919886021144", "IN.1", "Meera");
        assertThat(met(both).id()).isEqualTo(entered);
        assertThat(met(both).userId()).isNull();
        assertThat(met(person(null, "IN.1", null)).id()).isEqualTo(hidden.id());
    }

    @Test
    void user_ids_are_told_apart_by_capitals_too() {
        var large = person(null, "IN.aB7", "Meera");
        var small = person(null, "IN.ab7", "Ravi");
        assertThat(new HashSet<>(meet(List.of(large, small)).values())).hasSize(2);
        assertThat(met(large).name()).isEqualTo("Meera");
        assertThat(met(small).name()).isEqualTo("Ravi");
    }

    @Test
    void what_is_no_number_is_kept_all_the_same() {
        var contact = met(person("1234", null, "Short"));
        assertThat(contact.phone()).isNull();
        assertThat(contact.recipient()).isEqualTo(new Recipient.ByNumber("1234"));
        assertThat(met(person("1234", null, null)).id()).isEqualTo(contact.id());
    }

    @Test
    void a_name_of_any_length_and_script_fits() {
        var name = "👩🏽‍⚕️ عبد الرحمن\n\u0007阿部 " + "さ".repeat(500);
        var contact = met(person("919886021144", null, name));
        assertThat(contact.name()).startsWith("👩🏽‍⚕️ عبد الرحمن 阿部 さ");
        assertThat(contact.name().codePointCount(0, contact.name().length())).isEqualTo(160);
    }

    @Test
    void three_hundred_people_take_a_handful_of_statements() {
        var strangers = crowd(0, 300);
        assertThat(lotus.statements(() -> contacts.meet(strangers))).isLessThanOrEqualTo(6);
        assertThat(lotus.statements(() -> contacts.meet(strangers))).isEqualTo(1);
        var unnamed = strangers.stream().map(p -> person(p.waId(), p.userId(), null)).toList();
        assertThat(lotus.statements(() -> contacts.meet(unnamed))).isEqualTo(1);
    }

    @Test
    void three_hundred_people_entered_by_hand_are_learnt_in_a_handful_of_statements() {
        var people = crowd(0, 300);
        lotus.does(() -> people.forEach(p -> contacts.enter(PhoneNumber.ofWaId(p.waId()))));
        assertThat(lotus.statements(() -> contacts.meet(people))).isLessThanOrEqualTo(10);
        assertThat(met(people.getFirst()).name()).isEqualTo("Person 0");
        assertThat(lotus.statements(() -> contacts.meet(people))).isEqualTo(1);
    }

    @Test
    void another_business_knows_nobody_of_ours() {
        var harbor = another();
        var ours = met(person("919886021144", null, "Meera"));
        var theirs =
                harbor.does(() -> contacts.meet(List.of(person("919886021144", null, "Mira"))));
        assertThat(theirs.values()).doesNotContain(ours.id());
        harbor.does(() -> assertThat(contacts.find(ours.id())).isEmpty());
    }

    @RepeatedTest(5)
    void batches_that_meet_the_same_strangers_at_once_agree_on_them() throws Exception {
        var threads = 4;
        var meetings = new ArrayList<Callable<Map<Person, Id>>>();
        for (int thread = 0; thread < threads; thread++) {
            var batch = new ArrayList<>(crowd(0, 200));
            batch.addAll(crowd(1_000 * (thread + 1), 20));
            Collections.shuffle(batch, new Random(thread));
            meetings.add(() -> meet(batch));
        }
        var met = AtOnce.all(meetings);
        for (var stranger : crowd(0, 200)) {
            assertThat(met.stream().map(m -> m.get(stranger)).distinct()).hasSize(1);
        }
        var kept =
                lotus.does(() ->
                        jdbc.sql("select count(*) from contact").query(Integer.class).single());
        assertThat(kept).isEqualTo(200 + threads * 20);
    }

    private SomeBusiness another() {
        return new SomeBusiness(provisioning, tenants, transactions, jdbc);
    }

    private Contact met(Person person) {
        return lotus.does(
                () -> contacts.find(contacts.meet(List.of(person)).get(person)).orElseThrow());
    }

    private Map<Person, Id> meet(Collection<Person> people) {
        return lotus.does(() -> contacts.meet(people));
    }

    private Id entered(String name, String phone) {
        return lotus.does(
                () -> ((Entry.Done) contacts.add(name, new PhoneNumber(phone))).contact().id());
    }

    private List<Id> found(String search) {
        return lotus.does(() ->
                contacts.list(Filter.of(search, null), Lists.byName(1)).page().rows().stream()
                        .map(Contact::id)
                        .toList());
    }

    private static List<Person> crowd(int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(i ->
                        person(
                                "%d".formatted(919_800_000_000L + i),
                                i % 2 == 0 ? null : "IN." + i,
                                "Person " + i))
                .toList();
    }

    private static Person person(
            @Nullable String waId, @Nullable String userId, @Nullable String name) {
        return new Person(waId, userId, name);
    }
}
