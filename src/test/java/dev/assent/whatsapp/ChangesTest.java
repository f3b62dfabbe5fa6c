package dev.assent.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

class ChangesTest {

    @Test
    void each_change_keeps_its_value_byte_for_byte() {
        var changes =
                in(
                        """
                        { "object": "whatsapp_business_account", "entry": [
                          { "changes": [ { "value": { "a" : "žluťoučký 🐎 \\u00e9",  "metadata":
                              {"phone_number_id": "4366", "display_phone_number": "+91 80 4567 8901"}, "x":[{}] },
                              "field": "messages" } ], "id": "WABA" },
                          { "id": 7, "time": 1739321024, "changes": [
                             {"field": "account_update", "value": {"phone_number": "918000000000"}},
                             {"field": "odd", "value": 12.50},
                             {"field": "odder", "value": "text with \\" and }"},
                             {"field": "oddest", "value": null}, {"field": "none"}]}]}
                        """);
        assertThat(changes).hasSize(6);
        assertThat(value(changes.get(0)))
                .isEqualTo(
                        """
                        { "a" : "žluťoučký 🐎 \\u00e9",  "metadata":
                              {"phone_number_id": "4366", "display_phone_number": "+91 80 4567 8901"}, "x":[{}] }\
                        """);
        assertThat(changes.get(0))
                .extracting(
                        Change::wabaId,
                        Change::at,
                        Change::field,
                        Change::phoneNumberId,
                        Change::displayNumber)
                .containsExactly("WABA", null, "messages", "4366", "918045678901");
        assertThat(changes.get(1))
                .extracting(
                        Change::wabaId,
                        Change::at,
                        Change::field,
                        Change::phoneNumberId,
                        Change::displayNumber)
                .containsExactly(
                        "7",
                        Instant.ofEpochSecond(1739321024),
                        "account_update",
                        null,
                        "918000000000");
        assertThat(changes.stream().skip(2).map(ChangesTest::value))
                .containsExactly("12.50", "\"text with \\\" and }\"", "null", "");
    }

    @Test
    void a_change_of_settings_names_its_number_elsewhere() {
        var changes =
                in(
                        """
                        {"entry": [{"id": "1", "time": "1739321024", "changes": [{"field": "account_settings_update",
                          "value": {"phone_number_settings": {"calling": {}, "phone_number_id": 4366}}}]}]}
                        """);
        assertThat(changes.getFirst().phoneNumberId()).isEqualTo("4366");
        assertThat(changes.getFirst().at()).isEqualTo(Instant.ofEpochSecond(1739321024));
    }

    @Test
    void a_time_that_is_no_date_is_no_time() {
        assertThat(
                        in("""
                        {"entry": [{"id": "1", "time": 1739321024123, "changes": [{"field": "f", "value": 1}]}]}
                        """)
                                .getFirst()
                                .at())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "7",
                "{\"entry\": {}}",
                "{\"entry\": [7, [], null, {\"changes\": {}}, {\"changes\": []}]}"
            })
    void another_envelope_holds_nothing(String body) {
        assertThat(in(body)).isEmpty();
    }

    @Test
    void what_should_be_an_object_but_is_not_does_no_harm() {
        var changes =
                in(
                        """
                        {"entry": [{"id": {"a": [1]}, "time": [], "changes": [7, {"field": [], "value": {
                          "metadata": 7, "phone_number": {}, "phone_number_settings": [{"phone_number_id": "1"}]}}]}]}
                        """);
        assertThat(changes)
                .extracting(Change::wabaId, Change::field, Change::phoneNumberId)
                .containsExactly(tuple("", "", null), tuple("", "", null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "{",
                "{\"entry\": [",
                "{\"entry\": [{\"changes\": [{\"field\": \"f\", \"value\": {\"a\": tru}}]}]}",
                "{\"entry\": []} x",
                "{\"entry\": []} {}",
                "<xml/>",
                "entry=1"
            })
    void a_body_that_is_no_json_is_refused(String body) {
        assertThat(Changes.in(body.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @Test
    void a_tower_of_brackets_is_refused() {
        assertThat(Changes.in("[".repeat(100_000).getBytes(StandardCharsets.UTF_8))).isEmpty();
        assertThat(
                        Changes.in(
                                ("{\"entry\": " + "[".repeat(5_000) + "]".repeat(5_000) + "}")
                                        .getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    @Test
    void other_encodings_than_utf_8_are_refused() {
        var body = "{\"entry\": [{\"changes\": [{\"field\": \"f\", \"value\": {}}]}]}";
        assertThat(Changes.in(body.getBytes(StandardCharsets.UTF_16BE))).isEmpty();
    }

    @Test
    void a_thousand_changes_come_out_in_their_order() {
        var many =
                IntStream.range(0, 1_000)
                        .mapToObj("{\"field\": \"messages\", \"value\": {\"n\": %d}}"::formatted)
                        .collect(Collectors.joining(","));
        var changes = in("{\"entry\": [{\"id\": \"1\", \"changes\": [" + many + "]}]}");
        assertThat(changes).hasSize(1_000);
        assertThat(value(changes.getLast())).isEqualTo("{\"n\": 999}");
    }

    private static List<Change> in(String body) {
        return Changes.in(body.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }

    private static String value(Change change) {
        return new String(change.value(), StandardCharsets.UTF_8);
    }
}
