package dev.assent.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import tools.jackson.databind.JsonNode;

import java.time.ZoneOffset;

/** Settings, fields and lists of numbers, as Meta keeps them. */
@SimulatorTest
class CallingSettingsTest {

    @LocalServerPort int port;
    @Autowired HandMovedTime time;

    private final Application application = new Application();
    private Meta meta;
    private Meta.Line lotus;

    @BeforeEach
    void aNumber() {
        meta = new Meta(port);
        lotus = meta.line("IN", application);
    }

    @AfterEach
    void close() {
        application.close();
    }

    @Test
    void what_is_set_is_shown_and_the_rest_stays() {
        assertThat(
                        lotus.settings("{\"callback_permission_status\":\"ENABLED\"}")
                                .body()
                                .path("success")
                                .asBoolean())
                .isTrue();
        var hours =
                """
                {"call_hours":{"status":"ENABLED","timezone_id":"Asia/Kolkata",
                 "weekly_operating_hours":[{"day_of_week":"MONDAY","open_time":"0900","close_time":"1300"},
                                           {"day_of_week":"MONDAY","open_time":"1300","close_time":"1800"}],
                 "holiday_schedule":[{"date":"%s","start_time":"0000","end_time":"2359"}]}}
                """
                        .formatted(
                                time.instant().atZone(ZoneOffset.UTC).toLocalDate().plusDays(30));
        assertThat(lotus.settings(hours).status()).isEqualTo(200);
        var calling = calling();
        assertThat(calling.path("status").asString()).isEqualTo("ENABLED");
        assertThat(calling.path("callback_permission_status").asString()).isEqualTo("ENABLED");
        assertThat(calling.path("call_hours").path("holiday_schedule").size()).isEqualTo(1);
        lotus.settings(
                """
                {"call_hours":{"status":"DISABLED","timezone_id":"UTC",
                 "weekly_operating_hours":[{"day_of_week":"MONDAY","open_time":"0900","close_time":"1800"}]}}
                """);
        assertThat(calling().path("call_hours").has("holiday_schedule")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"on\"",
                "{\"status\":\"ON\"}",
                "{\"call_icon_visibility\":\"HIDE_IN_CHAT\"}",
                "{\"callback_permission_status\":true}",
                "{\"call_icons\":{\"restrict_to_user_countries\":[\"IN\",\"XX\"]}}",
                "{\"call_hours\":{\"status\":\"ENABLED\",\"timezone_id\":\"UTC\"}}",
                "{\"call_hours\":{\"status\":\"ENABLED\",\"timezone_id\":\"Moon/Base\",\"weekly_operating_hours\":[{\"day_of_week\":\"MONDAY\",\"open_time\":\"0900\",\"close_time\":\"1800\"}]}}",
                "{\"call_hours\":{\"status\":\"ENABLED\",\"timezone_id\":\"UTC\",\"weekly_operating_hours\":[]}}",
                "{\"call_hours\":{\"status\":\"ENABLED\",\"timezone_id\":\"UTC\",\"weekly_operating_hours\":[{\"day_of_week\":\"MON\",\"open_time\":\"0900\",\"close_time\":\"1800\"}]}}",
                "{\"call_hours\":{\"status\":\"ENABLED\",\"timezone_id\":\"UTC\",\"weekly_operating_hours\":[{\"day_of_week\":\"MONDAY\",\"open_time\":\"9:00\",\"close_time\":\"1800\"}]}}",
                "{\"call_hours\":{\"status\":\"ENABLED\",\"timezone_id\":\"UTC\",\"weekly_operating_hours\":[{\"day_of_week\":\"MONDAY\",\"open_time\":\"1800\",\"close_time\":\"0900\"}]}}",
                "{\"call_hours\":{\"status\":\"ENABLED\",\"timezone_id\":\"UTC\",\"weekly_operating_hours\":[{\"day_of_week\":\"MONDAY\",\"open_time\":\"0900\",\"close_time\":\"1200\"},{\"day_of_week\":\"MONDAY\",\"open_time\":\"1159\",\"close_time\":\"1800\"}]}}",
                "{\"call_hours\":{\"status\":\"ENABLED\",\"timezone_id\":\"UTC\",\"weekly_operating_hours\":[{\"day_of_week\":\"MONDAY\",\"open_time\":\"0900\",\"close_time\":\"1000\"},{\"day_of_week\":\"MONDAY\",\"open_time\":\"1000\",\"close_time\":\"1100\"},{\"day_of_week\":\"MONDAY\",\"open_time\":\"1100\",\"close_time\":\"1200\"}]}}",
                "{\"call_hours\":{\"status\":\"ENABLED\",\"timezone_id\":\"UTC\",\"weekly_operating_hours\":[{\"day_of_week\":\"MONDAY\",\"open_time\":\"0900\",\"close_time\":\"1800\"}],\"holiday_schedule\":[{\"date\":\"2020-12-25\",\"start_time\":\"0000\",\"end_time\":\"2359\"}]}}",
                "{\"call_hours\":{\"status\":\"ENABLED\",\"timezone_id\":\"UTC\",\"weekly_operating_hours\":[{\"day_of_week\":\"MONDAY\",\"open_time\":\"0900\",\"close_time\":\"1800\"}],\"holiday_schedule\":[{\"date\":\"25.12.2099\",\"start_time\":\"0000\",\"end_time\":\"2359\"}]}}",
                "{\"srtp_key_exchange_protocol\":\"NONE\"}",
                "{\"audio\":{\"additional_codecs\":[\"MP3\"]}}",
                "{\"voicemail\":{\"status\":\"ENABLED\",\"triggers\":[\"ALWAYS\"]}}",
                "{\"voicemail\":{\"status\":\"ENABLED\",\"audio\":{\"default\":{\"timeout_seconds\":31}}}}"
            })
    void what_meta_would_not_take_is_refused(String calling) {
        var before = calling();
        var answer = lotus.settings(calling);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(100);
        assertThat(answer.details()).isNotBlank();
        assertThat(calling()).isEqualTo(before);
    }

