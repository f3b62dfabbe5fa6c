package dev.assent.simulator;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** The simulated world for programs: numbers, templates, story, settings, mail. */
@RestController
@InDemoMode
@RequestMapping("/simulator")
class SimulatorWorld {

    private final BusinessNumbers numbers;
    private final Offices offices;
    private final Templates templates;
    private final Storyteller storyteller;
    private final Settings settings;
    private final Updates updates;
    private final Mails mails;
    private final InstantSource time;

    SimulatorWorld(
            BusinessNumbers numbers,
            Offices offices,
            Templates templates,
            Storyteller storyteller,
            Settings settings,
            Updates updates,
            Mails mails,
            InstantSource time) {
        this.numbers = numbers;
        this.offices = offices;
        this.templates = templates;
        this.storyteller = storyteller;
        this.settings = settings;
        this.updates = updates;
        this.mails = mails;
        this.time = time;
    }

    record Letter(@Nullable String to, @Nullable String subject, @Nullable String text) {}

    @GetMapping("/numbers")
    JsonNode numbers() {
        var list = Json.array();
        numbers.all().forEach(number -> list.add(told(number)));
        return list;
    }

    @PostMapping("/numbers")
    @ResponseStatus(HttpStatus.CREATED)
    JsonNode open(@RequestBody JsonNode opening) {
        return told(offices.open(Json.MAPPER.treeToValue(opening, Opening.class)));
    }

    @PostMapping(path = "/numbers/{id}/{decision}", consumes = MediaType.APPLICATION_JSON_VALUE)
    JsonNode decide(
            @PathVariable String id,
            @PathVariable String decision,
            @RequestBody Map<String, Object> words) {
        offices.decide(decision, id, words(words));
        return told(numbers.get(id));
    }

    @PostMapping(path = "/templates/{id}/{decision}", consumes = MediaType.APPLICATION_JSON_VALUE)
    JsonNode decideTemplate(
            @PathVariable long id,
            @PathVariable String decision,
            @RequestBody Map<String, Object> words) {
        templates.decide(decision, id, words(words));
        var decided = templates.find(id).orElseThrow(() -> new Absent("There is no template."));
        return Json.object()
                .put("id", Long.toString(id))
                .put("name", decided.name())
                .put("status", decided.status())
                .put("category", decided.category());
    }

    @PostMapping("/story")
    @ResponseStatus(HttpStatus.CREATED)
    JsonNode tell(@RequestBody JsonNode story) {
        return Json.MAPPER.valueToTree(
                storyteller.tell(Json.MAPPER.treeToValue(story, Story.class)));
    }

    @DeleteMapping("/story")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void forget() {
        storyteller.forget();
    }

    @GetMapping("/settings.json")
    JsonNode settings() {
        var told = Json.object();
        told.set("delivery", Json.MAPPER.valueToTree(settings.delivery()));
        told.set("failure", Json.MAPPER.valueToTree(settings.failure()));
        told.set("quirks", Json.MAPPER.valueToTree(settings.quirks()));
        return told.put("waiting_webhooks", updates.waiting())
                .put("now", time.instant().toString());
    }

    @PatchMapping("/settings.json")
    JsonNode change(@RequestBody JsonNode patch) {
        settings.patch(patch);
        return settings();
    }

    @PostMapping(path = "/mail", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    void deliver(@RequestBody Letter letter) {
        if (letter.to() == null || letter.subject() == null || letter.text() == null) {
            throw new Impossible("A mail has to, subject and text.");
        }
        mails.store(letter.to(), letter.subject(), letter.text());
    }

    private static Map<String, String> words(Map<String, Object> body) {
        var words = new HashMap<String, String>();
        body.forEach((name, value) -> words.put(name, String.valueOf(value)));
        return words;
    }

    private static ObjectNode told(BusinessNumber number) {
        return Json.object()
                .put("phone_number_id", number.phoneNumberId())
                .put("waba_id", number.wabaId())
                .put("display_phone_number", number.displayPhoneNumber())
                .put("verified_name", number.verifiedName())
                .put("access_token", number.accessToken())
                .put("country", number.country())
                .put("edition", number.edition().key())
                .put(
                        "paused_until",
                        number.pausedUntil() == null ? null : number.pausedUntil().toString());
    }
}
