package dev.assent.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.contact.Contact;
import dev.assent.contact.PhoneNumber;
import dev.assent.tenancy.Id;
import dev.assent.whatsapp.MetaError;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.support.ResourceBundleMessageSource;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;

class CallWordsTest {

    private static final Instant BEGAN = Instant.parse("2026-03-02T09:00:00Z");

    private final CallWords words = new CallWords(messages());
    private final Contact meera = Contact.stranger(new PhoneNumber("+919899900001"), BEGAN);

    /** Those that Meta lists for calls. */
    @ParameterizedTest
    @ValueSource(
            ints = {
                100, 613, 131_009, 131_030, 131_044, 131_055, 138_000, 138_001, 138_002, 138_003,
                138_004, 138_005, 138_006, 138_007, 138_009, 138_012, 138_013, 138_014, 138_015,
                138_017, 138_018, 138_019, 138_020, 138_021, 138_022, 138_023
            })
    void each_error_of_a_call_has_a_sentence_that_says_more_than_a_code(int code) {
        var sentence = words.why(new MetaError(code, "(#%d)".formatted(code), null, null));
        assertThat(sentence)
                .endsWith(".")
                .hasSizeGreaterThan(30)
                .doesNotContain("we do not know", Integer.toString(code));
    }

    @Test
    void a_code_nobody_knew_is_said_to_be_one() {
        assertThat(words.why(new MetaError(139_999, "new", null, null))).contains("we do not know");
        assertThat(words.why(null)).contains("could not reach WhatsApp");
    }

    /** Whatever was told of a call, and when one looks. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void however_a_call_stands_there_is_a_sentence(boolean incoming) {
        var sentences = new HashSet<String>();
        for (int set = 1; set < 1 << Fact.values().length; set++) {
            var course = Course.unknown(incoming);
            for (var fact : Fact.values()) {
                if ((set >> fact.ordinal() & 1) == 1) {
                    course = course.and(fact, BEGAN);
                }
            }
            sentences.add(words.of(party(course), BEGAN.plusSeconds(1)));
            sentences.add(words.of(party(course), BEGAN.plus(Duration.ofDays(2))));
        }
        assertThat(sentences)
                .hasSizeGreaterThanOrEqualTo(7)
                .allSatisfy(sentence -> assertThat(sentence).endsWith("."));
    }

    private Party party(Course course) {
        var call =
                new Call(
                        Id.fresh(),
                        Id.fresh(),
                        meera.id(),
                        course,
                        Id.fresh(),
                        "Asha",
                        null,
                        null,
                        null,
                        null,
                        null);
        return new Party(call, null, meera);
    }

    private static ResourceBundleMessageSource messages() {
        var messages = new ResourceBundleMessageSource();
        messages.setBasenames("messages/trouble", "messages/call");
        messages.setDefaultEncoding("UTF-8");
        return messages;
    }
}
