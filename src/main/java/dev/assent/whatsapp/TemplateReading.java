package dev.assent.whatsapp;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

/** Reads what happens to templates. */
final class TemplateReading {

    private TemplateReading() {}

    static Notice status(Value value, JsonNode template) {
        var reason = Json.filled(Json.text(template, "reason"));
        return new Notice.TemplateStatus(
                Json.required(template, "message_template_id"),
                name(template),
                language(template),
                Json.upper(Json.word(Json.required(template, "event"))),
                reason == null || reason.equalsIgnoreCase("NONE") ? null : Json.word(reason),
                explanation(template),
                value.at());
    }

    static Notice quality(Value value, JsonNode template) {
        return new Notice.TemplateQuality(
                Json.required(template, "message_template_id"),
                name(template),
                language(template),
                Json.upper(Json.word(Json.required(template, "new_quality_score"))),
                value.at());
    }

    /** A change announced names the category to come apart from the one it still has. */
    static Notice category(Value value, JsonNode template) {
        var coming = Json.filled(Json.text(template, "correct_category"));
        return new Notice.TemplateCategory(
                Json.required(template, "message_template_id"),
                name(template),
                language(template),
                Json.upper(coming == null ? Json.required(template, "new_category") : coming),
                coming == null ? null : Json.moment(template, "category_update_timestamp"),
                value.at());
    }

    private static String name(JsonNode template) {
        return Json.text(template, "message_template_name", "");
    }

    private static String language(JsonNode template) {
        return Json.text(template, "message_template_language", "");
    }

    private static @Nullable String explanation(JsonNode template) {
        var rejection = Json.filled(Json.text(template.path("rejection_info"), "reason"));
        return rejection == null
                ? Json.filled(Json.text(template.path("other_info"), "description"))
                : rejection;
    }
}
