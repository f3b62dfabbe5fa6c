package dev.assent.permission;

import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

import java.util.Map;

/** Moods of the simulated Meta: what fails next, and whether her webhooks travel. */
@Component
public class Moods {

    private final ApplicationContext application;

    Moods(ApplicationContext application) {
        this.application = application;
    }

    public void calm() {
        change(
                Map.of(
                        "failure",
                        Map.of("kind", "ERROR", "code", 131_000, "edge", "", "times", 0),
                        "delivery",
                        Map.of("paused", false)));
    }

    /** She keeps her webhooks for herself until told otherwise. */
    public void silent() {
        change(Map.of("delivery", Map.of("paused", true)));
    }

    /**
     * The next question on this edge, or on any if it is empty, ends so.
     *
     * @param done whether she does what was asked all the same
     */
    public void fail(String kind, int code, String edge, int times, boolean done) {
        change(
                Map.of(
                        "failure",
                        Map.of(
                                "kind", kind, "code", code, "edge", edge, "times", times, "done",
                                done)));
    }

    private void change(Map<String, ?> settings) {
        Scene.simulator(application)
                .patch()
                .uri("/simulator/settings.json")
                .contentType(MediaType.APPLICATION_JSON)
                .body(settings)
                .retrieve()
                .toBodilessEntity();
    }
}
