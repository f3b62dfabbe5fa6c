package dev.assent.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.AssentTest;
import dev.assent.AtOnce;
import dev.assent.access.Audit;
import dev.assent.number.Connections.Outcome.Connected;
import dev.assent.number.Connections.Outcome.Hindered;
import dev.assent.number.Connections.Wanted;
import dev.assent.tenancy.Provisioning;
import dev.assent.tenancy.Tenant;
import dev.assent.tenancy.Tenants;
import dev.assent.whatsapp.AccessToken;
import dev.assent.whatsapp.FakeMeta;
import dev.assent.whatsapp.Routes;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.IntStream;

@AssentTest
class ConnectionsTest {

    @Autowired Provisioning provisioning;
    @Autowired Tenants tenants;
    @Autowired Numbers numbers;
    @Autowired NumberStates states;
    @Autowired Routes routes;
    @Autowired Audit audit;
    @Autowired JdbcClient jdbc;
    @Autowired TransactionTemplate transactions;
    @Autowired InstantSource time;

    private final String phoneNumberId = Businesses.metaId();
    private final String wabaId = Businesses.metaId();
    private final FakeMeta meta = new FakeMeta();

    /** How Meta answers, by what she is asked; whatever stands not here goes well. */
    private final Map<String, FakeMeta.Reply> unusual = new ConcurrentHashMap<>();

    private Connections connections;
    private Tenant lotus;

    @BeforeEach
    void metaIsWell() {
        lotus = business();
        meta.replies((exchange, asked) ->
                unusual.getOrDefault(edge(asked), wellDone(asked)).to(exchange, asked));
        connections =
                new Connections(
                        meta.graph(numbers), routes, numbers, states, audit, transactions, time);
    }

    @AfterEach
    void close() {
        meta.close();
    }

    @Test
    void who_hears_of_a_number_that_is_just_being_connected_waits_for_it() throws Exception {
        try (var others = Executors.newSingleThreadExecutor()) {
            var hearing =
                    inTransaction(() -> {
                        connectRow();
                        var waiting =
                                others.submit(() ->
                                        inTransaction(() -> numbers.all(Set.of(phoneNumberId))));
                        assertThatThrownBy(() -> waiting.get(300, TimeUnit.MILLISECONDS))
                                .isInstanceOf(TimeoutException.class);
                        return waiting;
                    });
            assertThat(hearing.get()).extracting("phoneNumberId").containsExactly(phoneNumberId);
        }
    }

    private void connectRow() {
        numbers.connect(
                phoneNumberId,
                wabaId,
                TelephoneNumber.read("+49 30 5678 9012").orElseThrow(),
                new AccessToken("token"),
                time.instant());
    }

    private <T> T inTransaction(Supplier<T> work) {
        return lotus.call(() -> transactions.execute(_ -> work.get()));
    }

    @Test
    void a_number_is_connected_after_everything_was_tried_out() {
        var outcome = connect(lotus);
        assertThat(outcome).isInstanceOf(Connected.class);
        var number = lotus.call(() -> numbers.findByPhoneNumberId(phoneNumberId)).orElseThrow();
        assertThat(outcome).isEqualTo(new Connected(number.id()));
        assertThat(number.e164()).isEqualTo("+918045678901");
        assertThat(number.country()).isEqualTo("IN");
        assertThat(number.verifiedName()).isEqualTo("Lotus Dental");
        assertThat(number.quality()).isEqualTo("GREEN");
        assertThat(number.calling()).isTrue();
        assertThat(number.callbackPermission()).isTrue();
        assertThat(routes.tenantsOf(List.of(phoneNumberId)))
                .containsEntry(phoneNumberId, lotus.id());
        assertThat(lotus.call(() -> numbers.ofNumber(phoneNumberId)).value()).isEqualTo("T0");
        assertThat(meta.asked())
                .extracting(ConnectionsTest::edge)
                .containsExactly("number", "phone_numbers", "subscribed_apps", "settings");
        assertThat(audited()).containsExactly("connected a number: +91 80 4567 8901");
    }

