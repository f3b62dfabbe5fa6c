package dev.assent.demo;

import java.util.List;

/** Who they are. */
final class Businesses {

    static final String PASSWORD = "assent-demo";

    /** The approved template that each of them has. */
    static final String TEMPLATE = "may_we_call";

    /** The payload of buttons that mean "call me". */
    static final String CALL_ME = "CALL_ME";

    static final String TEMPLATE_TEXT =
            "Hello {{first_name}}, some things are easier to settle in a short call. May we call"
                    + " you here on WhatsApp?";

    /** Another approved one, which asks for nothing. */
    static final String REMINDER = "see_you_soon";

    static final String REMINDER_TEXT =
            "Hello {{first_name}}, a short reminder: we see you on {{day}}. Write to us here if"
                    + " that does not suit you any more.";

    static final Business LOTUS =
            new Business(
                    "lotus",
                    "Lotus Dental",
                    "Asia/Kolkata",
                    "IN",
                    "100000000000001",
                    "200000000000001",
                    "+91 80 4567 8901",
                    "Dr. Kavita Rao",
                    "Nikhil Shenoy",
                    "Asha Kulkarni");

    static final Business HARBOR =
            new Business(
                    "harbor",
                    "Harbor Bikes",
                    "Europe/Berlin",
                    "DE",
                    "100000000000002",
                    "200000000000002",
                    "+49 30 5678 9012",
                    "Jonas Petersen",
                    "Miriam Vogt",
                    "Finn Albers");

    static final Business MAPLE =
            new Business(
                    "maple",
                    "Maple Realty",
                    "America/Los_Angeles",
                    "US",
                    "100000000000003",
                    "200000000000003",
                    "+1 415 555 0134",
                    "Grace Holloway",
                    "Victor Nguyen",
                    "Dana Whitfield");

    static final List<Business> ALL = List.of(LOTUS, HARBOR, MAPLE);

    private Businesses() {}
}
