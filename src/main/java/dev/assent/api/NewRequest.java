package dev.assent.api;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * What {@code POST /permission-requests} is given.
 *
 * @param number id of the business number
 * @param contact telephone number with country code
 * @param kind {@code free_form} or {@code template}
 * @param template its name
 * @param language of the template, needed where it exists in several
 * @param body text of a free-form request, up to 1,024 characters
 */
record NewRequest(
        @Nullable String number,
        @Nullable String contact,
        @Nullable String kind,
        @Nullable String template,
        @Nullable String language,
        @Nullable Map<String, String> variables,
        @Nullable String body) {}
