package dev.assent.whatsapp;

import java.util.Locale;

/**
 * What Meta's error codes mean for us: one meaning may have many codes. The list is closed; a code
 * that she adds later is {@link #OTHER}.
 */
public enum Trouble {
    /** No permission to call this person. */
    NO_PERMISSION(Concern.PERSON),
    /** We may call this person for good, so asking is refused. */
    PERMANENT_GRANT_EXISTS(Concern.PERSON),
    /** The person was asked as often as allowed. */
    REQUEST_LIMIT(Concern.PERSON, true),
    /** The person was called as often as allowed. */
    CALL_LIMIT(Concern.PERSON, true),
    /** A call with this person is going on. */
    CALL_IN_PROGRESS(Concern.PERSON, true),
    /** Not on WhatsApp, its terms not accepted, or an app that is too old. */
    NOT_ON_WHATSAPP(Concern.PERSON),
    /** A test number reaches only people on its list. */
    NOT_ON_TEST_LIST(Concern.PERSON),
    /** The person did not write for 24 hours: only a template goes through. */
    WINDOW_CLOSED(Concern.PERSON),
    /** The person wants no marketing. */
    OPTED_OUT(Concern.PERSON),
    /** Meta chose not to deliver it to this person. */
    NOT_DELIVERED(Concern.PERSON),
    /** Too many messages to this person in a short time. */
    PAIR_RATE(Concern.PERSON, true),
    /** The business wrote to itself. */
    SENT_TO_ITSELF(Concern.PERSON),

    /** Businesses of the number's country may neither call nor ask. */
    COUNTRY_BARRED(Concern.NUMBER),
    /** Calling is paused after bad feedback: no calls, no requests. */
    PAUSED(Concern.NUMBER, true),
    /** Calling is switched off in the number's settings. */
    CALLING_OFF(Concern.NUMBER),
    /** Calling cannot be switched on: the messaging limit is too low. */
    CALLING_NOT_ELIGIBLE(Concern.NUMBER),
    /** Calling cannot be used before the app subscribes to calls. */
    CALLS_NOT_SUBSCRIBED(Concern.NUMBER),
    /** The number is run by SIP, so the Graph API cannot call from it. */
    SIP_IN_USE(Concern.NUMBER),
    /** The number sends or calls too fast. */
    NUMBER_RATE(Concern.NUMBER, true),
    /** Too many people marked its messages as spam. */
    SPAM_LIMIT(Concern.NUMBER, true),
    /** Too many calls at the same time. */
    CONCURRENT_CALLS(Concern.NUMBER, true),
    /** Meta is working on the number's account. */
    MAINTENANCE(Concern.NUMBER, true),
    /** The number is not registered for the Cloud API. */
    NOT_REGISTERED(Concern.NUMBER),

    /** The access token is wrong, ended, or lacks a right. */
    TOKEN(Concern.ACCOUNT),
    /** No valid means of payment. */
    PAYMENT(Concern.ACCOUNT),
    /** The account is restricted or locked. */
    ACCOUNT_RESTRICTED(Concern.ACCOUNT),

    /** The template does not exist in this language, or is not approved. */
    TEMPLATE_NOT_APPROVED(Concern.TEMPLATE),
    /** Paused for low quality; Meta lifts it by herself. */
    TEMPLATE_PAUSED(Concern.TEMPLATE, true),
    /** Paused too often, and off for good. */
    TEMPLATE_DISABLED(Concern.TEMPLATE),
    /** The variables do not fit the template. */
    TEMPLATE_VARIABLES(Concern.TEMPLATE),
    /** With its variables filled in it is too long. */
    TEMPLATE_TOO_LONG(Concern.TEMPLATE),
    /** It breaks a policy of Meta's. */
    TEMPLATE_POLICY(Concern.TEMPLATE),
    /** The account has as many templates as it may. */
    TEMPLATE_LIMIT(Concern.TEMPLATE),
    /** Meta will not create it as it stands. */
    TEMPLATE_INVALID(Concern.TEMPLATE),

