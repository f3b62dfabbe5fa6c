package dev.assent.permission;

import dev.assent.contact.Contact;
import dev.assent.number.BusinessNumber;
import dev.assent.rules.Situation;
import dev.assent.rules.Situation.Bar;
import dev.assent.rules.Verdict.Code;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What stands in the way of a number or a person, in the words of the rules. */
final class Situations {

    /** How long we believe that somebody cannot be reached; then it is worth another try. */
    static final Duration BELIEVED = Duration.ofHours(24);

    private Situations() {}

    /**
     * @param contact null for somebody we do not know yet
     */
    static Situation of(BusinessNumber number, @Nullable Contact contact) {
        var bars = new ArrayList<Bar>(0);
        if (!number.connected()) {
            bars.add(new Bar(Code.NUMBER_DISCONNECTED, null));
        }
        if (!number.calling()) {
            bars.add(new Bar(Code.CALLING_DISABLED, null));
        }
        add(bars, Code.COUNTRY_RESTRICTED, number.barredUntil());
        add(bars, Code.NUMBER_PAUSED, number.pausedUntil());
        add(bars, Code.NUMBER_RATE, number.rateLimitedUntil());
        if (contact != null && contact.notOnWhatsappSince() != null) {
            bars.add(new Bar(Code.NOT_ON_WHATSAPP, contact.notOnWhatsappSince().plus(BELIEVED)));
        }
        return new Situation(number.country(), bars);
    }

    private static void add(List<Bar> bars, Code code, @Nullable Instant until) {
        if (until != null) {
            bars.add(new Bar(code, until));
        }
    }
}
