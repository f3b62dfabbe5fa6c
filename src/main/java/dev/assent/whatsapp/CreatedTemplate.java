package dev.assent.whatsapp;

/**
 * A template that Meta took to review.
 *
 * @param status her word, most often {@code PENDING}
 * @param category which may differ from the one asked for
 */
public record CreatedTemplate(String id, String status, String category) {}
