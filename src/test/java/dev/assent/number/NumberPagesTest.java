package dev.assent.number;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.AssentTest;
import dev.assent.access.People;
import dev.assent.access.Role;
import dev.assent.access.Visitor;
import dev.assent.tenancy.Tenant;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.client.RestClient;

import tools.jackson.databind.JsonNode;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The pages, against the application's own simulator in Meta's place. */
@AssentTest
class NumberPagesTest {

    @Autowired ApplicationContext application;
    @Autowired Environment environment;
    @Autowired Numbers numbers;
    @Autowired JdbcClient jdbc;

    private People people;
    private Tenant lotus;
    private Visitor owner;

    @BeforeEach
    void ownerAtWork() {
        people = People.in(application);
        lotus = people.business("Lotus Dental");
        owner = people.hire(Role.OWNER, lotus).signIn().browser();
        owner.page("/settings/numbers");
    }

    @Test
    void a_number_whose_country_may_not_call_is_shown_as_barred_though_calling_is_on() {
        owner.post(
                "/settings/numbers",
                form(
                        simulator(
                                "/simulator/numbers",
                                Map.of("business", "Maple Realty", "country", "US"))));
        assertThat(number().calling()).isTrue();
        for (var path : List.of("/settings/numbers", "/settings/numbers/" + number().id())) {
            assertThat(owner.page(path).body())
                    .as(path)
                    .contains("Country barred")
                    .doesNotContain("Calling on");
        }
        assertThat(owner.fragment("/calling/number").body()).contains("country barred");
    }

    // -- connecting -------------------------------------------------------------------------------

    @Test
    void a_business_without_a_number_is_shown_the_first_step() {
        assertThat(owner.page("/settings/numbers").body())
                .contains("No number yet", "Connect a number", "Get a simulated number");
        assertThat(owner.page("/settings/calling").body()).contains("No number to set up");
        for (var page : List.of("/messages", "/calling", "/calling/ready", "/calling/requests")) {
            assertThat(owner.page(page).body())
                    .contains("Connect your number first", "Go to Numbers")
                    .doesNotContain("ask-somebody", "Choose a conversation");
        }
        assertThat(owner.fragment("/calling/number").body()).contains("No number yet");
    }

