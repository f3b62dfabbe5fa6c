package dev.assent.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assent.AssentTest;
import dev.assent.contact.Contacts;
import dev.assent.number.Numbers;
import dev.assent.permission.Sheet;
import dev.assent.permission.Sheets;
import dev.assent.rules.Limit;
import dev.assent.rules.Standing;
import dev.assent.tenancy.Tenants;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.web.server.LocalServerPort;
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
