package dev.assent.template;

import org.jspecify.annotations.Nullable;

/**
 * What a status means, and what to do next.
 *
 * @param tone the colour, as {@code web/alert} names it
 */
record Counsel(String tone, String icon, String title, String text) {

    private static final Counsel MORE_THAN_WORDS =
            new Counsel(
                    "wait",
                    "photo",
                    "It can’t be sent from here.",
                    "A picture, a file or the value of a button belongs to it. Write one of words"
                            + " alone to ask from here.");

    /** Empty where there is nothing to be said. */
    static @Nullable Counsel on(Template template) {
        var decision = template.decision();
        var status = decision.status();
        return switch (status) {
            case APPROVED -> template.wordsOnly() ? null : MORE_THAN_WORDS;
            case PENDING ->
                    of(
                            status,
                            "WhatsApp is looking at it.",
                            "Most templates are decided within minutes, all within a day. The"
                                    + " answer appears here by itself.");
            case FLAGGED ->
                    of(
                            status,
                            "People don’t like this template.",
                            "It can still be sent, but WhatsApp is about to pause it. Send it to"
                                    + " those only who expect to be asked, or use another.");
            case REJECTED -> of(status, "WhatsApp rejected it.", rejected(decision.reason()));
            case PAUSED ->
                    of(
                            status,
                            "WhatsApp paused it, for people reacted badly.",
                            "It comes back by itself after a few hours. Use another template until"
                                    + " then; after the third pause it is switched off for good.");
            case DISABLED ->
                    of(
                            status,
                            "WhatsApp switched it off for good.",
                            "It can’t be sent any more. Write a new one that says plainly why you"
                                    + " want to call.");
            case ARCHIVED ->
                    of(
                            status,
                            "It is in WhatsApp’s archive.",
                            "It was not used for long. Take it out of the archive in WhatsApp"
                                    + " Manager to send it again.");
            case HELD -> of(status, "WhatsApp holds it back.", held(decision.reason()));
        };
    }

    private static Counsel of(Status status, String title, String text) {
        return new Counsel(status.tone(), status.icon(), title, text);
    }

    private static String rejected(@Nullable String reason) {
        return switch (reason) {
            case "ABUSIVE_CONTENT" ->
                    "The text reads as threatening or abusive. Write it anew, in a friendly tone,"
                            + " and submit it under another name.";
            case "INCORRECT_CATEGORY", "TAG_CONTENT_MISMATCH", "CATEGORY_NOT_AVAILABLE" ->
                    "The text does not fit the category. Submit it as marketing, or leave out all"
                            + " that promotes something.";
            case "INVALID_FORMAT" ->
                    "Its form is not right: mostly a variable at the very beginning or end,"
                            + " variables with too little text around them, or braces that don’t"
                            + " match. Mend it and submit it under another name.";
            case "PROMOTIONAL" ->
                    "It promotes something, which this category must not. Submit it as marketing,"
                            + " or leave that out.";
            case "SCAM" ->
                    "It resembles messages people were cheated with. Say plainly who you are and"
                            + " why you want to call, and ask for nothing else.";
            case null, default ->
                    "Look its text over, say plainly why you want to call, and submit it under"
                            + " another name.";
        };
    }

    private static String held(@Nullable String reason) {
        return "LIMIT_EXCEEDED".equals(reason)
                ? "The account has as many templates as it may. Delete one you no longer use."
                : "It can’t be sent at the moment. WhatsApp Manager tells why.";
    }
}
