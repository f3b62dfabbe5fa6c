package dev.assent.simulator;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.Optional;

/** What somebody chooses to become of a business's call, whatever would become of it otherwise. */
enum Fate {
    NOT_ON_WHATSAPP("not on WhatsApp", Fault.UNCALLABLE, true),
    BUSY("busy with another call", Fault.CALL_IN_PROGRESS, true),
    NO_PERMISSION("no permission", Fault.NO_PERMISSION, true),
    CALL_LIMIT("limit of calls reached", Fault.CALL_LIMIT, true),
    COUNTRY("not in this country", Fault.COUNTRY, true),
    PAUSED("calling is paused", Fault.CALLING_PAUSED, true),
    CONCURRENT_CALLS("too many calls at a time", Fault.CONCURRENT_CALLS, true),
    CALL_STARTS("too many calls started", Fault.CALL_STARTS, true),
    CONNECTION("connection error", Fault.CONNECTION, true),
    CONNECT_TIMEOUT("nobody answers the offer", Fault.CONNECT_TIMEOUT, false),
    NO_MEDIA("picked up, but no sound arrives", Fault.NO_MEDIA, false),
    VOICEMAIL("voicemail picks up after a few rings", null, false);

    private final String reason;
    private final @Nullable Fault fault;
    private final boolean atOnce;

    /**
     * @param fault what the application gets to see, if anything goes wrong
     * @param atOnce whether it sees that when it dials, rather than when the call breaks down
     */
    Fate(String reason, @Nullable Fault fault, boolean atOnce) {
        this.reason = reason;
        this.fault = fault;
        this.atOnce = atOnce;
    }

    /** What Meta says when the business dials, unless she lets it. */
    Optional<GraphError> refusal() {
        return Optional.ofNullable(fault)
                .filter(_ -> atOnce)
                .map(refused -> GraphError.of(refused, "Planned in the simulator."));
    }

    public String words() {
        if (fault == null) {
            return reason.substring(0, 1).toUpperCase(Locale.ROOT) + reason.substring(1);
        }
        return "%s: %s (%d)".formatted(atOnce ? "Refused" : "Breaks down", reason, fault.code);
    }
}
