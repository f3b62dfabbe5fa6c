package dev.assent.whatsapp;

/** All that Meta says when she has nothing to tell. */
public record Success() {}
