package dev.assent.number;

import java.util.Locale;

/** What keeps a number from being connected. */
public enum Obstacle {
    /** Meta does not take the token at all. */
    TOKEN_INVALID(Field.TOKEN),
    /** The token lacks a right. */
    TOKEN_TOO_WEAK(Field.TOKEN),
    /** Meta does not show this token such a number. */
    NUMBER_UNKNOWN(Field.NUMBER),
    /** What Meta shows as the number is no telephone number. */
    NUMBER_UNREADABLE(Field.NUMBER),
    /** Another business of ours has it. */
    NUMBER_TAKEN(Field.NUMBER),
    /** Meta does not show this token such an account. */
    ACCOUNT_UNKNOWN(Field.ACCOUNT),
    /** The number is not one of the account's. */
    NOT_IN_ACCOUNT(Field.ACCOUNT),
    /** The app could not be subscribed to what happens in the account. */
    NOT_SUBSCRIBED(Field.TOKEN),
    /** The calling settings could not be read. */
    SETTINGS_CLOSED(Field.TOKEN),
    /** Too many questions in a short time. */
    META_BUSY(Field.NONE),
    /** Meta failed by herself. */
    META_FAILED(Field.NONE),
    /** No answer came in time. */
    META_SILENT(Field.NONE),
    /** No connection to Meta came about. */
    META_UNREACHABLE(Field.NONE);

    /** Where a person can do something about it. */
    enum Field {
        NUMBER,
        ACCOUNT,
        TOKEN,
        NONE
    }

    private final Field field;

    Obstacle(Field field) {
        this.field = field;
    }

    Field field() {
        return field;
    }

    /** The key of the sentence that tells people what happened and what to do next. */
    public String key() {
        return "number.obstacle." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
