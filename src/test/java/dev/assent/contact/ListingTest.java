package dev.assent.contact;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;

import dev.assent.AssentTest;
import dev.assent.tenancy.Provisioning;
import dev.assent.tenancy.Tenants;
import dev.assent.web.PageRequest;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

@AssentTest
class ListingTest {

    @Autowired Contacts contacts;
    @Autowired Provisioning provisioning;
    @Autowired Tenants tenants;
    @Autowired TransactionTemplate transactions;
    @Autowired JdbcClient jdbc;
    @Autowired JdbcTemplate batches;
    @Autowired InstantSource time;

    SomeBusiness lotus;

    @BeforeEach
    void open() {
        lotus = new SomeBusiness(provisioning, tenants, transactions, jdbc);
    }

    /** On both sides of what counts as few, against plain sorting in memory. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 30, 4_000})
    void every_filter_and_order_and_page_lists_what_it_should(int size) {
        var everybody = new Crowd(size, time.instant()).of(size);
        lotus.does(() -> Crowd.enter(everybody, batches));
        for (var q :
                List.of(
                        "",
                        "a",
                        "raghu",
                        "raghu mee",
                        "阿部",
                        "さく",
                        "0171",
                        "4321",
                        "+49 17",
                        "77",
                        "nobody like that")) {
            for (var label : labels()) {
                for (var sort :
                        List.of("name", "-name", "changed", "-changed", "until", "-until")) {
                    var filter = new Filter(q, label);
                    var expected = Model.list(everybody, filter, sort, time.instant());
                    for (var page : pages(expected.size())) {
                        check(filter, request(page, sort), expected);
                    }
                }
            }
        }
    }

    private void check(Filter filter, PageRequest request, List<Contact> expected) {
        var listing = lotus.does(() -> contacts.list(filter, request));
        var what = "%s %s of %d".formatted(filter, request, expected.size());
        assertThat(listing.page().total()).as(what).isEqualTo(expected.size());
        assertThat(listing.page().rows().stream().map(Contact::id))
                .as(what)
                .containsExactlyElementsOf(
                        expected.stream()
                                .skip(request.offset())
                                .limit(request.size())
                                .map(Contact::id)
                                .toList());
    }

    @Test
    void counts_tell_where_those_who_fit_the_search_stand_whatever_the_filter() {
        var everybody = new Crowd(7, time.instant()).of(500);
        lotus.does(() -> Crowd.enter(everybody, batches));
        var listing =
                lotus.does(
                        () -> contacts.list(new Filter("meera", Label.REVOKED), Lists.byName(1)));
        for (var label : labels()) {
            assertThat(listing.counts().of(label))
                    .as("%s", label)
                    .isEqualTo(
                            Model.list(
                                            everybody,
                                            new Filter("meera", label),
                                            "name",
                                            time.instant())
                                    .size());
        }
    }

    @Test
    void a_search_looks_at_so_many_and_tells_that_there_may_be_more() {
        var everybody = new Crowd(7, time.instant()).of(Search.MOST + 1);
        lotus.does(() -> Crowd.enter(everybody.subList(0, Search.MOST - 1), batches));
        var filter = new Filter("+", null);
        var few = lotus.does(() -> contacts.list(filter, Lists.byName(1)));
        assertThat(few.page().total()).isEqualTo(Search.MOST - 1);
        assertThat(few.page().more()).isFalse();
        lotus.does(() -> Crowd.enter(everybody.subList(Search.MOST - 1, Search.MOST + 1), batches));
        var many = lotus.does(() -> contacts.list(filter, Lists.byName(1)));
        assertThat(many.page().total()).isEqualTo(Search.MOST);
        assertThat(many.page().more()).isTrue();
        assertThat(many.page().rows()).hasSize(25);
        assertThat(lotus.does(() -> contacts.list(Filter.everybody(), Lists.byName(1))).page())
                .matches(page -> !page.more() && page.total() == Search.MOST + 1);
    }

    @Test
    void a_grant_counts_as_expired_from_its_last_second_on() {
        var now = time.instant();
        var granted = new Crowd(1, now).of(1).getFirst();
        lotus.does(() -> {
            Crowd.enter(List.of(granted), batches);
            contacts.label(List.of(labelled(granted, Label.GRANTED, now.plusSeconds(60))));
        });
        assertThat(listed(Label.GRANTED)).isEqualTo(1);
        lotus.does(() -> contacts.label(List.of(labelled(granted, Label.GRANTED, time.instant()))));
        assertThat(listed(Label.GRANTED)).isZero();
        assertThat(listed(Label.EXPIRED)).isEqualTo(1);
    }

    @Test
    void a_page_behind_the_last_one_is_the_last_one() {
        lotus.does(() -> Crowd.enter(new Crowd(1, time.instant()).of(60), batches));
        var listing = lotus.does(() -> contacts.list(Filter.everybody(), Lists.byName(99)));
        assertThat(listing.page().request().number()).isEqualTo(3);
        assertThat(listing.page().rows()).hasSize(10);
    }

    @Test
    void takes_two_statements_also_where_two_orders_meet_on_a_page() {
        lotus.does(() -> Crowd.enter(new Crowd(1, time.instant()).of(300), batches));
        var everybody = Filter.everybody();
        assertThat(lotus.statements(() -> contacts.list(everybody, Lists.byName(1)))).isEqualTo(2);
        assertThat(lotus.statements(() -> contacts.list(everybody, Lists.byEnd(2)))).isEqualTo(2);
        assertThat(
                        lotus.statements(
                                () -> contacts.list(new Filter("meera", null), Lists.byChange(1))))
                .isEqualTo(2);
    }

    @Test
    void another_business_lists_nobody_of_ours() {
        var harbor = new SomeBusiness(provisioning, tenants, transactions, jdbc);
        lotus.does(() -> Crowd.enter(new Crowd(1, time.instant()).of(3), batches));
        assertThat(harbor.does(() -> contacts.list(Filter.everybody(), Lists.byName(1))).page())
                .matches(page -> page.empty());
    }

    private long listed(Label label) {
        return lotus.does(() -> contacts.list(new Filter("", label), Lists.byName(1)))
                .page()
                .rows()
                .size();
    }

    private static Contacts.Labelled labelled(Contact contact, Label label, Instant until) {
        return new Contacts.Labelled(contact.id(), label, until, until);
    }

    private static List<Label> labels() {
        var labels = new ArrayList<Label>(Arrays.asList(Label.values()));
        labels.add(null);
        return labels;
    }

    private static List<Integer> pages(int total) {
        var last = Math.max(1, (total + 24) / 25);
        return Stream.of(1, 2, last / 2, last / 2 + 1, last - 1, last)
                .filter(page -> page >= 1 && page <= last)
                .distinct()
                .toList();
    }

    private static PageRequest request(int page, String sort) {
        return new PageRequest(page, 25, sort.replace("-", ""), sort.startsWith("-"));
    }

    /** The same list, made the slow way. */
    static final class Model {

