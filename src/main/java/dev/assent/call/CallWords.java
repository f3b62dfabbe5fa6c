package dev.assent.call;

import dev.assent.whatsapp.MetaError;

import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

import java.time.Instant;
import java.util.Locale;

/** One sentence on how a call stands. */
@Component
class CallWords {

    private final MessageSource messages;

    CallWords(MessageSource messages) {
        this.messages = messages;
    }

    String of(Party party, Instant now) {
        var call = party.call();
        var who = party.contact().name();
        var outcome = call.course().outcome(now);
        if (outcome != null) {
            return call.course().incoming()
                    ? incoming(call, outcome, who)
                    : outgoing(call, outcome, who);
        }
        var agent = call.agentName() == null ? "Somebody" : call.agentName();
        return switch (call.state(now)) {
            case DIALLING, CALLING -> "Calling %s.".formatted(who);
            case RINGING ->
                    call.course().incoming()
                            ? "%s calls.".formatted(who)
                            : "The phone of %s rings.".formatted(who);
            case CLAIMED -> "%s takes this call.".formatted(agent);
            case CONNECTED -> "%s and %s talk.".formatted(agent, who);
            case ENDED -> "The call has ended.";
        };
    }

    private String outgoing(Call call, Outcome outcome, String who) {
        return switch (outcome) {
            case COMPLETED -> "The call with %s has ended.".formatted(who);
            case UNANSWERED -> "%s did not pick up.".formatted(who);
            case REJECTED -> "%s declined the call.".formatted(who);
            case CANCELLED -> "The call was ended before %s picked up.".formatted(who);
            case BUSY ->
                    "%s is in another call with this number. Try again when it is over."
                            .formatted(who);
            case FAILED -> failed(call);
            case UNKNOWN ->
                    "WhatsApp did not confirm the call. If the phone of %s rings all the same, we end it."
                            .formatted(who);
            case MISSED -> throw new IllegalStateException("our own call cannot be missed");
        };
    }

    private String incoming(Call call, Outcome outcome, String who) {
        return switch (outcome) {
            case COMPLETED -> "The call with %s has ended.".formatted(who);
            case MISSED -> "%s called, and nobody picked up.".formatted(who);
            case REJECTED -> "The call of %s was declined.".formatted(who);
            case FAILED -> failed(call);
            case UNANSWERED, CANCELLED, BUSY, UNKNOWN ->
                    throw new IllegalStateException("a person’s call cannot end as " + outcome);
        };
    }

    private String failed(Call call) {
        var cause = call.course().cause();
        return cause == null
                ? message("call.failed")
                : why(new MetaError(cause.code(), cause.text(), null, null));
    }

    /** What an error of Meta's means for whoever wants to talk. */
    String why(@Nullable MetaError error) {
        if (error == null) {
            return message("call.unreachable");
        }
        var own = messages.getMessage("call.meta." + error.code(), null, "", Locale.ENGLISH);
        return own == null || own.isEmpty() ? message(error.trouble().key()) : own;
    }

    String message(String key) {
        return messages.getMessage(key, null, Locale.ENGLISH);
    }
}
