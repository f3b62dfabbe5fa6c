package dev.assent.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.AssentTest;
import dev.assent.AtOnce;
import dev.assent.access.Member;
import dev.assent.access.Role;
import dev.assent.tenancy.Id;
import dev.assent.tenancy.Provisioning;
import dev.assent.tenancy.Tenants;
import dev.assent.whatsapp.Heard;
import dev.assent.whatsapp.Notice;
import dev.assent.whatsapp.Person;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

@AssentTest
class ContactsTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final PhoneNumber NUMBER = new PhoneNumber("+919886021144");

    @Autowired Contacts contacts;
    @Autowired Assignments assignments;
    @Autowired MarketingWishes wishes;
    @Autowired Provisioning provisioning;
    @Autowired Tenants tenants;
    @Autowired TransactionTemplate transactions;
    @Autowired JdbcClient jdbc;

    SomeBusiness lotus;

    @BeforeEach
    void open() {
        lotus = new SomeBusiness(provisioning, tenants, transactions, jdbc);
    }

    @Test
    void a_number_belongs_to_one_contact_however_many_add_it_at_once() throws Exception {
        var threads = 8;
        List<Entry> entries =
                AtOnce.all(
                        threads,
                        i -> () -> lotus.tenant().call(() -> contacts.add("Meera " + i, NUMBER)));
        assertThat(entries).filteredOn(Entry.Done.class::isInstance).hasSize(1);
        assertThat(entries).filteredOn(Entry.Taken.class::isInstance).hasSize(threads - 1);
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void a_conversation_belongs_to_one_colleague_or_to_nobody() {
        var meera = lotus.does(() -> contacts.enter(NUMBER, "Meera")).id();
        var asha = new Member(Id.fresh(), "Asha", "asha@lotus.example", Role.AGENT);
        assertThat(find(meera).agent()).isNull();
        assertThat(lotus.tenant().call(() -> assignments.assign(meera, asha)))
                .contains(new Assignments.Handover(meera, null, asha.account()));
        assertThat(find(meera).agent()).isEqualTo(asha.account());
        assertThat(lotus.tenant().call(() -> assignments.assign(meera, asha))).isEmpty();
        assertThat(lotus.tenant().call(() -> assignments.assign(meera, null)))
                .contains(new Assignments.Handover(meera, asha.account(), null));
        assertThat(find(meera).agent()).isNull();
        assertThat(lotus.tenant().call(() -> assignments.assign(Id.fresh(), asha))).isEmpty();
    }

    @Test
    void whom_meta_knows_by_a_number_has_that_number() {
        var person = new Person("5215512345678", null, "Inés");
        var ines = lotus.does(() -> contacts.meet(List.of(person)).get(person));
        var asTyped = PhoneNumber.read("+52 55 1234 5678", null);
        assertThat(lotus.tenant().call(() -> contacts.add("Ines", asTyped)))
                .isInstanceOfSatisfying(
                        Entry.Taken.class, taken -> assertThat(taken.by().id()).isEqualTo(ines));
        assertThat(lotus.does(() -> contacts.enter(asTyped)).id()).isEqualTo(ines);
    }

    @Test
    void the_number_changes_only_while_nothing_hangs_on_it() {
        var other = new PhoneNumber("+919886021145");
        var meera = lotus.does(() -> contacts.enter(NUMBER)).id();
        assertThat(changed(meera, other)).isInstanceOf(Entry.Done.class);
        lotus.does(() -> contacts.meet(List.of(new Person("919886021145", null, null))));
        assertThat(changed(meera, NUMBER)).isInstanceOf(Entry.Fixed.class);
        assertThat(changed(meera, other)).isInstanceOf(Entry.Done.class);
        assertThat(find(meera).phone()).isEqualTo(other);
    }

    @Test
    void another_number_may_be_on_whatsapp() {
        var meera = lotus.does(() -> contacts.enter(NUMBER)).id();
        lotus.does(() -> contacts.noteUnreachable(meera, NOON));
        assertThat(find(meera).notOnWhatsappSince()).isEqualTo(NOON);
        changed(meera, new PhoneNumber("+919886021145"));
        assertThat(find(meera).notOnWhatsappSince()).isNull();
    }

    @Test
    void a_sign_of_life_ends_what_was_said_before_it_only() {
        var meera = lotus.does(() -> contacts.enter(NUMBER)).id();
        lotus.does(() -> contacts.noteUnreachable(meera, NOON));
        lotus.does(() -> contacts.noteReachable(List.of(meera), NOON.minusSeconds(1)));
        assertThat(find(meera).notOnWhatsappSince()).isEqualTo(NOON);
        lotus.does(() -> contacts.noteReachable(List.of(meera), NOON));
        assertThat(find(meera).notOnWhatsappSince()).isNull();
    }

    @Test
    void the_latest_wish_on_marketing_counts_in_whatever_order_they_come() {
        var told =
                List.of(
                        wish(true, 1),
                        wish(false, 2),
                        wish(true, 3),
                        wish(true, 4),
                        wish(false, 9));
        var stopped = List.of(wish(false, 1), wish(true, 5), wish(true, 7), wish(false, 7));
        for (int seed = 0; seed < 10; seed++) {
            assertThat(afterHearing("91988600%04d".formatted(seed), told, seed)).isNull();
            assertThat(afterHearing("91988700%04d".formatted(seed), stopped, seed))
                    .isEqualTo(NOON.plusSeconds(7));
        }
    }

    @Test
    void a_wish_of_somebody_we_did_not_know_is_kept() {
        var person = new Person("919886021144", "IN.1", null);
        hear(List.of(new Notice.MarketingPreference(person, NOON, true)));
        var meera = lotus.does(() -> contacts.findByPhone(NUMBER)).orElseThrow();
        assertThat(meera.marketingStoppedAt()).isEqualTo(NOON);
    }

    @Test
    void labels_are_written_many_at_once() {
        var ids =
                lotus.does(() ->
                        IntStream.range(0, 100)
                                .mapToObj(i -> contacts.enter(number(i)).id())
                                .toList());
        var labels =
                ids.stream()
                        .map(id -> new Contacts.Labelled(id, Label.GRANTED, NOON, NOON))
                        .toList();
        assertThat(lotus.statements(() -> contacts.label(labels))).isEqualTo(1);
        assertThat(count()).isEqualTo(100);
        assertThat(find(ids.getFirst()))
                .returns(Label.GRANTED, Contact::label)
                .returns(NOON, Contact::callableUntil)
                .returns(NOON, Contact::changedAt)
                .returns("+91 98860 00000", Contact::name);
        lotus.does(() -> contacts.label(List.of()));
    }

    @Test
    void a_grant_is_over_at_its_last_second() {
        var meera = lotus.does(() -> contacts.enter(NUMBER)).id();
        lotus.does(() ->
                contacts.label(List.of(new Contacts.Labelled(meera, Label.GRANTED, NOON, NOON))));
        assertThat(find(meera).labelAt(NOON.minusSeconds(1))).isEqualTo(Label.GRANTED);
        assertThat(find(meera).labelAt(NOON)).isEqualTo(Label.EXPIRED);
    }

    private record Wish(boolean stopped, int seconds) {}

    private static Wish wish(boolean stopped, int seconds) {
        return new Wish(stopped, seconds);
    }

    /** Hears them shuffled, some twice, in two batches. */
    private @Nullable Instant afterHearing(String waId, List<Wish> told, int seed) {
        var person = new Person(waId, null, "Meera");
        var notices = new ArrayList<Notice>();
        told.forEach(wish -> notices.add(notice(person, wish)));
        notices.add(notice(person, told.getFirst()));
        Collections.shuffle(notices, new Random(seed));
        hear(notices.subList(0, 2));
        hear(notices.subList(2, notices.size()));
        return lotus.does(() -> contacts.findByPhone(PhoneNumber.ofWaId(waId)))
                .orElseThrow()
                .marketingStoppedAt();
    }

    private static Notice notice(Person person, Wish wish) {
        return new Notice.MarketingPreference(
                person, NOON.plusSeconds(wish.seconds()), wish.stopped());
    }

    private void hear(List<? extends Notice> notices) {
        lotus.does(() ->
                wishes.hear(
                        notices.stream()
                                .map(notice -> new Heard("4366", "77", (Notice) notice))
                                .toList()));
    }

    private Entry changed(Id id, PhoneNumber number) {
        return lotus.tenant().call(() -> contacts.change(id, "Meera", number));
    }

    private Contact find(Id id) {
        return lotus.does(() -> contacts.find(id)).orElseThrow();
    }

    private int count() {
        return lotus.does(
                () -> jdbc.sql("select count(*) from contact").query(Integer.class).single());
    }

    private static PhoneNumber number(int last) {
        return new PhoneNumber("+9198860%05d".formatted(last));
    }
}
