package dev.assent.template;

import dev.assent.tenancy.Id;

import java.time.Instant;
import java.util.Map;

/** Templates by what matters about them. */
final class SomeTemplate {

    static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private SomeTemplate() {}

    static Template approved(String body) {
        return of(new TemplateText(null, body, null), Status.APPROVED);
    }

    static Template of(TemplateText text, Status status) {
        return new Template(
                Id.fresh(),
                "77",
                Id.fresh().toString(),
                "may_we_call",
                "en",
                text,
                Map.of(),
                new Decision(status, null, null, NOON),
                Category.UTILITY,
                null,
                NOON,
                Quality.UNKNOWN,
                NOON,
                true);
    }
}
