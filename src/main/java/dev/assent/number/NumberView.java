package dev.assent.number;

/** A number as pages show it. */
record NumberView(BusinessNumber number, NumberState state) {}
