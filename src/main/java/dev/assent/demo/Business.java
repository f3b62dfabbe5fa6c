package dev.assent.demo;

/**
 * A business of the demo.
 *
 * @param slug its short name, also in mail addresses and keys
 * @param numberId Meta's id of its number
 * @param agent who asks and calls there
 */
record Business(
        String slug,
        String name,
        String zone,
        String country,
        String numberId,
        String wabaId,
        String displayNumber,
        String owner,
        String admin,
        String agent) {

    String mail(String role) {
        return "%s@%s.example".formatted(role, slug);
    }

    String apiKey() {
        return "demo-%s-key".formatted(slug);
    }

    String accessToken() {
        return "demo-token-" + slug;
    }

    /** The text of {@link Businesses#TEMPLATE}, filled in. */
    String templateText(String firstName) {
        return Businesses.TEMPLATE_TEXT.replace("{{first_name}}", firstName);
    }
}
