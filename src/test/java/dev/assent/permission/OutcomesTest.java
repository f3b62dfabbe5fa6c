package dev.assent.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assent.contact.Contact;
import dev.assent.contact.Contacts;
import dev.assent.rules.Happening;
import dev.assent.rules.Limit;
import dev.assent.rules.RequestLife.Status;
import dev.assent.rules.Standing;
import dev.assent.rules.Verdict;
import dev.assent.tenancy.Persistent;
import dev.assent.whatsapp.Credentials;
import dev.assent.whatsapp.FakeMeta;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Each ending of asking leaves the right row, and holds no place in a limit that it did not use.
 */
@PermissionTest
class OutcomesTest {

    @Autowired ApplicationContext application;
    @Autowired HandMovedTime time;
    @Autowired Moods moods;

    private Scene lotus;
    private Contact contact;

    @BeforeEach
    void somebody_wrote() {
        moods.calm();
        lotus = Scene.lotus(application);
        contact = lotus.writer();
    }

    @AfterEach
    void calm() {
        moods.calm();
    }

    @Test
    void sent() {
        var asked = (Asked.Sent) lotus.ask(contact);
        assertThat(asked.request().status()).isEqualTo(Status.SENT);
        assertThat(asked.request().messageId()).startsWith("wamid.");
        assertThat(asked.request().body()).isEqualTo("May we call you?");
        assertThat(asked.request().askedBy()).isEqualTo("Asha");
        assertThat(asked.request().moment()).isEqualTo(time.instant());
        assertThat(used()).containsExactly(1, 1);
        assertThat(standing()).isInstanceOf(Standing.Pending.class);
    }

    @Test
    void forbidden_by_the_rules_leaves_no_row_and_names_the_time() {
        lotus.ask(contact);
        time.advance(Duration.ofHours(2));
        var asked = (Asked.Forbidden) lotus.ask(contact);
        assertThat(asked.reasons())
                .singleElement()
                .satisfies(reason -> {
                    assertThat(reason.code()).isEqualTo(Verdict.Code.REQUEST_LIMIT_24H);
                    assertThat(reason.clearsAt())
                            .isEqualTo(time.instant().plus(Duration.ofHours(22)));
                });
        assertThat(lotus.requests(contact)).hasSize(1);
        assertThat(used()).containsExactly(1, 1);
        time.advance(Duration.ofHours(22));
        var second = lotus.writer();
        assertThat(lotus.ask(second)).isInstanceOf(Asked.Sent.class);
    }

    @Test
    void in_ones_own_words_only_as_long_as_the_window_is_open() {
        var wrote = time.instant();
        time.moveTo(wrote.plus(Duration.ofHours(24)));
        assertThat(lotus.ask(contact))
                .isInstanceOfSatisfying(
                        Asked.Forbidden.class,
                        forbidden ->
                                assertThat(forbidden.reasons())
                                        .extracting(Verdict.Reason::code)
                                        .containsExactly(Verdict.Code.WINDOW_CLOSED));
        assertThat(lotus.requests(contact)).isEmpty();
        var other = lotus.writer();
        time.advance(Duration.ofHours(24).minusSeconds(1));
        assertThat(lotus.ask(other)).isInstanceOf(Asked.Sent.class);
    }

    @Test
    void refused_by_meta_keeps_her_words_and_no_place_in_the_limits() {
        moods.fail("ERROR", 131_049, "messages", 1, false);
        var asked = (Asked.Refused) lotus.ask(contact);
        assertThat(asked.request().status()).isEqualTo(Status.FAILED);
        assertThat(asked.request().errorCode()).isEqualTo(131_049);
        assertThat(asked.request().error()).isNotBlank();
        assertThat(used()).containsExactly(0, 0);
        assertThat(standing()).isEqualTo(new Standing.NotRequested());
        assertThat(lotus.ask(contact)).isInstanceOf(Asked.Sent.class);
        await().untilAsserted(() ->
                assertThat(lotus.requests(contact))
                        .extracting(Request::status)
                        .containsExactlyInAnyOrder(Status.DELIVERED, Status.FAILED));
    }