    @Test
    void one_click_gives_a_simulated_number_that_works_at_once() {
        var answer = owner.post("/settings/numbers/simulated", Map.of());
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.leadsTo()).isEqualTo("/settings/numbers/" + number().id());
        assertThat(number().country()).isEqualTo("DE");
        assertThat(number().calling()).isTrue();
        assertThat(owner.page(answer.leadsTo()).body())
                .contains(number().international(), "Calling on", number().phoneNumberId());
        assertThat(owner.fragment("/calling/number").body())
                .contains(number().international(), "calling on", "Lotus Dental");
        assertThat(owner.fragment(answer.leadsTo()).body())
                .contains("Calling on")
                .doesNotContain("<html", "Access token");
        assertThat(owner.fragment(answer.leadsTo() + "/row").body())
                .contains(number().international(), "Calling on")
                .doesNotContain("<html");
    }

    @Test
    void a_number_is_connected_by_what_is_copied_from_meta() {
        var meta = simulated();
        var answer = owner.post("/settings/numbers", form(meta));
        assertThat(answer.status()).isEqualTo(302);
        assertThat(number().phoneNumberId()).isEqualTo(meta.path("phone_number_id").asString());
        assertThat(audited())
                .containsExactly(
                        "connected a number: " + meta.path("display_phone_number").asString());
    }

    @Test
    void spaces_around_what_was_copied_do_no_harm() {
        var form = new HashMap<>(form(simulated()));
        form.replaceAll((_, value) -> "  " + value + "\n");
        assertThat(owner.post("/settings/numbers", form).status()).isEqualTo(302);
    }

    @Test
    void what_was_copied_wrongly_is_told_kindly_and_nothing_is_stored() {
        var right = form(simulated());
        assertThat(
                        List.of(
                                new Wrong("phoneNumberId", "", "Copy the phone number ID"),
                                new Wrong(
                                        "phoneNumberId",
                                        "+91 80 4567 8901",
                                        "It is not the telephone number itself"),
                                new Wrong("phoneNumberId", "../1", "consists of digits only"),
                                new Wrong(
                                        "phoneNumberId",
                                        "999999999",
                                        "does not show this token a number with this ID"),
                                new Wrong("wabaId", "", "Copy the WhatsApp Business account ID"),
                                new Wrong("wabaId", "x", "consists of digits only"),
                                new Wrong(
                                        "wabaId",
                                        "999999999",
                                        "does not show this token an account with this ID"),
                                new Wrong("token", "", "Paste the access token"),
                                new Wrong("token", "two words", "one long word"),
                                new Wrong("token", "ключ", "one long word"),
                                new Wrong("token", "wrong", "does not take this access token")))
                .allSatisfy(wrong -> {
                    var form = new HashMap<>(right);
                    form.put(wrong.field(), wrong.value());
                    var answer = owner.post("/settings/numbers", form);
                    assertThat(answer.status()).isEqualTo(422);
                    assertThat(answer.body()).contains(wrong.sentence());
                    assertThat(lotus.call(() -> numbers.all())).isEmpty();
                });
    }

    private record Wrong(String field, String value, String sentence) {}

    @Test
    void the_token_is_never_shown_again() {
        var meta = simulated();
        var token = meta.path("access_token").asString();
        var wrong = new HashMap<>(form(meta));
        wrong.put("wabaId", "999999999");
        assertThat(owner.post("/settings/numbers", wrong).body()).doesNotContain(token);
        var right = owner.post("/settings/numbers", form(meta));
        assertThat(owner.page(right.leadsTo()).body()).doesNotContain(token);
        assertThat(owner.page("/settings/numbers").body()).doesNotContain(token);
    }

    @Test
    void another_businesss_number_is_refused_without_telling_whose() {
        var meta = simulated();
        owner.post("/settings/numbers", form(meta));
        var harbor = people.hire(Role.OWNER, people.business("Harbor Bikes")).signIn().browser();
        harbor.page("/settings/numbers/new");
        var answer = harbor.post("/settings/numbers", form(meta));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body())
                .contains("already connected to another business")
                .doesNotContain("Lotus");
    }

    @Test
    void metas_own_words_are_shown_as_text() {
        var form = new HashMap<>(form(simulated()));
        form.put("token", "wrong");
        assertThat(owner.post("/settings/numbers", form).body())
                .contains("Meta’s own words", "(190)");
    }

    // -- one number -------------------------------------------------------------------------------

    @Test
    void what_a_number_needs_is_named() {
        connect();
        var id = number().id();
        assertThat(owner.fragment("/settings/numbers/%s/needs".formatted(id)).body())
                .contains("Access token", "Subscription", "Webhooks", "Callback permission")
                .contains("Nothing has arrived from Meta for this number yet")
                .contains("Meta takes it.");
    }

    @Test
    void calling_switched_off_is_named() {
        connect();
        change(false, false, true);
        assertThat(owner.fragment("/settings/numbers/%s/needs".formatted(number().id())).body())
                .contains("Switched off, so nobody can be called or asked");
    }

    @Test
    void a_token_that_was_withdrawn_is_named_and_can_be_replaced() {
        var meta = connect();
        lotus.run(() ->
                jdbc.sql("update business_number set token_refused_at = '2026-01-01'").update());
        assertThat(owner.page("/settings/numbers").body()).contains("Needs a new token");
        var path = "/settings/numbers/%s/token".formatted(number().id());
        var refused = owner.post(path, Map.of("token", "wrong"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("does not take this access token");
        assertThat(lotus.call(() -> numbers.ofNumber(number().phoneNumberId())).value())
                .isEqualTo(meta.path("access_token").asString());
        assertThat(owner.post(path, Map.of("token", meta.path("access_token").asString())).status())
                .isEqualTo(302);
        assertThat(number().tokenRefusedAt()).isNull();
    }

    @Test
    void a_disconnected_number_of_which_meta_took_note_is_told_of_no_more() {
        var meta = connect();
        assertThat(subscriptions(meta)).hasSize(1);
        owner.post("/settings/numbers/%s/disconnection".formatted(number().id()), Map.of());
        assertThat(owner.page("/settings/numbers").body())
                .contains("is disconnected.")
                .doesNotContain("did not take note");
        assertThat(subscriptions(meta)).isEmpty();
        owner.post(
                "/settings/numbers/%s/token".formatted(number().id()),
                Map.of("token", meta.path("access_token").asString()));
        assertThat(subscriptions(meta)).hasSize(1);
    }

    @Test
    void a_number_is_disconnected_although_meta_takes_no_note_and_the_person_is_told() {
        var meta = connect();
        lotus.run(() -> jdbc.sql("update business_number set token = 'unreadable'").update());
        owner.post("/settings/numbers/%s/disconnection".formatted(number().id()), Map.of());
        assertThat(owner.page("/settings/numbers").body())
                .contains("is disconnected. WhatsApp did not take note of it");
        assertThat(number().connected()).isFalse();
        assertThat(subscriptions(meta)).hasSize(1);
    }

    private JsonNode subscriptions(JsonNode meta) {
        return RestClient.create()
                .get()
                .uri(
                        "http://127.0.0.1:%s/simulator/graph/v26.0/%s/subscribed_apps"
                                .formatted(
                                        environment.getProperty("local.server.port"),
                                        meta.path("waba_id").asString()))
                .header("Authorization", "Bearer " + meta.path("access_token").asString())
                .retrieve()
                .body(JsonNode.class)
                .path("data");
    }

    @Test
    void a_disconnected_number_is_shown_as_such_and_can_be_connected_again() {
        var meta = connect();
        var path = "/settings/numbers/" + number().id();
        assertThat(owner.page(path).body()).contains("id=\"disconnect\"");
        assertThat(owner.post(path + "/disconnection", Map.of()).status()).isEqualTo(302);
        assertThat(owner.page("/settings/numbers").body()).contains("Disconnected");
        assertThat(owner.page(path).body())
                .contains("This number is disconnected")
                .doesNotContain("id=\"disconnect\"");
        assertThat(owner.fragment(path + "/needs").status()).isEqualTo(404);
        assertThat(owner.post(path + "/disconnection", Map.of()).status()).isEqualTo(404);
        assertThat(owner.fragment("/calling/number").body()).contains("No number yet");
        owner.post(path + "/token", Map.of("token", meta.path("access_token").asString()));
        assertThat(number().connected()).isTrue();
    }

    // -- calling ----------------------------------------------------------------------------------

    @Test
    void calling_settings_are_changed_at_meta_first_and_then_here() {
        connect();
        assertThat(change(true, true, false).leadsTo()).isEqualTo("/settings/calling");
        assertThat(number().callbackPermission()).isTrue();
        assertThat(number().iconVisible()).isFalse();
        assertThat(live())
                .contains("Callback permission", "Hidden", "On")
                .doesNotContain("otherwise here");
        assertThat(audited().getLast())
                .isEqualTo(
                        "changed calling settings: %s: callback permission on, call icon hidden"
                                .formatted(number().international()));
    }

    @Test
    void nothing_is_asked_of_meta_where_nothing_is_different() {
        connect();
        var before = audited();
        assertThat(change(true, false, true).status()).isEqualTo(302);
        assertThat(audited()).isEqualTo(before);
    }

    @Test
    void what_was_changed_elsewhere_is_seen_and_taken_over() {
        connect();
        lotus.run(() ->
                jdbc.sql("update business_number set calling = 0, calling_at = '2020-01-01'")
                        .update());
        assertThat(live()).contains("otherwise here until now", "It was changed elsewhere");
        assertThat(number().calling()).isTrue();
        assertThat(live()).doesNotContain("otherwise here");
    }

    @Test
    void a_change_that_meta_refuses_is_told_kindly_and_not_stored() {
        connect();
        fail(Map.of("kind", "ERROR", "code", 138015));
        var answer = change(false, false, true);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("does not allow calling on this number yet");
        assertThat(number().calling()).isTrue();
    }

    @Test
    void a_change_that_meta_does_not_confirm_is_not_stored() {
        connect();
        fail(Map.of("kind", "SERVER_ERROR"));
        var answer = change(false, false, true);
        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.body()).contains("Meta did not confirm");
        assertThat(number().calling()).isTrue();
    }

    @Test
    void where_meta_cannot_be_asked_it_says_so() {
        connect();
        fail(Map.of("kind", "SERVER_ERROR"));
        assertThat(live()).contains("Meta did not answer just now");
        fail(Map.of("kind", "SERVER_ERROR"));
        assertThat(owner.fragment("/settings/numbers/%s/needs".formatted(number().id())).body())
                .contains("We could not ask Meta just now");
    }

    // -- the number at the foot of the navigation
    // -----------------------------------------------------

    @Test
    void each_person_chooses_the_number_they_work_with() {
        connect();
        connect();
        var all = lotus.call(() -> numbers.connected());
        var agent = people.hire(Role.AGENT, lotus).signIn().browser();
        agent.page("/login");
        assertThat(chosen(agent)).isEqualTo(all.getFirst().international());
        var answer =
                agent.post(
                        "/calling/number",
                        Map.of("id", all.getLast().id().toString()),
                        "HX-Request",
                        "true");
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("HX-Refresh")).isEqualTo("true");
        assertThat(chosen(agent)).isEqualTo(all.getLast().international());
        assertThat(chosen(owner)).isEqualTo(all.getFirst().international());
    }

    @Test
    void another_businesss_number_cannot_be_chosen() {
        connect();
        var harbor = people.hire(Role.OWNER, people.business("Harbor Bikes")).signIn().browser();
        harbor.page("/settings/numbers");
        assertThat(harbor.post("/calling/number", Map.of("id", number().id().toString())).status())
                .isEqualTo(404);
    }

    // -- own app ----------------------------------------------------------------------------------

    @Test
    void a_business_may_bring_its_own_meta_app() {
        assertThat(owner.page("/settings/numbers/app").body())
                .contains("/webhooks/whatsapp\"", "Bring your own Meta app")
                .doesNotContain("id=\"remove-app\"");
        var answer =
                owner.post(
                        "/settings/numbers/app",
                        Map.of("appSecret", "my-app-secret", "verifyToken", "my-verify-token"));
        assertThat(answer.status()).isEqualTo(302);
        var page = owner.page("/settings/numbers/app").body();
        assertThat(page)
                .contains("id=\"remove-app\"")
                .containsPattern("/webhooks/whatsapp/[A-Za-z0-9_-]{32}\"")
                .doesNotContain("my-app-secret", "my-verify-token");
        assertThat(owner.post("/settings/numbers/app/removal", Map.of()).status()).isEqualTo(302);
        assertThat(owner.page("/settings/numbers/app").body()).contains("/webhooks/whatsapp\"");
        assertThat(audited())
                .containsExactly(
                        "set the secrets of the own Meta app: ", "removed the own Meta app: ");
    }

    @Test
    void an_own_app_needs_both_secrets() {
        var answer =
                owner.post("/settings/numbers/app", Map.of("appSecret", " ", "verifyToken", ""));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("Copy the app secret", "Think of a word");
    }

    // -- rights -----------------------------------------------------------------------------------

    @Test
    void only_administrators_get_here() {
        var agent = people.hire(Role.AGENT, lotus).signIn().browser();
        var admin = people.hire(Role.ADMIN, lotus).signIn().browser();
        var stranger = people.visitor();
        assertThat(
                        List.of(
                                "/settings/numbers",
                                "/settings/numbers/new",
                                "/settings/numbers/app",
                                "/settings/calling"))
                .allSatisfy(path -> {
                    assertThat(agent.page(path).status()).isEqualTo(404);
                    assertThat(stranger.page(path).leadsTo()).contains("/login");
                    assertThat(admin.page(path).status()).isEqualTo(200);
                });
    }

    @Test
    void agents_change_nothing() {
        connect();
        var agent = people.hire(Role.AGENT, lotus).signIn().browser();
        agent.page("/contacts");
        var path = "/settings/numbers/" + number().id();
        assertThat(agent.post(path + "/disconnection", Map.of()).status()).isEqualTo(404);
        assertThat(agent.post("/settings/numbers/simulated", Map.of()).status()).isEqualTo(404);
        assertThat(number().connected()).isTrue();
    }

    @Test
    void another_businesss_number_is_not_there() {
        connect();
        var harbor = people.hire(Role.OWNER, people.business("Harbor Bikes")).signIn().browser();
        harbor.page("/settings/numbers");
        var path = "/settings/numbers/" + number().id();
        var calling = "/settings/calling/" + number().id();
        assertThat(harbor.page(path).status()).isEqualTo(404);
        assertThat(harbor.fragment(path).status()).isEqualTo(404);
        assertThat(harbor.fragment(path + "/row").status()).isEqualTo(404);
        assertThat(harbor.fragment(path + "/needs").status()).isEqualTo(404);
        assertThat(harbor.fragment(calling + "/live").status()).isEqualTo(404);
        assertThat(harbor.post(path + "/disconnection", Map.of()).status()).isEqualTo(404);
        assertThat(harbor.post(path + "/token", Map.of("token", "x")).status()).isEqualTo(404);
        assertThat(harbor.post(calling, Map.of()).status()).isEqualTo(404);
        assertThat(number().connected()).isTrue();
        assertThat(number().calling()).isTrue();
    }

    @Test
    void an_identity_that_leads_nowhere_is_not_found() {
        assertThat(List.of("nonsense", "0000000000000", "1"))
                .allSatisfy(id ->
                        assertThat(owner.page("/settings/numbers/" + id).status()).isEqualTo(404));
    }

    // ---------------------------------------------------------------------------------------------

    private Visitor.Answer change(boolean calling, boolean callback, boolean icon) {
        var form = new HashMap<String, String>();
        if (calling) {
            form.put("calling", "on");
        }
        if (callback) {
            form.put("callbackPermission", "on");
        }
        if (icon) {
            form.put("iconVisible", "on");
        }
        return owner.post("/settings/calling/" + number().id(), form);
    }

    private String live() {
        return owner.fragment("/settings/calling/%s/live".formatted(number().id())).body();
    }

    private String chosen(Visitor visitor) {
        var slot = visitor.fragment("/calling/number").body();
        return lotus.call(() -> numbers.connected()).stream()
                .map(BusinessNumber::international)
                .filter(number -> slot.contains("Number " + number + ", change"))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode connect() {
        var meta = simulated();
        var answer = owner.post("/settings/numbers", form(meta));
        assertThat(answer.status()).as(answer.body()).isEqualTo(302);
        return meta;
    }

    private static Map<String, String> form(JsonNode meta) {
        return Map.of(
                "phoneNumberId", meta.path("phone_number_id").asString(),
                "wabaId", meta.path("waba_id").asString(),
                "token", meta.path("access_token").asString());
    }

    /** A number at the simulator that nobody has connected yet. */
    private JsonNode simulated() {
        return simulator("/simulator/numbers", Map.of("business", "Lotus Dental", "country", "IN"));
    }

    private JsonNode simulator(String path, Map<String, ?> body) {
        return RestClient.create()
                .post()
                .uri("http://127.0.0.1:" + environment.getProperty("local.server.port") + path)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .retrieve()
                .body(JsonNode.class);
    }

    /** The next question about settings goes wrong. */
    private void fail(Map<String, ?> how) {
        var failure = new HashMap<String, Object>(how);
        failure.put("edge", "settings");
        failure.put("times", 1);
        RestClient.builder()
                .requestFactory(new JdkClientHttpRequestFactory())
                .build()
                .patch()
                .uri(
                        "http://127.0.0.1:%s/simulator/settings.json"
                                .formatted(environment.getProperty("local.server.port")))
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("failure", failure))
                .retrieve()
                .toBodilessEntity();
    }

    private BusinessNumber number() {
        return lotus.call(() -> numbers.all()).getFirst();
    }

    private List<String> audited() {
        return lotus.call(() ->
                jdbc
                        .sql("select concat(what, ': ', about) from audit order by id")
                        .query(String.class)
                        .list()
                        .stream()
                        .filter(note -> !note.startsWith("signed in"))
                        .toList());
    }
}
