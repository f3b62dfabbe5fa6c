package dev.assent.simulator;

import org.springframework.dao.DuplicateKeyException;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** {@code /{waba-id}/message_templates}, and changing one under its own id. */
class GraphTemplates {

    private static final int MOST = 250;
    private static final int LONGEST_BODY = 1_024;
    private static final int TOO_MANY = 2_388_019;
    private static final int EXISTS = 2_388_024;

    private final BusinessNumbers numbers;
    private final Templates templates;
    private final Rates rates;
    private final Settings settings;
    private final Work work;

    GraphTemplates(
            BusinessNumbers numbers,
            Templates templates,
            Rates rates,
            Settings settings,
            Work work) {
        this.numbers = numbers;
        this.templates = templates;
        this.rates = rates;
        this.settings = settings;
        this.work = work;
    }

    JsonNode list(GraphRequest request) {
        checkAccount(request);
        var found =
                templates.ofAccount(request.id()).stream()
                        .filter(template -> matches(template, request))
                        .toList();
        var from = number(request.param("after"), 0);
        var to =
                Math.min(
                        found.size(),
                        from + Math.clamp(number(request.param("limit"), 25), 1, 250));
        var answer = Json.object();
        var data = answer.putArray("data");
        found.subList(Math.min(from, to), to).forEach(template -> data.add(told(template)));
        if (to > from) {
            var paging = answer.putObject("paging");
            paging.putObject("cursors")
                    .put("before", Integer.toString(from))
                    .put("after", Integer.toString(to));
            if (to < found.size()) {
                paging.put("next", "/%s/message_templates?after=%d".formatted(request.id(), to));
            }
        }
        return answer;
    }

    JsonNode create(GraphRequest request) {
        checkAccount(request);
        var body = request.body();
        var name = Json.text(body, "name").orElseThrow(() -> GraphError.missing("name"));
        if (!name.matches("[a-z0-9_]{1,512}")) {
            throw refused("The name takes lower-case letters, digits and underscores only.");
        }
        var language =
                Json.text(body, "language").orElseThrow(() -> GraphError.missing("language"));
        if (templates.count(request.id()) >= MOST) {
            throw GraphError.of(
                    Fault.INVALID_PARAMETER, TOO_MANY, "The account has 250 templates already.");
        }
        var approved = settings.quirks().templatesApprovedAtOnce();
        var template =
                new Template(
                        Ids.template(),
                        request.id(),
                        name,
                        language,
                        category(body),
                        format(body),
                        components(body),
                        "PENDING",
                        "NONE",
                        "UNKNOWN",
                        request.now());
        checkBody(template);
        try {
            work.run(() -> templates.add(template));
        } catch (DuplicateKeyException there) {
            throw GraphError.of(
                    Fault.INVALID_PARAMETER,
                    EXISTS,
                    "There is already %s content for this template.".formatted(language));
        }
        if (approved) {
            templates.approve(template.id());
        }
        return Json.object()
                .put("id", Long.toString(template.id()))
                .put("status", approved ? "APPROVED" : "PENDING")
                .put("category", template.category());
    }

    JsonNode edit(GraphRequest request) {
        var before =
                templates
                        .find(number(request.id()))
                        .orElseThrow(() -> GraphError.noSuchObject(request.id()));
        request.checkOpens(before.wabaId());
        var body = request.body();
        var after =
                new Template(
                        before.id(),
                        before.wabaId(),
                        before.name(),
                        before.language(),
                        body.has("category") ? category(body) : before.category(),
                        body.has("parameter_format") ? format(body) : before.parameterFormat(),
                        body.has("components") ? components(body) : before.components(),
                        "PENDING",
                        "NONE",
                        before.quality(),
                        before.createdAt());
        checkBody(after);
        work.run(() -> templates.replaceContent(after));
        if (settings.quirks().templatesApprovedAtOnce()) {
            templates.approve(after.id());
        }
        return Json.object().put("success", true);
    }

    JsonNode delete(GraphRequest request) {
        checkAccount(request);
        var name = request.param("name");
        if (name.isBlank()) {
            throw GraphError.missing("name");
        }
        var id = request.param("hsm_id");
        var doomed =
                templates.ofAccount(request.id()).stream()
                        .filter(template -> template.name().equals(name))
                        .filter(template -> id.isBlank() || template.id() == number(id))
                        .toList();
        if (doomed.isEmpty()) {
            throw GraphError.of(Fault.INVALID_PARAMETER, "There is no template " + name + ".");
        }
        work.run(() -> doomed.forEach(templates::delete));
        return Json.object().put("success", true);
    }

