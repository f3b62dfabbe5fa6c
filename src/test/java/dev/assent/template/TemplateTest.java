package dev.assent.template;

import static dev.assent.template.SomeTemplate.NOON;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;
import java.util.Map;

class TemplateTest {

    private final Template greeting =
            SomeTemplate.of(
                    new TemplateText(
                            "About {{order}}", "Hi {{first_name}}, may we call?", "Lotus Dental"),
                    Status.APPROVED);

    @Test
    void is_read_with_its_variables_filled_in() {
        assertThat(greeting.text(Map.of("first_name", "Asha", "order", "No. 7")))
                .isEqualTo("About No. 7\n\nHi Asha, may we call?\n\nLotus Dental");
    }

    @Test
    void is_sent_with_the_values_that_each_part_needs() {
        var message =
                greeting.message(Map.of("first_name", "Asha", "order", "7", "other", "unused"));
        assertThat(message.header()).isEqualTo(Map.of("order", "7"));
        assertThat(message.body()).isEqualTo(Map.of("first_name", "Asha"));
        assertThat(message.name()).isEqualTo("may_we_call");
        assertThat(message.language()).isEqualTo("en");
    }

    @Test
    void a_variable_without_a_value_is_named() {
        var values = Map.of("order", " \n ");
        assertThat(greeting.missing(values)).containsExactly("order", "first_name");
        assertThatExceptionOfType(MissingVariables.class)
                .isThrownBy(() -> greeting.text(values))
                .satisfies(missing ->
                        assertThat(missing.names()).containsExactly("order", "first_name"));
        assertThatExceptionOfType(MissingVariables.class)
                .isThrownBy(() -> greeting.message(values));
    }

    @Test
    void a_value_has_no_line_breaks_and_no_wide_gaps_for_meta_takes_none() {
        assertThat(SomeTemplate.approved("Hi {{1}}!").text(Map.of("1", " Asha\n\t    Rao ")))
                .isEqualTo("Hi Asha Rao!");
    }

    @Test
    void a_value_is_never_read_as_another_variable() {
        assertThat(
                        SomeTemplate.approved("Hi {{1}}, {{2}}!")
                                .text(Map.of("1", "{{2}} $1 \\", "2", "Asha")))
                .isEqualTo("Hi {{2}} $1 \\, Asha!");
    }

    @Test
    void filled_in_it_has_at_most_1024_characters() {
        var template = SomeTemplate.approved("Hi {{1}}");
        assertThat(template.tooLong(Map.of("1", "さ".repeat(1_021)))).isFalse();
        assertThat(template.tooLong(Map.of("1", "さ".repeat(1_022)))).isTrue();
        assertThat(template.tooLong(Map.of("1", "🦷".repeat(1_021)))).isFalse();
        assertThat(template.tooLong(Map.of("1", "🦷".repeat(1_022)))).isTrue();
    }

    @Test
    void filled_in_its_header_has_at_most_60_characters() {
        var template =
                SomeTemplate.of(new TemplateText("Hi {{1}}", "Hello", null), Status.APPROVED);
        assertThat(template.tooLong(Map.of("1", "🦷".repeat(57)))).isFalse();
        assertThat(template.tooLong(Map.of("1", "🦷".repeat(58)))).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Status.class)
    void can_be_sent_while_approved_and_while_flagged_alone(Status status) {
        var template = SomeTemplate.of(new TemplateText(null, "Hi", null), status);
        assertThat(template.approved())
                .isEqualTo(status == Status.APPROVED || status == Status.FLAGGED);
    }

    @Test
    void what_arrives_late_does_not_undo_what_is_newer() {
        var paused = decision(Status.PAUSED, 10);
        var approved = decision(Status.APPROVED, 5);
        assertThat(greeting.decided(approved).decided(paused).decision()).isEqualTo(paused);
        assertThat(greeting.decided(paused).decided(approved).decision()).isEqualTo(paused);

        var marketing = greeting.moved(Category.MARKETING, NOON.plusSeconds(10));
        assertThat(marketing.marketing()).isTrue();
        assertThat(marketing.moved(Category.UTILITY, NOON.plusSeconds(5))).isEqualTo(marketing);
        assertThat(greeting.rated(Quality.RED, NOON.plusSeconds(10)).rated(Quality.GREEN, NOON))
                .extracting(Template::quality)
                .isEqualTo(Quality.RED);
    }

    @Test
    void of_two_words_in_one_second_the_review_has_ended() {
        var approved = decision(Status.APPROVED, 5);
        var pending = decision(Status.PENDING, 5);
        assertThat(greeting.decided(pending).decided(approved).decision()).isEqualTo(approved);
        assertThat(greeting.decided(approved).decided(pending).decision()).isEqualTo(approved);
    }

    @ParameterizedTest
    @CsvSource({
        "Asha Kulkarni, Asha",
        "Dr. Meera Rao, Meera",
        "阿部 さくら, 阿部",
        "Óscar, Óscar",
        "Dr., Dr."
    })
    void people_are_called_by_their_first_name(String name, String first) {
        assertThat(AutomaticValues.of(name, "Lotus"))
                .containsEntry("first_name", first)
                .containsEntry("name", name)
                .containsEntry("business", "Lotus");
    }

    @Test
    void nobody_is_called_by_a_number() {
        assertThat(AutomaticValues.of("+91 98860 21144", "Lotus"))
                .isEqualTo(Map.of("business", "Lotus"));
    }

    @ParameterizedTest
    @CsvSource({
        "'*Hi* _you_ ~no~', bold:Hi|plain: |slanted:you|plain: |struck:no",
        "'2*3*4 and snake_case_name', plain:2*3*4 and snake_case_name",
        "'* not bold*', plain:* not bold*",
        "'Hi {{first_name}}!', plain:Hi |variable:{{first_name}}|plain:!",
        "'```a *b*```', code:a *b*"
    })
    void is_drawn_as_whatsapp_draws_it(String text, String pieces) {
        assertThat(
                        Markup.pieces(text).stream()
                                .map(piece -> piece.style() + ":" + piece.text())
                                .toList())
                .isEqualTo(List.of(pieces.split("\\|")));
    }

    @ParameterizedTest
    @CsvSource({
        "APPROVED, APPROVED",
        "REINSTATED, APPROVED",
        "PENDING, PENDING",
        "IN_APPEAL, PENDING",
        "REJECTED, REJECTED",
        "PAUSED, PAUSED",
        "DISABLED, DISABLED",
        "FLAGGED, FLAGGED",
        "ARCHIVED, ARCHIVED",
        "LOCKED, HELD",
        "LIMIT_EXCEEDED, HELD",
        "SOMETHING_NEW, HELD"
    })
    void each_word_of_meta_has_a_meaning(String word, Status status) {
        assertThat(Status.ofMeta(word)).contains(status);
    }

    private static Decision decision(Status status, int seconds) {
        return new Decision(status, null, null, NOON.plusSeconds(seconds));
    }
}
