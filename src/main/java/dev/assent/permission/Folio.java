package dev.assent.permission;

import dev.assent.rules.Happening;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What is kept on one pair.
 *
 * @param asker who asked last; null if nobody ever did
 * @param happenings in no order
 */
record Folio(Pair pair, @Nullable String asker, List<Happening> happenings) {}
