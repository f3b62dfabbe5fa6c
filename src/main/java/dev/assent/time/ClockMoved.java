package dev.assent.time;

/**
 * Business time was moved by hand.
 *
 * @param back whether it returned to real time, and so jumped into the past
 */
public record ClockMoved(boolean back) {}
