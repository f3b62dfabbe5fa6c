package dev.assent.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.AssentTest;
import dev.assent.tenancy.Id;
import dev.assent.tenancy.Provisioning;
import dev.assent.tenancy.Tenant;
import dev.assent.tenancy.Tenants;
import dev.assent.whatsapp.AccessToken;
import dev.assent.whatsapp.CallingSettings;
import dev.assent.whatsapp.CallingSettings.Restriction;
import dev.assent.whatsapp.Heard;
import dev.assent.whatsapp.MetaError;
import dev.assent.whatsapp.Notice;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;

@AssentTest
class NumberStatesTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final TelephoneNumber TELEPHONE = new TelephoneNumber("+918045678901", "IN");
    private static final CallingSettings ALL_ON =
            new CallingSettings(true, true, true, false, List.of());

    @Autowired Provisioning provisioning;
    @Autowired Tenants tenants;
    @Autowired Numbers numbers;
    @Autowired NumberStates states;
    @Autowired NumberEar ear;
    @Autowired JdbcClient jdbc;
    @Autowired TransactionTemplate transactions;

    private final String phoneNumberId = Businesses.metaId();
    private final String wabaId = Businesses.metaId();
    private Tenant lotus;
    private Id id;

    @BeforeEach
    void connectedNumber() {
        lotus = new Businesses(provisioning, tenants).fresh();
        id = connect(new AccessToken("first"));
        in(() -> states.read(id, ALL_ON, NOON));
    }

    // -- keeping ------------------------------------------------------------------------------

    @Test
    void a_connected_number_is_found_by_either_identity() {
        lotus.run(() -> {
            assertThat(numbers.find(id)).isEqualTo(numbers.findByPhoneNumberId(phoneNumberId));
            assertThat(numbers.all()).containsExactly(number());
            assertThat(numbers.find(Id.fresh())).isEmpty();
        });
        assertThat(number().international()).isEqualTo("+91 80 4567 8901");
        assertThat(number().country()).isEqualTo("IN");
        assertThat(number().connected()).isTrue();
    }

    @Test
    void its_token_is_known_to_its_business_alone_and_lies_sealed() {
        assertThat(lotus.call(() -> numbers.ofNumber(phoneNumberId)).value()).isEqualTo("first");
        assertThat(lotus.call(() -> numbers.ofAccount(wabaId)).value()).isEqualTo("first");
        var other = new Businesses(provisioning, tenants).fresh();
        assertThatThrownBy(() -> other.call(() -> numbers.ofNumber(phoneNumberId)))
                .isInstanceOf(NoSuchElementException.class);
        var stored =
                lotus.call(() ->
                        jdbc.sql("select token from business_number")
                                .query((row, _) -> row.getBytes(1))
                                .single());
        assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain("first");
    }

    @Test
    void a_token_copied_to_another_row_does_not_open() {
        var second = Businesses.metaId();
        in(() -> numbers.connect(second, wabaId, TELEPHONE, new AccessToken("second"), NOON));
        lotus.run(() ->
                jdbc.sql(
                                """
                                update business_number mine
                                join business_number theirs on theirs.phone_number_id = ?
                                set mine.token = theirs.token where mine.phone_number_id = ?
                                """)
                        .params(phoneNumberId, second)
                        .update());
        assertThatThrownBy(() -> lotus.call(() -> numbers.ofNumber(second)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_disconnected_number_stays_known_but_has_no_token() {
        in(() -> numbers.disconnect(id));
        assertThat(number().connected()).isFalse();
        lotus.run(() -> {
            assertThat(numbers.connected()).isEmpty();
            assertThatThrownBy(() -> numbers.ofNumber(phoneNumberId))
                    .isInstanceOf(NoSuchElementException.class);
            assertThatThrownBy(() -> numbers.ofAccount(wabaId))
                    .isInstanceOf(NoSuchElementException.class);
        });
    }

    @Test
    void connecting_again_keeps_the_identity_and_takes_the_new_token() {
        in(() -> numbers.disconnect(id));
        assertThat(connect(new AccessToken("second"))).isEqualTo(id);
        assertThat(lotus.call(() -> numbers.ofNumber(phoneNumberId)).value()).isEqualTo("second");
    }

    @Test
    void an_account_is_asked_for_with_the_token_that_still_works() {
        var second = Businesses.metaId();
        in(() -> {
            numbers.connect(second, wabaId, TELEPHONE, new AccessToken("second"), NOON);
            refuse(190, NOON);
        });
        assertThat(lotus.call(() -> numbers.ofAccount(wabaId)).value()).isEqualTo("second");
    }

    // -- settings -----------------------------------------------------------------------------

    @Test
    void a_change_of_settings_changes_only_what_it_names() {
        hear(new Notice.SettingsChanged(null, false, null, NOON.plusSeconds(1)));
        assertThat(number().calling()).isTrue();
        assertThat(number().callbackPermission()).isFalse();
        assertThat(number().iconVisible()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"-1, true", "0, false", "1, false"})
    void older_news_never_replaces_newer(int seconds, boolean calling) {
        hear(new Notice.SettingsChanged(false, null, null, NOON.plusSeconds(seconds)));
        assertThat(number().calling()).isEqualTo(calling);
    }

    @Test
    void a_change_of_another_number_leaves_this_one_alone() {
        hear(
                new Heard(
                        "another",
                        wabaId,
                        new Notice.SettingsChanged(false, false, false, NOON.plusSeconds(1))));
        assertThat(number().calling()).isTrue();
    }

    // -- pauses -------------------------------------------------------------------------------

    @Test
    void a_restriction_pauses_the_number_it_names_until_its_end() {
        hear(restricted(NOON.plusSeconds(60), "918045678901", NOON));
        assertThat(number().pausedAt(NOON.plusSeconds(59))).isTrue();
        assertThat(number().pausedAt(NOON.plusSeconds(60))).isFalse();
    }

    @Test
    void a_restriction_without_an_end_lasts_a_week() {
        hear(restricted(null, "918045678901", NOON));
        assertThat(number().pausedUntil()).isEqualTo(NOON.plus(Duration.ofDays(7)));
    }

    @Test
    void a_restriction_that_names_no_number_pauses_the_account() {
        hear(restricted(NOON.plusSeconds(60), null, NOON));
        assertThat(number().pausedUntil()).isEqualTo(NOON.plusSeconds(60));
    }

    @Test
    void restrictions_of_others_and_of_other_things_pause_nothing() {
        hear(restricted(NOON.plusSeconds(60), "14155550134", NOON));
        hear(new Heard(null, "another", restricted(NOON.plusSeconds(60), null, NOON)));
        hear(new Notice.Restricted("RESTRICTED_USER_INITIATED_CALLING", false, null, null, NOON));
        assertThat(number().pausedUntil()).isNull();
    }

    @Test
    void an_account_that_is_left_open_is_found_by_the_number_it_names() {
        hear(new Heard(null, "0", restricted(NOON.plusSeconds(60), "918045678901", NOON)));
        assertThat(number().pausedUntil()).isEqualTo(NOON.plusSeconds(60));
    }

    @Test
    void a_reading_says_how_things_are() {
        hear(restricted(NOON.plus(Duration.ofDays(7)), null, NOON));
        in(() -> states.read(id, ALL_ON, NOON.plusSeconds(60)));
        assertThat(number().pausedUntil()).isNull();
        hear(restricted(NOON.plus(Duration.ofDays(7)), null, NOON));
        assertThat(number().pausedUntil()).as("told late").isNull();
        in(() ->
                states.read(
                        id,
                        new CallingSettings(
                                true,
                                true,
                                true,
                                true,
                                List.of(
                                        new Restriction("A", true, NOON.plusSeconds(90)),
                                        new Restriction("B", true, NOON.plusSeconds(95)),
                                        new Restriction("C", false, NOON.plusSeconds(99)))),
                        NOON.plusSeconds(61)));
        assertThat(number().pausedUntil()).isEqualTo(NOON.plusSeconds(95));
        assertThat(number().sip()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void news_in_any_order_and_repeated_gives_the_same_state(int seed) {
        var news =
                Arrays.<Notice>asList(
                        new Notice.SettingsChanged(false, null, null, NOON.plusSeconds(10)),
                        new Notice.SettingsChanged(true, false, null, NOON.plusSeconds(20)),
                        new Notice.SettingsChanged(null, true, false, NOON.plusSeconds(30)),
                        new Notice.SettingsChanged(null, false, null, NOON.plusSeconds(5)),
                        restricted(NOON.plusSeconds(500), null, NOON.plusSeconds(1)),
                        restricted(NOON.plusSeconds(300), null, NOON.plusSeconds(2)),
                        new Notice.Warned("FIRST", null, NOON.plusSeconds(1)),
                        new Notice.Warned("SECOND", null, NOON.plusSeconds(2)));
        Collections.shuffle(news, new Random(seed));
        news.forEach(this::hear);
        news.forEach(this::hear);
        var number = number();
        assertThat(number.calling()).isTrue();
        assertThat(number.callbackPermission()).isTrue();
        assertThat(number.iconVisible()).isFalse();
        assertThat(number.pausedUntil()).isEqualTo(NOON.plusSeconds(500));
        assertThat(number.warning()).isEqualTo("SECOND");
        assertThat(number.warnedAt()).isEqualTo(NOON.plusSeconds(2));
    }

    // -- refusals -----------------------------------------------------------------------------

    @Test
    void a_refusal_for_a_pause_is_believed_for_an_hour() {
        refuse(138014, NOON);
        assertThat(number().pausedUntil()).isEqualTo(NOON.plus(Duration.ofHours(1)));
    }

    @Test
    void a_refusal_never_shortens_a_pause_whose_end_is_known() {
        hear(restricted(NOON.plus(Duration.ofDays(7)), null, NOON));
        refuse(138014, NOON);
        assertThat(number().pausedUntil()).isEqualTo(NOON.plus(Duration.ofDays(7)));
    }

    @Test
    void a_refusal_because_calling_is_off_switches_it_off() {
        refuse(138000, NOON.plusSeconds(1));
        assertThat(number().calling()).isFalse();
        hear(new Notice.SettingsChanged(true, null, null, NOON.plusSeconds(2)));
        assertThat(number().calling()).isTrue();
    }

    @Test
    void a_refusal_for_the_country_is_believed_for_a_day() {
        refuse(138013, NOON);
        assertThat(number().barredAt(NOON.plus(Duration.ofHours(24)).minusSeconds(1))).isTrue();
        assertThat(number().barredAt(NOON.plus(Duration.ofHours(24)))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"130429, 60", "80007, 60", "131057, 120", "131048, 3600"})
    void a_refusal_for_haste_is_believed_for_a_while(int code, int seconds) {
        refuse(code, NOON);
        assertThat(number().rateLimitedAt(NOON.plusSeconds(seconds - 1))).isTrue();
        assertThat(number().rateLimitedAt(NOON.plusSeconds(seconds))).isFalse();
    }

    @Test
    void a_refused_token_is_noted_until_another_comes_or_it_works_again() {
        refuse(190, NOON);
        assertThat(number().tokenRefusedAt()).isEqualTo(NOON);
        connect(new AccessToken("second"));
        assertThat(number().tokenRefusedAt()).isNull();
        refuse(190, NOON);
        in(() -> states.read(id, ALL_ON, NOON.plusSeconds(60)));
        assertThat(number().tokenRefusedAt()).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {138006, 138017, 138009, 138012, 131047, 131056, 132001, 100, -500, 12345})
    void a_refusal_that_is_about_something_else_changes_nothing(int code) {
        var before = number();
        refuse(code, NOON.plusSeconds(1));
        assertThat(number()).isEqualTo(before);
    }

    @Test
    void a_missing_payment_is_noted_when_meta_complains() {
        hear(
                new Heard(
                        phoneNumberId,
                        wabaId,
                        new Notice.Complained(new MetaError(131044, "", null, null), NOON)));
        assertThat(number().paymentMissingAt()).isEqualTo(NOON);
    }

    // -- sounds -------------------------------------------------------------------------------

    @Test
    void the_first_sound_of_a_number_is_noted_once() {
        assertThat(number().heardAt()).isNull();
        hear(new Heard(phoneNumberId, wabaId, new Notice.Unknown("messages", "")));
        var first = number().heardAt();
        assertThat(first).isNotNull();
        hear(new Heard(phoneNumberId, wabaId, new Notice.Unknown("messages", "")));
        assertThat(number().heardAt()).isEqualTo(first);
    }

    @Test
    void a_sound_whose_transaction_failed_is_noted_the_next_time() {
        assertThatThrownBy(() ->
                        in(() -> {
                            ear.hear(
                                    List.of(
                                            new Heard(
                                                    phoneNumberId,
                                                    wabaId,
                                                    new Notice.Unknown("messages", ""))));
                            throw new IllegalStateException("the work failed");
                        }))
                .hasMessage("the work failed");
        assertThat(number().heardAt()).isNull();
        hear(new Heard(phoneNumberId, wabaId, new Notice.Unknown("messages", "")));
        assertThat(number().heardAt()).isNotNull();
    }

    // -----------------------------------------------------------------------------------------

    private static Notice.Restricted restricted(Instant until, String digits, Instant at) {
        return new Notice.Restricted(
                "RESTRICTED_BUSINESS_INITIATED_CALLING", true, until, digits, at);
    }

    private Id connect(AccessToken token) {
        return lotus.call(() ->
                transactions.execute(
                        _ -> numbers.connect(phoneNumberId, wabaId, TELEPHONE, token, NOON)));
    }

    private void hear(Notice notice) {
        hear(
                switch (notice) {
                    case Notice.SettingsChanged _ -> new Heard(phoneNumberId, wabaId, notice);
                    default -> new Heard(null, wabaId, notice);
                });
    }

    private void hear(Heard heard) {
        in(() -> ear.hear(List.of(heard)));
    }

    private void refuse(int code, Instant at) {
        in(() -> numbers.refused(id, new MetaError(code, "", null, null), at));
    }

    private BusinessNumber number() {
        return lotus.call(() -> numbers.find(id)).orElseThrow();
    }

    private void in(Runnable work) {
        lotus.run(() -> transactions.executeWithoutResult(_ -> work.run()));
    }
}
