package dev.assent.web;

/**
 * What goes with every page of those who are signed in, beside its content: a fragment that each
 * page asks for once.
 *
 * @param url where the fragment comes from
 */
public record Companion(String url) {}