    static String category(JsonNode body) {
        var category =
                Json.text(body, "category")
                        .orElseThrow(() -> GraphError.missing("category"))
                        .toUpperCase(Locale.ROOT);
        if (!Set.of("MARKETING", "UTILITY").contains(category)) {
            throw refused("The category must be MARKETING or UTILITY.");
        }
        return category;
    }

    static String format(JsonNode body) {
        var format =
                Json.text(body, "parameter_format").orElse("POSITIONAL").toUpperCase(Locale.ROOT);
        if (!Set.of("NAMED", "POSITIONAL").contains(format)) {
            throw refused("parameter_format must be named or positional.");
        }
        return format;
    }

    private static String components(JsonNode body) {
        var components = body.path("components");
        var types = new ArrayList<String>();
        components.forEach(component -> types.add(Template.type(component)));
        if (!types.contains("BODY")) {
            throw refused("A template needs a BODY.");
        }
        if (types.contains("CALL_PERMISSION_REQUEST") && types.contains("BUTTONS")) {
            throw refused(
                    "CALL_PERMISSION_REQUEST cannot be combined with other interactive"
                            + " components.");
        }
        if (!Set.of("HEADER", "BODY", "FOOTER", "BUTTONS", "CALL_PERMISSION_REQUEST")
                .containsAll(types)) {
            throw refused("Unknown component among " + types + ".");
        }
        return Json.write(components);
    }

    private static void checkBody(Template template) {
        var body = template.body();
        if (body.isBlank() || Names.length(body) > LONGEST_BODY) {
            throw refused("The body must have 1 to 1024 characters.");
        }
        var placeholders = Template.placeholders(body);
        if (!template.named()) {
            for (var i = 0; i < placeholders.size(); i++) {
                if (!placeholders.get(i).equals(Integer.toString(i + 1))) {
                    throw refused("Positional variables are {{1}}, {{2}}, … in their order.");
                }
            }
        }
        if (!placeholders.isEmpty() && !hasExample(template)) {
            throw refused("A body with variables needs an example.");
        }
    }

    private static boolean hasExample(Template template) {
        for (var part : template.parts()) {
            if (Template.type(part).equals("BODY")) {
                var example = part.path("example");
                return !example.path("body_text").isEmpty()
                        || !example.path("body_text_named_params").isEmpty();
            }
        }
        return false;
    }

    private void checkAccount(GraphRequest request) {
        if (numbers.ofAccount(request.id()).isEmpty()) {
            throw GraphError.noSuchObject(request.id());
        }
        request.checkOpens(request.id());
        if (!rates.take(
                "management " + request.id(),
                request.now(),
                3_600,
                settings.quirks().managementRequestsPerHour())) {
            throw GraphError.of(Fault.ACCOUNT_RATE, "Too many requests for this account.");
        }
    }

    private static boolean matches(Template template, GraphRequest request) {
        return List.of("name", "language", "status", "category").stream()
                .allMatch(field ->
                        request.param(field).isBlank()
                                || value(template, field).equals(request.param(field)));
    }

    private static String value(Template template, String field) {
        return switch (field) {
            case "name" -> template.name();
            case "language" -> template.language();
            case "status" -> template.status();
            default -> template.category();
        };
    }

    private static ObjectNode told(Template template) {
        var told = Json.object();
        told.put("name", template.name());
        told.put("parameter_format", template.parameterFormat());
        told.set("components", template.parts());
        told.put("language", template.language());
        told.put("status", template.status());
        told.put("category", template.category());
        told.put("id", Long.toString(template.id()));
        told.putObject("quality_score").put("score", template.quality());
        if (template.status().equals("REJECTED")) {
            told.put("rejected_reason", template.reason());
        }
        return told;
    }

    private static int number(String text, int otherwise) {
        return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : otherwise;
    }

    private static long number(String text) {
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1;
    }

    private static GraphError refused(String details) {
        return GraphError.of(Fault.INVALID_PARAMETER, details);
    }
}
