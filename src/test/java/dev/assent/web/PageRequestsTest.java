package dev.assent.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class PageRequestsTest {

    private static final String[] ORDERS = {"-changed", "name"};

    @Test
    void nothing_asked_for_is_the_first_page_in_the_usual_order() {
        assertThat(PageRequests.read(ORDERS, null, null, null))
                .isEqualTo(new PageRequest(1, 25, "changed", true));
    }

    @Test
    void what_is_asked_for_is_given() {
        assertThat(PageRequests.read(ORDERS, "3", "100", "-name"))
                .isEqualTo(new PageRequest(3, 100, "name", true));
        assertThat(PageRequests.read(ORDERS, "3", "50", "changed"))
                .isEqualTo(new PageRequest(3, 50, "changed", false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "", "x", "1000001", "99999999999999999999"})
    void an_impossible_page_is_the_first(String page) {
        assertThat(PageRequests.read(ORDERS, page, null, null).number()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "24", "26", "101", "1000000", "all"})
    void a_size_that_is_not_offered_is_the_usual(String size) {
        assertThat(PageRequests.read(ORDERS, null, size, null).size()).isEqualTo(25);
    }

    @ParameterizedTest
    @ValueSource(strings = {"password", "name;drop table contact", "--name", ""})
    void an_order_that_is_not_offered_is_the_usual(String sort) {
        assertThat(PageRequests.read(ORDERS, null, null, sort).key()).isEqualTo("-changed");
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "25, 1", "26, 2", "50, 2", "51, 3", "1000, 3"})
    void a_page_behind_the_last_is_the_last(long total, int number) {
        assertThat(new PageRequest(3, 25, "name", false).within(total).number()).isEqualTo(number);
    }

    @Test
    void a_page_knows_its_place() {
        var page = new Page<>(List.of("a", "b"), 52, new PageRequest(3, 25, "name", false));
        assertThat(page.first()).isEqualTo(51);
        assertThat(page.last()).isEqualTo(52);
        assertThat(page.hasPrevious()).isTrue();
        assertThat(page.hasNext()).isFalse();
        var only = new Page<>(List.of(), 0, new PageRequest(1, 25, "name", false));
        assertThat(only.first()).isZero();
        assertThat(only.last()).isZero();
        assertThat(only.hasPrevious()).isFalse();
        assertThat(only.hasNext()).isFalse();
    }
}
