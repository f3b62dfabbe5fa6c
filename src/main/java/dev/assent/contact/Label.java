package dev.assent.contact;

/** Where a person stands with us, in one word; over several numbers the best of them. */
public enum Label {
    GRANTED,
    PENDING,
    DECLINED,
    REVOKED,
    EXPIRED,
    NOT_REQUESTED
}