    @ParameterizedTest
    @CsvSource({
        "number, 401, 190, TOKEN_INVALID",
        "number, 401, 0, TOKEN_INVALID",
        "number, 403, 10, TOKEN_TOO_WEAK",
        "number, 403, 200, TOKEN_TOO_WEAK",
        "number, 400, 100, NUMBER_UNKNOWN",
        "number, 404, , NUMBER_UNKNOWN",
        "number, 401, , TOKEN_INVALID",
        "number, 400, 4, META_BUSY",
        "number, 400, 2, META_FAILED",
        "number, 500, 131000, META_FAILED",
        "number, 503, , META_FAILED",
        "phone_numbers, 400, 100, ACCOUNT_UNKNOWN",
        "phone_numbers, 403, 200, TOKEN_TOO_WEAK",
        "subscribed_apps, 400, 100, NOT_SUBSCRIBED",
        "subscribed_apps, 403, 200, TOKEN_TOO_WEAK",
        "settings, 400, 100, SETTINGS_CLOSED",
        "settings, 400, 133010, SETTINGS_CLOSED",
        "settings, 429, , META_BUSY",
    })
    void whatever_meta_refuses_is_told_and_nothing_is_stored(
            String question, int status, Integer code, Obstacle obstacle) {
        unusual.put(
                question,
                FakeMeta.status(
                        status,
                        code == null
                                ? ""
                                : "{\"error\": {\"code\": %d, \"message\": \"no\"}}"
                                        .formatted(code)));
        assertThat(hindered()).isEqualTo(obstacle);
        assertNothingStored();
    }

    @Test
    void an_account_given_as_number_is_no_number() {
        unusual.put("number", FakeMeta.status(200, "{\"id\": \"1\", \"name\": \"Lotus\"}"));
        assertThat(hindered()).isEqualTo(Obstacle.NUMBER_UNKNOWN);
    }

    @Test
    void another_number_than_the_one_asked_for_is_not_taken() {
        unusual.put(
                "number",
                FakeMeta.status(
                        200, "{\"id\": \"1\", \"display_phone_number\": \"+91 80 4567 8901\"}"));
        assertThat(hindered()).isEqualTo(Obstacle.NUMBER_UNKNOWN);
    }

    @Test
    void a_number_of_another_account_is_not_taken() {
        unusual.put("phone_numbers", FakeMeta.status(200, "{\"data\": []}"));
        assertThat(hindered()).isEqualTo(Obstacle.NOT_IN_ACCOUNT);
        assertNothingStored();
    }

    @Test
    void a_number_that_cannot_be_dialled_is_not_taken() {
        unusual.put(
                "number",
                FakeMeta.status(
                        200,
                        "{\"id\": \"%s\", \"display_phone_number\": \"+1 23\"}"
                                .formatted(phoneNumberId)));
        assertThat(hindered()).isEqualTo(Obstacle.NUMBER_UNREADABLE);
    }

    @Test
    void where_meta_is_away_it_says_so() {
        meta.close();
        assertThat(hindered()).isEqualTo(Obstacle.META_UNREACHABLE);
        assertNothingStored();
    }

    @Test
    void another_businesss_number_is_refused() {
        connect(lotus);
        var harbor = business();
        assertThat(connect(harbor)).isEqualTo(new Hindered(Obstacle.NUMBER_TAKEN, null));
        assertThat(harbor.call(() -> numbers.all())).isEmpty();
        assertThat(routes.tenantsOf(List.of(phoneNumberId)).get(phoneNumberId))
                .isEqualTo(lotus.id());
    }

    @Test
    void of_several_businesses_that_connect_one_number_at_once_exactly_one_wins() throws Exception {
        var rivals = IntStream.range(0, 4).mapToObj(_ -> business()).toList();
        List<Connections.Outcome> outcomes =
                AtOnce.all(rivals.size(), i -> () -> connect(rivals.get(i)));
        assertThat(outcomes).filteredOn(Connected.class::isInstance).hasSize(1);
        assertThat(outcomes)
                .filteredOn(Hindered.class::isInstance)
                .containsOnly(new Hindered(Obstacle.NUMBER_TAKEN, null));
        assertThat(rivals)
                .filteredOn(rival -> !rival.call(() -> numbers.connected()).isEmpty())
                .extracting(Tenant::id)
                .containsExactly(routes.tenantsOf(List.of(phoneNumberId)).get(phoneNumberId));
    }

    @Test
    void two_people_of_one_business_may_connect_the_same_number_at_once() throws Exception {
        List<Connections.Outcome> outcomes = AtOnce.all(2, _ -> () -> connect(lotus));
        assertThat(outcomes).hasOnlyElementsOfType(Connected.class);
        assertThat(lotus.call(() -> numbers.all())).hasSize(1);
    }

    @Test
    void a_disconnected_number_is_free_for_others() {
        connect(lotus);
        assertThat(disconnect(lotus, phoneNumberId)).isTrue();
        assertThat(lotus.call(() -> numbers.connected())).isEmpty();
        assertThat(audited())
                .containsExactly(
                        "connected a number: +91 80 4567 8901",
                        "disconnected a number: +91 80 4567 8901");
        assertThat(connect(business())).isInstanceOf(Connected.class);
        assertThat(connect(lotus)).isEqualTo(new Hindered(Obstacle.NUMBER_TAKEN, null));
    }

