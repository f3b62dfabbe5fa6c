package dev.assent.whatsapp;

import org.jspecify.annotations.Nullable;

/**
 * Meta took a message to deliver.
 *
 * @param messageId hers (wamid), named by every later status and reply
 * @param recipient who she says it went to: the number may differ from the one we gave
 * @param held whether she first looks at how the template is received
 */
public record Sent(String messageId, @Nullable Person recipient, boolean held) {}
