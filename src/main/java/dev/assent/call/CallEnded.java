package dev.assent.call;

/**
 * A call is over, or turns out to have ended otherwise than was known. Published inside the
 * tenant's transaction that writes it down; told again it is the same call with another outcome.
 */
record CallEnded(Call call) {}
