package dev.assent.api;

import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * What {@code POST /permission-requests} is given.
 *
 * @param number id of the business number
 * @param contact telephone number with country code
 * @param template its name
 * @param language of the template, needed where it exists in several
 * @param body text of a free-form request, up to 1,024 characters
 */
record NewRequest(
        @Schema(requiredMode = RequiredMode.REQUIRED) @Nullable String number,
        @Schema(requiredMode = RequiredMode.REQUIRED) @Nullable String contact,
        @Schema(allowableValues = {"free_form", "template"}) @Nullable String kind,
        @Nullable String template,
        @Nullable String language,
        @Nullable Map<String, @Nullable String> variables,
        @Schema(maxLength = 1024) @Nullable String body) {}
