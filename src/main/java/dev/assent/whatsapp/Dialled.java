package dev.assent.whatsapp;

/**
 * A call that Meta has begun.
 *
 * @param callId hers for it (wacid)
 */
public record Dialled(String callId) {}