    @Test
    void meta_tells_us_no_more_of_an_account_whose_last_number_is_disconnected() {
        var other = Businesses.metaId();
        var harbor = business();
        connect(lotus);
        harbor.run(() -> routes.connect(other, wabaId, "493056789012"));
        assertThat(disconnect(lotus, phoneNumberId)).isTrue();
        assertThat(farewells()).isEmpty();
        harbor.run(() -> routes.disconnect(other));
        connect(lotus);
        assertThat(disconnect(lotus, phoneNumberId)).isTrue();
        assertThat(farewells())
                .singleElement()
                .satisfies(asked -> {
                    assertThat(asked.target()).isEqualTo(wabaId + "/subscribed_apps");
                    assertThat(asked.authorization()).isEqualTo("Bearer T0");
                });
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 500})
    void a_number_is_disconnected_even_if_meta_takes_no_note_of_it(int status) {
        connect(lotus);
        unusual.put("subscribed_apps", FakeMeta.status(status, ""));
        assertThat(disconnect(lotus, phoneNumberId)).isFalse();
        assertThat(lotus.call(() -> numbers.connected())).isEmpty();
        assertThat(routes.tenantsOf(List.of(phoneNumberId))).isEmpty();
    }

    @Test
    void a_number_whose_token_nobody_can_read_is_disconnected_as_well() {
        connect(lotus);
        lotus.run(() -> jdbc.sql("update business_number set token = 'unreadable'").update());
        assertThat(disconnect(lotus, phoneNumberId)).isFalse();
        assertThat(lotus.call(() -> numbers.connected())).isEmpty();
        assertThat(farewells()).isEmpty();
    }

    @Test
    void if_the_business_cannot_store_it_the_number_stays_free() {
        lotus.run(() -> jdbc.sql("rename table audit to audit_away").update());
        assertThatThrownBy(() -> connect(lotus)).isInstanceOf(RuntimeException.class);
        assertNothingStored();
        assertThat(connect(business())).isInstanceOf(Connected.class);
    }

    @Test
    void every_obstacle_has_its_sentence() {
        var sentences = ResourceBundle.getBundle("messages/number");
        assertThat(Arrays.stream(Obstacle.values()).map(Obstacle::key))
                .allMatch(sentences::containsKey);
    }

    private Connections.Outcome connect(Tenant tenant) {
        return tenant.call(() ->
                connections.connect(new Wanted(phoneNumberId, wabaId, new AccessToken("T0"))));
    }

    private boolean disconnect(Tenant tenant, String number) {
        return tenant.call(
                () -> connections.disconnect(numbers.findByPhoneNumberId(number).orElseThrow()));
    }

    private List<FakeMeta.Asked> farewells() {
        return meta.asked().stream().filter(asked -> asked.method().equals("DELETE")).toList();
    }

    private Obstacle hindered() {
        return ((Hindered) connect(lotus)).obstacle();
    }

    private void assertNothingStored() {
        assertThat(lotus.call(() -> numbers.all())).isEmpty();
        assertThat(routes.tenantsOf(List.of(phoneNumberId))).isEmpty();
    }

    private List<String> audited() {
        return lotus.call(() ->
                jdbc.sql("select concat(what, ': ', about) from audit order by id")
                        .query(String.class)
                        .list());
    }

    private FakeMeta.Reply wellDone(FakeMeta.Asked asked) {
        var number =
                """
                { "id": "%s", "display_phone_number": "+91 80 4567 8901", "verified_name": "Lotus Dental",
                  "quality_rating": "GREEN", "status": "CONNECTED" }
                """
                        .formatted(phoneNumberId);
        return FakeMeta.status(
                200,
                switch (edge(asked)) {
                    case "number" -> number;
                    case "phone_numbers" ->
                            "{\"data\": [{\"id\": \"1\", \"display_phone_number\": \"+1 415 555 0134\"}, %s]}"
                                    .formatted(number);
                    case "settings" ->
                            """
                            { "calling": { "status": "ENABLED", "callback_permission_status": "ENABLED" } }
                            """;
                    default -> "{\"success\": true}";
                });
    }

    private static String edge(FakeMeta.Asked asked) {
        var path = asked.target().replaceFirst("\\?.*", "").split("/");
        return path.length == 1 ? "number" : path[1];
    }

    private Tenant business() {
        return new Businesses(provisioning, tenants).fresh();
    }
}
