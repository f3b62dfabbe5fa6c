package dev.assent.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assent.AssentTest;
import dev.assent.access.People;
import dev.assent.contact.Contacts;
import dev.assent.number.Numbers;
import dev.assent.permission.Sheet;
import dev.assent.permission.Sheets;
import dev.assent.rules.Limit;
import dev.assent.rules.Standing;
import dev.assent.template.Templates;
import dev.assent.tenancy.Tenants;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.web.client.RestClient;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

@AssentTest
class DemoTest {

    @LocalServerPort int port;
    @Autowired ApplicationContext application;
    @Autowired Templates templates;
    @Autowired Demo demo;
    @Autowired Tenants tenants;
    @Autowired Numbers numbers;
    @Autowired Contacts contacts;
    @Autowired Sheets sheets;
    @Autowired InstantSource time;

    @BeforeEach
    void theDemoStands() {
        await().atMost(Duration.ofMinutes(1))
                .until(() -> demo.health().getStatus().equals(Status.UP));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lotus", "harbor"})
    void every_standing_is_there(String slug) {
        var standings = new HashSet<Class<? extends Standing>>();
        for (var life : Lives.of(business(slug), time.instant())) {
            standings.add(sheet(business(slug), life).position().standing().getClass());
        }
        assertThat(standings)
                .containsExactlyInAnyOrder(
                        Standing.NotRequested.class,
                        Standing.Pending.class,
                        Standing.Granted.class,
                        Standing.Declined.class,
                        Standing.Revoked.class,
                        Standing.Expired.class);
    }

    /** Two independent readings of the same story: theirs in the simulator, ours in the rules. */
    @ParameterizedTest
    @ValueSource(strings = {"lotus", "harbor", "maple"})
    void the_simulator_and_the_rules_agree_about_everybody(String slug) {
        var business = business(slug);
        for (var life : Lives.of(business, time.instant())) {
            var phone = phone(business, life);
            var ours = sheet(business, life).position();
            assertThat(phone.at("/permission/status").asString())
                    .as(life.name)
                    .isEqualTo(permission(ours.standing()));
            if (!life.hasUnknownRequest()) {
                assertThat(used(phone, "requests_in_24h", "requests_in_7d"))
                        .as(life.name)
                        .isEqualTo(ours.askLimits().stream().map(Limit::used).toList());
            }
            assertThat(used(phone, "calls_in_24h"))
                    .as(life.name)
                    .containsExactly(ours.callLimits().getFirst().used());
            assertThat(used(phone, "unanswered_in_a_row"))
                    .as(life.name)
                    .containsExactly(ours.unansweredRow().size());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lotus", "harbor", "maple"})
    void about_forty_people_of_several_countries_are_there(String slug) {
        var lives = Lives.of(business(slug), time.instant());
        assertThat(lives).hasSizeBetween(38, 44);
        assertThat(lives.stream().map(life -> life.phone.country()).distinct().count())
                .isGreaterThan(8);
        assertThat(lives).anyMatch(life -> life.name.length() > 22);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lotus", "harbor"})
    void some_of_them_write_in_other_scripts(String slug) {
        assertThat(Lives.of(business(slug), time.instant()))
                .anyMatch(life -> !life.name.matches("[\\p{IsLatin}\\p{IsCommon}]+"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lotus", "harbor", "maple"})
    void whoever_the_contract_names_gets_in_with_that_role(String slug) {
        for (var role : List.of("owner", "admin", "agent")) {
            var visitor = People.in(application).visitor();
            var mail = "%s@%s.example".formatted(role, slug);
            assertThat(visitor.signIn(mail, Businesses.PASSWORD).leadsTo()).as(mail).isEqualTo("/");
            assertThat(visitor.page("/contacts").status()).as(mail).isEqualTo(200);
            assertThat(visitor.page("/settings/api-keys").status())
                    .as(mail)
                    .isEqualTo(role.equals("agent") ? 404 : 200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lotus", "harbor", "maple"})
    void the_key_that_the_contract_names_opens_the_api_for_that_business_alone(String slug) {
        for (var business : Businesses.ALL) {
            var answer =
                    People.in(application)
                            .visitor()
                            .get(
                                    "/api/v1/call-permissions?contact=919812345678&number="
                                            + business.numberId(),
                                    "Authorization",
                                    "Bearer demo-%s-key".formatted(slug));
            assertThat(answer.status()).isEqualTo(business.slug().equals(slug) ? 200 : 404);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lotus", "harbor", "maple"})
    void each_number_can_send_the_template_that_the_contract_names(String slug) {
        var business = business(slug);
        var known =
                tenants.findBySlug(slug)
                        .orElseThrow()
                        .call(() -> templates.named(business.wabaId(), "may_we_call"));
        assertThat(known)
                .singleElement()
                .satisfies(template -> {
                    assertThat(template.approved()).isTrue();
                    assertThat(template.language()).isEqualTo("en");
                    assertThat(template.variables()).containsExactly("first_name");
                });
    }

    @Test
    void maple_may_neither_ask_nor_call() {
        for (var life : Lives.of(Businesses.MAPLE, time.instant())) {
            var sheet = sheet(Businesses.MAPLE, life);
            assertThat(sheet.mayAsk().allowed()).as(life.name).isFalse();
            assertThat(sheet.mayCall().allowed()).as(life.name).isFalse();
        }
    }

    private static Business business(String slug) {
        return Businesses.ALL.stream()
                .filter(business -> business.slug().equals(slug))
                .findFirst()
                .orElseThrow();
    }

    private Sheet sheet(Business business, Life life) {
        return tenants.findBySlug(business.slug())
                .orElseThrow()
                .call(() ->
                        sheets.of(
                                numbers.findByPhoneNumberId(business.numberId()).orElseThrow(),
                                contacts.findByPhone(life.phone).orElseThrow()));
    }

    private JsonNode phone(Business business, Life life) {
        return RestClient.create("http://127.0.0.1:" + port)
                .get()
                .uri(
                        "/simulator/phones/{number}/{person}/state",
                        business.numberId(),
                        life.phone.digits())
                .retrieve()
                .body(JsonNode.class);
    }

    private static List<Integer> used(JsonNode phone, String... limits) {
        return Arrays.stream(limits).map(limit -> phone.at("/limits/" + limit).asInt()).toList();
    }

    private static String permission(Standing standing) {
        return switch (standing) {
            case Standing.Granted granted -> granted.permanent() ? "always" : "temporary";
            default -> "none";
        };
    }
}
