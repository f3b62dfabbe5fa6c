package dev.assent.contact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class WordsTest {

    @ParameterizedTest
    @CsvSource({
        "osc, Óscar Fernández-Villaverde",
        "ÓSCAR, Oscar Fernandez",
        "villa, Óscar Fernández-Villaverde",
        "fernandez osc, Óscar Fernández-Villaverde",
        "straße, Anna STRASSE",
        "strasse, Anna Straße",
        "lukasz, Łukasz Wiśniewski",
        "阿部, 阿部 さくら",
        "さくら, 阿部 さくら",
        "ﾔﾏﾀﾞ, ヤマダ",
        "김민, 김민준",
        "عبد, محمد عبد الله",
        "иванова, Анна Иванова",
        "istanbul, İstanbul Eczanesi",
        "24/7, Pharmacy 24/7",
        "rob_%, Rob_%erts",
        "_%, _%"
    })
    void a_name_is_found_without_accents_capitals_and_order(String search, String name) {
        assertThat(finds(search, name, "+919886021144")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+49",
                "+4917",
                "+49 171 555 0921",
                "+49 (0)171 5550921",
                "0049 171",
                "49171",
                "0171",
                "0171/5550921",
                "0171 555-0921",
                "171 555",
                "5550921",
                "0921",
                "lukas 0921",
                "٠١٧١"
            })
    void a_number_is_found_in_any_way_of_writing(String search) {
        assertThat(finds(search, "Lukas Brandt", "+491715550921")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lukass",
                "ukas",
                "brandt meyer",
                "+4930",
                "0172",
                "1555",
                "+171",
                "0049172"
            })
    void others_are_not_found(String search) {
        assertThat(finds(search, "Lukas Brandt", "+491715550921")).isFalse();
    }

    @Test
    void names_stand_in_the_order_people_expect_and_those_without_a_name_last() {
        var names = List.of("Älter", "anna", "Óscar", "Zoë", "Анна", "阿部", "+91 98860 21144");
        assertThat(names.stream().map(name -> SortName.of(name, null))).isSorted();
    }

    @Test
    void the_longest_name_fits_the_column() {
        var name = "ﷺ".repeat(160);
        var sortName = SortName.of(name, new PhoneNumber("+491715550921"));
        assertThat(sortName.codePointCount(0, sortName.length())).isLessThanOrEqualTo(260);
    }

    @Test
    void a_search_of_many_words_has_a_bound() {
        assertThat(Words.parts("a ".repeat(100))).hasSizeLessThanOrEqualTo(6);
        assertThat(Words.parts("   ")).isEmpty();
    }

    private static boolean finds(String search, String name, String phone) {
        var words = Words.of(name, new PhoneNumber(phone));
        return Words.parts(search).stream()
                .allMatch(ways ->
                        ways.stream()
                                .anyMatch(way ->
                                        words.stream().anyMatch(word -> word.startsWith(way))));
    }
}