        private static final Comparator<Contact> BY_NAME =
                comparing((Contact c) -> SortName.of(c.name(), c.phone()))
                        .thenComparing(c -> c.label().name())
                        .thenComparing(Contact::callableUntil, nullsFirst(naturalOrder()))
                        .thenComparing(Contact::id);
        private static final Comparator<Contact> BY_CHANGE =
                comparing(Contact::changedAt)
                        .thenComparing(c -> c.label().name())
                        .thenComparing(Contact::callableUntil, nullsFirst(naturalOrder()))
                        .thenComparing(Contact::id);
        private static final Comparator<Contact> BY_END =
                comparing(Contact::callableUntil, nullsFirst(naturalOrder()))
                        .thenComparing(Contact::id);

        static List<Contact> list(List<Contact> all, Filter filter, String sort, Instant now) {
            var fitting =
                    all.stream()
                            .filter(c -> filter.label() == null || c.labelAt(now) == filter.label())
                            .filter(c -> finds(filter.q(), c))
                            .toList();
            return switch (sort) {
                case "-name" -> fitting.stream().sorted(BY_NAME.reversed()).toList();
                case "changed" -> fitting.stream().sorted(BY_CHANGE).toList();
                case "-changed" -> fitting.stream().sorted(BY_CHANGE.reversed()).toList();
                case "until" -> byEnd(fitting, BY_END, now);
                case "-until" -> byEnd(fitting, BY_END.reversed(), now);
                default -> fitting.stream().sorted(BY_NAME).toList();
            };
        }

        private static boolean finds(String q, Contact contact) {
            var words = Words.of(contact.name(), contact.phone());
            return Words.parts(q).stream()
                    .allMatch(ways ->
                            ways.stream()
                                    .anyMatch(way ->
                                            words.stream().anyMatch(word -> word.startsWith(way))));
        }

        private static List<Contact> byEnd(
                List<Contact> fitting, Comparator<Contact> order, Instant now) {
            return Stream.concat(
                            fitting.stream().filter(c -> ends(c, now)).sorted(order),
                            fitting.stream().filter(c -> !ends(c, now)).sorted(BY_NAME))
                    .toList();
        }

        private static boolean ends(Contact contact, Instant now) {
            return contact.callableUntil() != null && contact.labelAt(now) == Label.GRANTED;
        }
    }
}
