package dev.assent.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;

class ErrorsTest {

    private static final Instant FREE_AGAIN = Instant.parse("2026-11-21T09:15:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    138012 | You may call again at 2026-11-21T09:15:00Z.
                    138012 | You may call again at 2026-11-21T09:15:00+00:00
                    138012 | You may call again at 2026-11-21T11:15:00+0200
                    138012 | You may call again at 2026-11-21T09:15:00.000Z
                    138012 | Next call allowed after 2026-11-21 09:15:00 UTC
                    138012 | Next call allowed after 2026-11-21 09:15
                    138012 | next_allowed_time: 1795252500
                    138009 | Limit of 1 request in 24 hours; free at 1795252500.
                    """)
    void a_limit_says_when_it_ends_in_whatever_words(int code, String details) {
        assertThat(error(code, details).until()).isEqualTo(FREE_AGAIN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Too many calls to this user",
                "Too many calls to 919999900001",
                "Too many calls to +1415555013",
                "until 2026-13-41T99:99:00Z",
                "until 2026-11-21",
                ""
            })
    void a_sentence_without_a_time_gives_none(String details) {
        assertThat(error(138012, details).until()).isNull();
    }

    @Test
    void only_limits_end_at_a_time() {
        assertThat(error(138006, "since 2026-11-21T09:15:00Z").until()).isNull();
    }

    @Test
    void the_best_sentence_is_kept_as_details() {
        assertThat(
                        answer(
                                """
                                {"error": {"message": "(#100) Invalid parameter", "code": 100,
                                  "error_subcode": 2388039, "error_user_title": "Text",
                                  "error_user_msg": "The variable may not stand at the end."}}
                                """))
                .isEqualTo(
                        new MetaError(
                                2388039,
                                "(#100) Invalid parameter",
                                "The variable may not stand at the end.",
                                null));
    }

    @Test
    void a_subcode_that_speaks_of_no_template_is_left_alone() {
        assertThat(
                        answer(
                                """
                                {"error": {"message": "no", "code": 100, "error_subcode": 33}}
                                """))
                .isEqualTo(new MetaError(100, "no", null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "7", "{\"error\": \"no\"}", "{\"error\": null}"})
    void an_answer_without_an_error_is_told_by_its_status(String answer) {
        assertThat(answer(answer)).isEqualTo(new MetaError(-404, "HTTP 404", null, null));
    }

    @Test
    void an_error_without_a_code_keeps_its_words() {
        assertThat(answer("{\"error\": {\"message\": \"Something\"}}"))
                .isEqualTo(new MetaError(-404, "Something", null, null));
    }

    private static MetaError error(int code, String details) {
        return answer(
                """
                {"error": {"message": "no", "code": %d, "error_data": {"details": "%s"}}}
                """
                        .formatted(code, details));
    }

    private static MetaError answer(String json) {
        return Errors.inAnswer(404, Json.tree(json.getBytes()));
    }
}
