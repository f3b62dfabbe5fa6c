package dev.assent.permission;

import dev.assent.rules.Verdict;
import dev.assent.whatsapp.MetaError;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** What came of asking. */
public sealed interface Asked {

    /** Meta took it. */
    record Sent(Request request) implements Asked {}

    /**
     * Nobody knows whether Meta has it; it counts as sent until we hear more.
     *
     * @param error what she said, where she answered at all
     */
    record Unknown(Request request, @Nullable MetaError error) implements Asked {}

    /** The rules forbid it: nothing was sent, nothing is stored. */
    record Forbidden(List<Verdict.Reason> reasons) implements Asked {}

    /** Meta refused it: nothing was sent. */
    record Refused(Request request, MetaError error) implements Asked {}

    /** No connection to Meta was made: nothing was sent. */
    record NotConnected(Request request) implements Asked {}
}
