package dev.assent.call;

import dev.assent.tenancy.Id;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A call between one of our numbers and a person.
 *
 * @param id our attempt, where we called
 * @param agent the account of whoever of us called or took it; null where nobody did
 * @param agentName what colleagues called them then
 * @param remote how the far end can be reached, while that is of use
 * @param tab which page of the agent's holds it
 * @param outcome as it was last written down; true at a moment is what {@link #course} says
 * @param note what the agent wrote about it
 * @param tag what the agent made of it, in a word
 */
record Call(
        Id id,
        Id number,
        Id contact,
        Course course,
        @Nullable Id agent,
        @Nullable String agentName,
        @Nullable SessionDescription remote,
        @Nullable Tab tab,
        @Nullable Outcome outcome,
        @Nullable String note,
        @Nullable String tag) {

    /** The live topic of all lists of calls. */
    public static final String LOG = "call-log";

    /** The live topic of one call: it has come further. */
    public static String topic(Id call) {
        return "call-" + call;
    }

    /**
     * The live topic of somebody of ours: something rings for them, or concerns a call of theirs.
     */
    public static String topicOf(Id account) {
        return "calls-" + account;
    }

    /** Whether we dialled it here, so that it must not go on without us. */
    public boolean dialledHere() {
        return course.has(Fact.DIALLED);
    }

    public State state(Instant now) {
        return course.state(now);
    }

    boolean isOf(Id account) {
        return account.equals(agent);
    }

    Call with(Course known) {
        return new Call(
                id, number, contact, known, agent, agentName, remote, tab, outcome, note, tag);
    }

    Call with(SessionDescription theirs) {
        return new Call(
                id, number, contact, course, agent, agentName, theirs, tab, outcome, note, tag);
    }

    Call takenBy(Id account, String name) {
        return new Call(
                id, number, contact, course, account, name, remote, tab, outcome, note, tag);
    }
}
