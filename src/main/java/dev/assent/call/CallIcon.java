package dev.assent.call;

import dev.assent.contact.Contact;
import dev.assent.contact.Contacts;
import dev.assent.permission.Sheet;
import dev.assent.permission.Sign;
import dev.assent.permission.Wording;
import dev.assent.rules.Standing;
import dev.assent.rules.Verdict;
import dev.assent.tenancy.Id;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * Whether somebody may be called, as the button that calls them tells it: by word, shape and
 * colour.
 *
 * @param who the person, as one would speak of them
 * @param topic what changes when this does
 * @param callable whether we may call now
 * @param word what stands on the button
 * @param detail more of it; empty where the word says it all
 * @param until what the detail ends with: the time left until then
 * @param next when it must be drawn anew
 */
record CallIcon(
        Id contact,
        String who,
        String topic,
        boolean callable,
        String tone,
        String icon,
        String word,
        String detail,
        @Nullable Instant until,
        @Nullable Instant next) {

    /** Of a business that has no number so far. */
    static CallIcon unconnected(Contact contact) {
        return new CallIcon(
                contact.id(),
                contact.name(),
                Contacts.topic(contact.id()),
                false,
                "idle",
                "phone",
                "Call",
                "no number connected",
                null,
                null);
    }

    static CallIcon of(Sheet sheet) {
        var look = Look.of(sheet);
        return new CallIcon(
                sheet.contact().id(),
                new Wording(sheet).who(),
                Contacts.topic(sheet.contact().id()),
                look.callable(),
                look.tone(),
                look.icon(),
                look.word(),
                look.detail(),
                look.until(),
                sheet.position().changesAt());
    }

    private record Look(
            boolean callable,
            String tone,
            String icon,
            String word,
            String detail,
            @Nullable Instant until) {

        static Look of(Sheet sheet) {
            return switch (sheet.mayCall()) {
                case Verdict.Allowed _ -> granted(sheet);
                case Verdict.Refused refused
                        when sheet.position().standing() instanceof Standing.Granted ->
                        held(refused);
                case Verdict.Refused _ -> standing(Sign.of(sheet.position()));
            };
        }

        private static Look granted(Sheet sheet) {
            var sign = Sign.of(sheet.position());
            return new Look(
                    true,
                    sign.tone(),
                    sign.icon(),
                    "Call",
                    sign.until() == null ? "granted for good" : "granted,",
                    sign.until());
        }

        /** Granted, and yet it cannot be now: only what may be called is green. */
        private static Look held(Verdict.Refused refused) {
            var decisive = refused.decisive();
            if (decisive.code() == Verdict.Code.CALL_IN_PROGRESS) {
                return new Look(false, "info", "phone-call", "In a call", "", null);
            }
            return decisive.clearsAt() == null
                    ? new Look(false, "wait", "clock", "Can’t call now", "granted", null)
                    : new Look(
                            false,
                            "wait",
                            "clock",
                            "Can’t call yet",
                            "possible in",
                            decisive.clearsAt());
        }

        private static Look standing(Sign sign) {
            var words = sign.word().split(" · ", 2);
            return new Look(
                    false,
                    sign.tone(),
                    sign.icon(),
                    words[0],
                    words.length > 1 ? words[1] : "",
                    null);
        }
    }
}