    @Test
    void not_on_whatsapp_is_learned_and_holds_back_the_next_try() {
        Scene.simulator(application)
                .post()
                .uri("/simulator/phones/" + contact.phone().digits())
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("on_whatsapp", false))
                .retrieve()
                .toBodilessEntity();
        lotus.ask(contact);
        await().until(() -> lotus.requests(contact).getFirst().status() == Status.FAILED);
        await().until(() -> lotus.requests(contact).getFirst().errorCode() != null);
        assertThat(lotus.requests(contact).getFirst().errorCode()).isEqualTo(131_026);
        assertThat(used()).containsExactly(0, 0);
        assertThat(found().notOnWhatsappSince()).isEqualTo(time.instant());
        assertThat(lotus.ask(found()))
                .isInstanceOfSatisfying(
                        Asked.Forbidden.class,
                        forbidden ->
                                assertThat(forbidden.reasons())
                                        .extracting(Verdict.Reason::code)
                                        .containsExactly(Verdict.Code.NOT_ON_WHATSAPP));
        assertThat(lotus.requests(contact)).hasSize(1);
    }

    @Test
    void without_a_connection_nothing_was_sent() {
        var asked = lotus.tenant.call(() -> withoutMeta().ask(ask()));
        assertThat(asked)
                .isInstanceOfSatisfying(
                        Asked.NotConnected.class,
                        answer -> assertThat(answer.request().status()).isEqualTo(Status.FAILED));
        assertThat(used()).containsExactly(0, 0);
        assertThat(lotus.ask(contact)).isInstanceOf(Asked.Sent.class);
    }

    @Test
    void a_person_of_a_barred_number_is_not_asked() {
        var maple = Scene.maple(application);
        var somebody = maple.writer();
        assertThat(maple.ask(somebody))
                .isInstanceOfSatisfying(
                        Asked.Forbidden.class,
                        forbidden ->
                                assertThat(forbidden.reasons())
                                        .extracting(Verdict.Reason::code)
                                        .containsExactly(Verdict.Code.COUNTRY_RESTRICTED));
        assertThat(maple.requests(somebody)).isEmpty();
    }

    /** Her refusal tells what we did not know, even before we can read her counters. */
    @ParameterizedTest
    @CsvSource({
        "138017, ASK, PERMANENT_GRANT",
        "138009, ASK, REQUEST_LIMIT_7D",
        "138006, CALL, NO_PERMISSION",
        "138012, CALL, CALL_LIMIT_24H"
    })
    void what_a_refusal_tells_holds_at_once(int code, String what, Verdict.Code reason) {
        grant();
        moods.fail("ERROR", code, "", 2, false);
        assertThat(lotus.ask(contact)).isInstanceOf(Asked.Refused.class);
        var sheet = lotus.sheet(contact);
        var verdict = what.equals("ASK") ? sheet.mayAsk() : sheet.mayCall();
        assertThat(((Verdict.Refused) verdict).reasons())
                .extracting(Verdict.Reason::code)
                .contains(reason);
        assertThat(lotus.requests(contact).getFirst())
                .extracting(Request::status, Request::errorCode)
                .containsExactly(Status.FAILED, code);
    }

    @Test
    void a_permanent_grant_that_meta_names_is_one() {
        moods.fail("ERROR", 138_017, "", 2, false);
        lotus.ask(contact);
        assertThat(standing())
                .isEqualTo(new Standing.Granted(time.instant(), null, Standing.Source.READING));
    }

    @Test
    void a_grant_that_meta_denies_is_over() {
        grant();
        time.advance(Duration.ofMinutes(1));
        moods.fail("ERROR", 138_006, "", 2, false);
        lotus.ask(contact);
        assertThat(standing()).isEqualTo(new Standing.Revoked(time.instant(), Standing.By.UNKNOWN));
    }

    /** The simulator's own count is the truth that the reading brings back. */
    @ParameterizedTest
    @CsvSource({"138006", "138009", "138012", "138017"})
    void after_such_a_refusal_her_counters_are_read_by_themselves(int code) {
        grant();
        moods.fail("ERROR", code, "messages", 1, false);
        time.advance(Duration.ofMinutes(1));
        lotus.ask(contact);
        await().until(() -> ledger().stream().anyMatch(Happening.Reading.class::isInstance));
        var sheet = lotus.sheet(contact);
        assertThat(standing())
                .isInstanceOfSatisfying(
                        Standing.Granted.class, granted -> assertThat(granted.until()).isNotNull());
        assertThat(sheet.mayCall().allowed()).isTrue();
    }

    @Test
    void a_refusal_that_tells_nothing_of_the_person_reads_nothing() {
        moods.fail("ERROR", 131_049, "messages", 1, false);
        lotus.ask(contact);
        lotus.ask(contact);
        await().until(() -> lotus.requests(contact).getFirst().status() == Status.DELIVERED);
        assertThat(ledger()).noneMatch(Happening.Reading.class::isInstance);
    }

    private void grant() {
        assertThat(lotus.ask(contact)).isInstanceOf(Asked.Sent.class);
        lotus.phone(contact, "reply", Map.of("choice", "allow"));
        await().until(() -> standing() instanceof Standing.Granted);
        time.advance(Duration.ofDays(1));
        lotus.phone(contact, "message", Map.of("text", "Hello again"));
        await().until(() -> {
            var open = lotus.sheet(contact).position().windowOpenUntil();
            return open != null && open.isAfter(time.instant());
        });
    }

    private Asking withoutMeta() {
        var nobody = new FakeMeta();
        var graph = nobody.graph(application.getBean(Credentials.class));
        nobody.close();
        return new Asking(
                application.getBean(Books.class),
                application.getBean(Requests.class),
                application.getBean(Rulebook.class),
                application.getBean(Lessons.class),
                graph,
                application.getBean(Readings.class),
                application.getBean(Persistent.class),
                time);
    }

    private Ask ask() {
        return new Ask(lotus.number, contact, new Ask.FreeForm("May we call you?"), "Asha");
    }

    private List<Integer> used() {
        return lotus.sheet(contact).position().askLimits().stream().map(Limit::used).toList();
    }

    private List<Happening> ledger() {
        return lotus.in(() ->
                application
                        .getBean(Ledger.class)
                        .read(
                                application
                                        .getBean(Pairs.class)
                                        .find(new Pair.Key(lotus.number.id(), contact.id()))
                                        .orElseThrow()
                                        .id()));
    }

    private Contact found() {
        return lotus.in(() -> application.getBean(Contacts.class).find(contact.id()).orElseThrow());
    }

    private Standing standing() {
        return lotus.sheet(contact).position().standing();
    }
}
