package dev.assent.simulator;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A message template of an account.
 *
 * @param parameterFormat {@code NAMED} or {@code POSITIONAL}
 * @param components as JSON, as it was created
 * @param status {@code PENDING}, {@code APPROVED}, {@code REJECTED}, {@code PAUSED}, {@code
 *     DISABLED}
 */
record Template(
        long id,
        String wabaId,
        String name,
        String language,
        String category,
        String parameterFormat,
        String components,
        String status,
        String reason,
        String quality,
        Instant createdAt) {

    private static final int LONGEST_BODY = 1_024;
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*([A-Za-z0-9_]+)\\s*}}");

    /** What a person gets to read. */
    record Rendered(
            @Nullable String header,
            String body,
            @Nullable String footer,
            List<Message.Button> buttons) {}

    Template with(String newStatus, String newReason) {
        return new Template(
                id,
                wabaId,
                name,
                language,
                category,
                parameterFormat,
                components,
                newStatus,
                newReason,
                quality,
                createdAt);
    }

    Template withCategory(String newCategory) {
        return new Template(
                id,
                wabaId,
                name,
                language,
                newCategory,
                parameterFormat,
                components,
                status,
                reason,
                quality,
                createdAt);
    }

    Template withQuality(String newQuality) {
        return new Template(
                id,
                wabaId,
                name,
                language,
                category,
                parameterFormat,
                components,
                status,
                reason,
                newQuality,
                createdAt);
    }

    boolean named() {
        return parameterFormat.equals("NAMED");
    }

    ArrayNode parts() {
        return Json.parseArray(components);
    }

    public boolean asksPermission() {
        return part("CALL_PERMISSION_REQUEST").isPresent();
    }

    public String body() {
        return textOf("BODY").orElse("");
    }

    public Optional<String> header() {
        return textOf("HEADER");
    }

    public Optional<String> footer() {
        return textOf("FOOTER");
    }

    /** The names (or numbers) a text asks for, in their order. */
    static List<String> placeholders(String text) {
        return PLACEHOLDER.matcher(text).results().map(match -> match.group(1)).distinct().toList();
    }

    /**
     * The message with its variables filled in.
     *
     * @param given the {@code components} of the message
     * @throws GraphError if they do not fit
     */
    Rendered rendered(JsonNode given) {
        var body = filled(body(), given, "body");
        if (Names.length(body) > LONGEST_BODY) {
            throw GraphError.of(Fault.TEXT_TOO_LONG, "The body is longer than 1024 characters.");
        }
        var header = header().map(text -> filled(text, given, "header")).orElse(null);
        return new Rendered(header, body, footer().orElse(null), buttons(given));
    }

    /** The variables by name: a story tells them so. */
    Rendered rendered(Map<String, String> variables) {
        return new Rendered(
                header().map(text -> replaced(text, variables)).orElse(null),
                replaced(body(), variables),
                footer().orElse(null),
                buttons(Json.array()));
    }

    private Optional<JsonNode> part(String type) {
        for (var part : parts()) {
            if (type(part).equals(type)) {
                return Optional.of(part);
            }
        }
        return Optional.empty();
    }

    private Optional<String> textOf(String type) {
        return part(type).flatMap(part -> Json.text(part, "text"));
    }

    static String type(JsonNode part) {
        return part.path("type").asStringOpt().orElse("").toUpperCase(Locale.ROOT);
    }

    private String filled(String text, JsonNode given, String type) {
        var expected = placeholders(text);
        var parameters = parameters(given, type);
        if (parameters.size() != expected.size()) {
            throw GraphError.of(
                    Fault.PARAMETER_COUNT,
                    "%s: number of localizable_params (%d) does not match the expected number of params (%d)"
                            .formatted(type, parameters.size(), expected.size()));
        }
        var values = new LinkedHashMap<String, String>();
        for (var i = 0; i < parameters.size(); i++) {
            var parameter = parameters.get(i);
            values.put(
                    named() ? name(parameter, expected) : expected.get(i),
                    Json.text(parameter, "text")
                            .orElseThrow(() -> misfit("each parameter needs its text")));
        }
        return replaced(text, values);
    }

    private static String name(JsonNode parameter, List<String> expected) {
        return Json.text(parameter, "parameter_name")
                .filter(expected::contains)
                .orElseThrow(() -> misfit("expected parameter names " + expected));
    }

    private static GraphError misfit(String details) {
        return GraphError.of(Fault.PARAMETER_FORMAT, details);
    }

    private static List<JsonNode> parameters(JsonNode given, String type) {
        var parameters = new ArrayList<JsonNode>();
        for (var component : given) {
            if (type(component).equalsIgnoreCase(type)) {
                component.path("parameters").forEach(parameters::add);
            }
        }
        return parameters;
    }

    private static String replaced(String text, Map<String, String> values) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll((MatchResult match) ->
                        Matcher.quoteReplacement(
                                values.getOrDefault(match.group(1), match.group())));
    }

    private List<Message.Button> buttons(JsonNode given) {
        var buttons = new ArrayList<Message.Button>();
        part("BUTTONS")
                .ifPresent(part -> {
                    for (var button : part.path("buttons")) {
                        var text = Json.text(button, "text").orElse("");
                        buttons.add(new Message.Button(text, payload(given, buttons.size(), text)));
                    }
                });
        return buttons;
    }

    private static String payload(JsonNode given, int index, String otherwise) {
        for (var component : given) {
            if (type(component).equals("BUTTON") && component.path("index").asInt(-1) == index) {
                return Json.text(component.path("parameters").path(0), "payload").orElse(otherwise);
            }
        }
        return otherwise;
    }
}
