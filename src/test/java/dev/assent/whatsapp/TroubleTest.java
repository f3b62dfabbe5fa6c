package dev.assent.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.ResourceBundle;

class TroubleTest {

    /** Every code that Meta's tables of calling and messaging errors name. */
    @ParameterizedTest
    @CsvSource({
        "0, TOKEN",
        "3, TOKEN",
        "4, NUMBER_RATE",
        "10, TOKEN",
        "100, BAD_REQUEST",
        "190, TOKEN",
        "200, TOKEN",
        "219, TOKEN",
        "299, TOKEN",
        "368, ACCOUNT_RESTRICTED",
        "613, NUMBER_RATE",
        "80007, NUMBER_RATE",
        "130429, NUMBER_RATE",
        "130472, NOT_DELIVERED",
        "131008, BAD_REQUEST",
        "131009, BAD_REQUEST",
        "131021, SENT_TO_ITSELF",
        "131026, NOT_ON_WHATSAPP",
        "131030, NOT_ON_TEST_LIST",
        "131031, ACCOUNT_RESTRICTED",
        "131042, PAYMENT",
        "131044, PAYMENT",
        "131047, WINDOW_CLOSED",
        "131048, SPAM_LIMIT",
        "131049, NOT_DELIVERED",
        "131050, OPTED_OUT",
        "131051, BAD_REQUEST",
        "131055, SIP_IN_USE",
        "131056, PAIR_RATE",
        "131057, MAINTENANCE",
        "132000, TEMPLATE_VARIABLES",
        "132001, TEMPLATE_NOT_APPROVED",
        "132005, TEMPLATE_TOO_LONG",
        "132007, TEMPLATE_POLICY",
        "132012, TEMPLATE_VARIABLES",
        "132015, TEMPLATE_PAUSED",
        "132016, TEMPLATE_DISABLED",
        "138000, CALLING_OFF",
        "138001, NOT_ON_WHATSAPP",
        "138002, CONCURRENT_CALLS",
        "138003, CALL_IN_PROGRESS",
        "138004, CALL_FAILED",
        "138005, NUMBER_RATE",
        "138006, NO_PERMISSION",
        "138007, CALL_FAILED",
        "138009, REQUEST_LIMIT",
        "138012, CALL_LIMIT",
        "138013, COUNTRY_BARRED",
        "138014, PAUSED",
        "138015, CALLING_NOT_ELIGIBLE",
        "138017, PERMANENT_GRANT_EXISTS",
        "138018, CALLS_NOT_SUBSCRIBED",
        "138019, CALL_FAILED",
        "138020, CALL_FAILED",
        "138021, CALL_FAILED",
        "138022, CALL_FAILED",
        "138023, CALL_FAILED",
        "2388019, TEMPLATE_LIMIT",
        "2388039, TEMPLATE_INVALID",
        "2388299, TEMPLATE_INVALID",
    })
    void every_documented_code_has_a_meaning(int code, Trouble meaning) {
        assertThat(Trouble.of(code)).isEqualTo(meaning);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 199, 300, 138008, 138010, 138011, 138016, 139999, 2387999, 2389000})
    void a_code_nobody_knows_is_other(int code) {
        assertThat(Trouble.of(code)).isEqualTo(Trouble.OTHER);
    }

    @ParameterizedTest
    @CsvSource({
        "-302, OTHER",
        "-400, OTHER",
        "-401, TOKEN",
        "-403, TOKEN",
        "-404, OTHER",
        "-429, NUMBER_RATE",
        "-499, OTHER",
        "-500, META_FAILED",
        "-503, META_FAILED",
    })
    void an_answer_without_a_code_is_judged_by_its_status(int code, Trouble meaning) {
        assertThat(Trouble.of(code)).isEqualTo(meaning);
    }

    @Test
    void each_has_a_key_of_its_own_for_the_sentence_people_read() {
        assertThat(Arrays.stream(Trouble.values()).map(Trouble::key))
                .doesNotHaveDuplicates()
                .contains("trouble.permanent-grant-exists");
    }

    @Test
    void each_has_its_sentence_and_there_is_none_too_many() {
        var sentences = ResourceBundle.getBundle("messages/trouble");
        assertThat(Arrays.stream(Trouble.values()).map(Trouble::key))
                .containsExactlyInAnyOrderElementsOf(sentences.keySet());
    }
}