    @Test
    void small_accounts_cannot_enable_calling() {
        var small =
                meta.line(
                        "IN",
                        application,
                        "{\"messaging_limit\":\"TIER_250\",\"calling\":{\"status\":\"DISABLED\"}}");
        assertThat(small.settings("{\"status\":\"ENABLED\"}").code()).isEqualTo(138015);
        small.decide("edition", "{\"edition\":\"test-numbers\"}");
        assertThat(small.settings("{\"status\":\"ENABLED\"}").status()).isEqualTo(200);
    }

    @Test
    void calling_needs_a_subscription() {
        var deaf =
                meta.line(
                        "IN",
                        application,
                        "{\"subscribed\":false,\"calling\":{\"status\":\"DISABLED\"}}");
        assertThat(deaf.settings("{\"status\":\"ENABLED\"}").code()).isEqualTo(138018);
        deaf.graph("POST", deaf.waba() + "/subscribed_apps", "{}");
        assertThat(deaf.settings("{\"status\":\"ENABLED\"}").status()).isEqualTo(200);
    }

    @Test
    void a_restriction_is_shown() {
        lotus.decide("restrict", "{}");
        var restriction = calling().path("restrictions").path("restrictions_list").path(0);
        assertThat(restriction.path("type").asString())
                .isEqualTo("RESTRICTED_BUSINESS_INITIATED_CALLING");
        assertThat(restriction.path("expiration").asLong(0))
                .isEqualTo(time.instant().getEpochSecond() + 7 * 86_400);
    }

    @Test
    void a_number_tells_what_it_is() {
        var usual = lotus.graph("GET", lotus.id(), null).body();
        assertThat(usual.path("verified_name").asString()).isEqualTo("Lotus Dental");
        assertThat(usual.path("quality_rating").asString()).isEqualTo("GREEN");
        assertThat(usual.path("throughput").path("level").asString()).isEqualTo("STANDARD");
        assertThat(usual.path("display_phone_number").asString()).startsWith("+91");
        var asked = lotus.graph("GET", lotus.id() + "?fields=status,verified_name", null).body();
        assertThat(asked.propertyNames())
                .containsExactlyInAnyOrder("id", "status", "verified_name");
        var all = lotus.graph("GET", lotus.waba() + "/phone_numbers", null).body();
        assertThat(all.path("data").path(0).path("id").asString()).isEqualTo(lotus.id());
    }

    @Test
    void management_requests_have_a_limit() {
        meta.done("PATCH", "/settings.json", "{\"quirks\":{\"management_requests_per_hour\":2}}");
        try {
            var path = lotus.waba() + "/phone_numbers";
            assertThat(lotus.graph("GET", path, null).status()).isEqualTo(200);
            assertThat(lotus.graph("GET", path, null).status()).isEqualTo(200);
            assertThat(lotus.graph("GET", path, null).code()).isEqualTo(80007);
        } finally {
            meta.done(
                    "PATCH",
                    "/settings.json",
                    "{\"quirks\":{\"management_requests_per_hour\":5000}}");
        }
    }

    private JsonNode calling() {
        return lotus.graph("GET", lotus.id() + "/settings", null).body().path("calling");
    }
}
