package dev.assent.call;

import com.fasterxml.jackson.annotation.JsonProperty;

import dev.assent.tenancy.Id;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A call as the browser of an agent sees it.
 *
 * @param remote how the far end can be reached; only for whoever holds the call
 * @param words one sentence for people on how it stands
 */
record CallView(
        String id,
        String direction,
        String state,
        Person contact,
        Number number,
        @Nullable Agent agent,
        @Nullable String remote,
        @JsonProperty("dialled_at") Instant dialledAt,
        @JsonProperty("ringing_at") @Nullable Instant ringingAt,
        @JsonProperty("picked_up_at") @Nullable Instant pickedUpAt,
        @JsonProperty("ended_at") @Nullable Instant endedAt,
        @Nullable String outcome,
        String words,
        boolean mine) {

    record Person(String id, String name, String number) {}

    record Number(String id, String e164, String name) {}

    record Agent(String id, String name) {}

    static CallView of(Party party, String words, Id viewer, Instant now) {
        var call = party.call();
        var course = call.course();
        var state = course.state(now);
        var outcome = course.outcome(now);
        var mine = call.isOf(viewer);
        return new CallView(
                call.id().toString(),
                course.incoming() ? "incoming" : "outgoing",
                state.word(),
                new Person(
                        party.contact().id().toString(),
                        party.contact().name(),
                        party.contact().number()),
                new Number(
                        party.number().id().toString(),
                        party.number().e164(),
                        party.number().name()),
                call.agent() == null || call.agentName() == null
                        ? null
                        : new Agent(call.agent().toString(), call.agentName()),
                mine && call.remote() != null && state != State.ENDED ? call.remote().sdp() : null,
                course.began(),
                course.at(Fact.RINGING),
                course.pickedUp(),
                course.endedAt(now),
                outcome == null ? null : outcome.word(),
                words,
                mine);
    }

    /** Without the session description. */
    @Override
    public String toString() {
        return "CallView[%s %s]".formatted(id, state);
    }
}
