package dev.assent.web;

/** What something is, in a list of such: a name and a value. */
public record Fact(String name, String value) {}