    /** We asked wrongly: a value is missing or unfit. */
    BAD_REQUEST(Concern.REQUEST),
    /** The call could not be set up, or broke down. */
    CALL_FAILED(Concern.REQUEST, true),
    /** A fault of Meta's own. */
    META_FAILED(Concern.META, true),
    /** A code nobody knew when this was written. */
    OTHER(Concern.META);

    /** Whom it touches, and so what else will be refused while it lasts. */
    public enum Concern {
        /** This number with this person. */
        PERSON,
        /** Everything this number does. */
        NUMBER,
        /** Every number of the account. */
        ACCOUNT,
        /** Every use of this template. */
        TEMPLATE,
        /** This one question. */
        REQUEST,
        /** Meta, who knows what. */
        META
    }

    private final Concern concern;
    private final boolean passing;

    Trouble(Concern concern) {
        this(concern, false);
    }

    Trouble(Concern concern, boolean passing) {
        this.concern = concern;
        this.passing = passing;
    }

    public Concern concern() {
        return concern;
    }

    /** Whether time alone can end it, so that asking again later makes sense. */
    public boolean passing() {
        return passing;
    }

    /** The key of the sentence that tells people what happened and what to do next. */
    public String key() {
        return "trouble." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Trouble of(int code) {
        return switch (code) {
            case 138006 -> NO_PERMISSION;
            case 138017 -> PERMANENT_GRANT_EXISTS;
            case 138009 -> REQUEST_LIMIT;
            case 138012 -> CALL_LIMIT;
            case 138003 -> CALL_IN_PROGRESS;
            case 131026, 138001 -> NOT_ON_WHATSAPP;
            case 131030 -> NOT_ON_TEST_LIST;
            case 131047 -> WINDOW_CLOSED;
            case 131050 -> OPTED_OUT;
            case 131049, 130472 -> NOT_DELIVERED;
            case 131056 -> PAIR_RATE;
            case 131021 -> SENT_TO_ITSELF;
            case 138013 -> COUNTRY_BARRED;
            case 138014 -> PAUSED;
            case 138000 -> CALLING_OFF;
            case 138015 -> CALLING_NOT_ELIGIBLE;
            case 138018 -> CALLS_NOT_SUBSCRIBED;
            case 131055 -> SIP_IN_USE;
            case 4, 613, 80007, 130429, 138005 -> NUMBER_RATE;
            case 131048 -> SPAM_LIMIT;
            case 138002 -> CONCURRENT_CALLS;
            case 131057 -> MAINTENANCE;
            case 131045, 133010 -> NOT_REGISTERED;
            case 0, 3, 10, 190 -> TOKEN;
            case 131042, 131044 -> PAYMENT;
            case 368, 131031 -> ACCOUNT_RESTRICTED;
            case 132001 -> TEMPLATE_NOT_APPROVED;
            case 132015 -> TEMPLATE_PAUSED;
            case 132016 -> TEMPLATE_DISABLED;
            case 132000, 132012 -> TEMPLATE_VARIABLES;
            case 132005 -> TEMPLATE_TOO_LONG;
            case 132007 -> TEMPLATE_POLICY;
            case 2388019 -> TEMPLATE_LIMIT;
            case 100, 131008, 131009, 131051 -> BAD_REQUEST;
            case 138004, 138007, 138019, 138020, 138021, 138022, 138023 -> CALL_FAILED;
            case 1, 2, 131000, 131016 -> META_FAILED;
            default -> ofRange(code);
        };
    }

    static boolean isTemplateCode(long code) {
        return code >= 2_388_000 && code <= 2_388_999;
    }

    private static Trouble ofRange(int code) {
        if (code < 0) {
            return ofStatus(-code);
        }
        if (code >= 200 && code <= 299) {
            return TOKEN;
        }
        return isTemplateCode(code) ? TEMPLATE_INVALID : OTHER;
    }

    private static Trouble ofStatus(int status) {
        return switch (status) {
            case 401, 403 -> TOKEN;
            case 429 -> NUMBER_RATE;
            default -> status >= 500 ? META_FAILED : OTHER;
        };
    }
}
