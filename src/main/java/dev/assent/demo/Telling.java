package dev.assent.demo;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.env.Environment;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells the simulator what its phones must remember. */
@Component
@ConditionalOnBooleanProperty("assent.demo")
class Telling {

    private final Environment environment;

    Telling(Environment environment) {
        this.environment = environment;
    }

    /** Lets the simulator forget whatever it knows. */
    void forget() {
        simulator().delete().uri("/simulator/story").retrieve().toBodilessEntity();
    }

    void tell(Business business, List<Life> lives) {
        simulator()
                .post()
                .uri("/simulator/story")
                .contentType(MediaType.APPLICATION_JSON)
                .body(
                        Map.of(
                                "numbers", List.of(number(business)),
                                "templates", List.of(template(business), reminder(business)),
                                "people", lives.stream().map(Life::toldPerson).toList(),
                                "events", events(business, lives)))
                .retrieve()
                .toBodilessEntity();
    }

    private static Map<String, Object> number(Business business) {
        return Map.of(
                "phone_number_id", business.numberId(),
                "waba_id", business.wabaId(),
                "business", business.name(),
                "country", business.country(),
                "display_phone_number", business.displayNumber(),
                "access_token", business.accessToken(),
                "edition", "documented",
                "calling", Map.of("callback_permission_status", "ENABLED"));
    }

    private static Map<String, Object> template(Business business) {
        return Map.of(
                "number",
                business.numberId(),
                "name",
                Businesses.TEMPLATE,
                "language",
                "en",
                "category",
                "UTILITY",
                "components",
                List.of(
                        Map.of(
                                "type",
                                "BODY",
                                "text",
                                Businesses.TEMPLATE_TEXT,
                                "example",
                                Map.of(
                                        "body_text_named_params",
                                        List.of(
                                                Map.of(
                                                        "param_name", "first_name",
                                                        "example", "Asha")))),
                        Map.of("type", "CALL_PERMISSION_REQUEST")));
    }

    /** One that asks for nothing, to be sent when nobody wrote for a day. */
    private static Map<String, Object> reminder(Business business) {
        return Map.of(
                "number",
                business.numberId(),
                "name",
                Businesses.REMINDER,
                "language",
                "en",
                "category",
                "UTILITY",
                "components",
                List.of(
                        Map.of(
                                "type",
                                "BODY",
                                "text",
                                Businesses.REMINDER_TEXT,
                                "example",
                                Map.of(
                                        "body_text_named_params",
                                        List.of(
                                                Map.of(
                                                        "param_name", "first_name",
                                                        "example", "Asha"),
                                                Map.of(
                                                        "param_name", "day",
                                                        "example", "Tuesday, 10:30"))))));
    }

    private static List<Map<String, Object>> events(Business business, List<Life> lives) {
        var events = new ArrayList<Map<String, Object>>();
        for (var life : lives) {
            for (var episode : life.episodes) {
                var told = episode.told();
                if (told != null) {
                    var event = new LinkedHashMap<>(told);
                    event.put("at", episode.at().toString());
                    event.put("number", business.numberId());
                    event.put("person", life.phone.e164());
                    events.add(event);
                }
            }
        }
        return events;
    }

    private RestClient simulator() {
        return RestClient.create(environment.getRequiredProperty("assent.own-url"));
    }
}
