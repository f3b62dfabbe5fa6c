package dev.assent.whatsapp;

import org.jspecify.annotations.Nullable;

/**
 * A picture, sound or file that somebody sent.
 *
 * @param size in bytes
 * @param bytes null where it is longer than was asked for
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares files
public record MediaFile(String mimeType, long size, byte @Nullable [] bytes) {}
