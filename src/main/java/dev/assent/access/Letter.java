package dev.assent.access;

/** One mail. */
record Letter(String to, String subject, String text) {}
