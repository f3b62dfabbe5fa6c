package dev.assent.whatsapp;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * How a number is set up for calls at Meta.
 *
 * @param calling whether calls are on at all
 * @param callbackPermission whether a person who calls is taken to allow a call back
 * @param iconVisible whether people see the call icon
 * @param sip whether calls run over SIP, and so not through us
 */
public record CallingSettings(
        boolean calling,
        boolean callbackPermission,
        boolean iconVisible,
        boolean sip,
        List<Restriction> restrictions) {

    public CallingSettings {
        restrictions = List.copyOf(restrictions);
    }

    /**
     * @param type her word
     * @param businessCalls whether it stops calls, and requests for permission, by the business
     * @param until when it ends, if she says so
     */
    public record Restriction(String type, boolean businessCalls, @Nullable Instant until) {}

    /** What to change; null leaves it as it is. */
    public record Change(
            @Nullable Boolean calling,
            @Nullable Boolean callbackPermission,
            @Nullable Boolean iconVisible) {}
}
