package dev.assent.rules;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Whether something may be done now (section 9). */
public sealed interface Verdict {

    record Allowed(List<Caution> cautions) implements Verdict {

        public Allowed {
            cautions = List.copyOf(cautions);
        }
    }

    /**
     * @param reasons all that apply, the one that clears last first
     */
    record Refused(List<Reason> reasons) implements Verdict {

        public Refused {
            reasons = List.copyOf(reasons);
        }

        static Refused of(List<Reason> reasons) {
            return new Refused(reasons.stream().sorted(LATEST_FIRST).toList());
        }

        /** The reason to tell first: the one that clears last. */
        public Reason decisive() {
            return reasons.getFirst();
        }

        private static final Comparator<Reason> LATEST_FIRST =
                Comparator.comparing(
                                Reason::clearsAt,
                                Comparator.nullsLast(Comparator.<Instant>naturalOrder()))
                        .reversed();
    }

    default boolean allowed() {
        return this instanceof Allowed;
    }

    /**
     * @param evidence by id: the requests or calls that were counted, or what Meta told
     * @param clearsAt when it is over if nothing else happens; null when unknown
     */
    record Reason(Code code, List<String> evidence, @Nullable Instant clearsAt) {

        public Reason {
            evidence = List.copyOf(evidence);
        }
    }

    enum Code {
        NO_PERMISSION,
        CALL_LIMIT_24H,
        CALL_LIMIT_GRANT,
        CALL_IN_PROGRESS,
        PERMANENT_GRANT,
        REQUEST_LIMIT_24H,
        REQUEST_LIMIT_7D,
        WINDOW_CLOSED,
        TEMPLATE_NOT_APPROVED,
        OPTED_OUT,
        COUNTRY_RESTRICTED,
        CALLING_DISABLED,
        NUMBER_PAUSED,
        NUMBER_DISCONNECTED,
        NUMBER_RATE,
        NOT_ON_WHATSAPP,
        REFUSED_BY_META,
        OWN_RULE
    }

    /** What to consider although it is allowed. */
    enum Caution {
        /** Asking: a temporary grant is in force already. */
        GRANT_ACTIVE,
        /** Calling: WhatsApp has suggested to the user to reconsider. */
        UNANSWERED_2,
        /** Calling: one more unanswered call and the grant is revoked. */
        UNANSWERED_3,
        /** Calling: the grant ends within 24 h. */
        EXPIRES_SOON,
        /** Asking: an earlier request still waits, a new one replaces it. */
        REQUEST_WAITING
    }
}
