package dev.assent.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.time.ZoneId;

class PhoneNumberTest {

    private static final Instant SUMMER = Instant.parse("2026-07-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "098860 21144, IN, +919886021144",
        "98860 21144, IN, +919886021144",
        "0171/5550921, DE, +491715550921",
        "+49 (0)171 5550921, IN, +491715550921",
        "0049 171 5550921, IN, +491715550921",
        "(415) 555-0134, US, +14155550134",
        "+1 415 555 0134 ext. 5, IN, +14155550134",
        "٠٩٨٨٦٠٢١١٤٤, IN, +919886021144"
    })
    void is_read_as_people_type_it(String typed, String country, String e164) {
        assertThat(PhoneNumber.read(typed, country)).isEqualTo(new PhoneNumber(e164));
    }

    @ParameterizedTest
    @CsvSource({
        "abc, IN",
        "12345, IN",
        "+12, IN",
        "555-0134, US",
        "110, DE",
        "'', IN",
        "+999123456789, IN",
        "98860211449886021144, IN"
    })
    void what_can_be_no_number_is_refused(String typed, String country) {
        assertThatIllegalArgumentException().isThrownBy(() -> PhoneNumber.read(typed, country));
    }

    @ParameterizedTest
    @CsvSource({
        "919886021144, +919886021144",
        "5215512345678, +525512345678",
        "525512345678, +525512345678",
        "551187654321, +5511987654321",
        "5511987654321, +5511987654321",
        "551134567890, +551134567890"
    })
    void of_whatsapp_may_be_written_as_years_ago(String waId, String e164) {
        assertThat(PhoneNumber.ofWaId(waId)).isEqualTo(new PhoneNumber(e164));
    }

    @Test
    void knows_its_country_and_how_it_is_written() {
        var number = new PhoneNumber("+918045678901");
        assertThat(number.country()).isEqualTo("IN");
        assertThat(number.international()).isEqualTo("+91 80 4567 8901");
        assertThat(number.digits()).isEqualTo("918045678901");
        assertThat(new PhoneNumber("+491715550921").nationalDigits()).isEqualTo("01715550921");
    }

    @Test
    void tells_the_time_zone_where_there_can_be_only_one() {
        assertThat(new PhoneNumber("+919886021144").zone(SUMMER))
                .contains(ZoneId.of("Asia/Calcutta"));
        assertThat(new PhoneNumber("+14155550134").zone(SUMMER))
                .contains(ZoneId.of("America/Los_Angeles"));
        assertThat(new PhoneNumber("+79161234567").zone(SUMMER)).isEmpty();
    }
}
