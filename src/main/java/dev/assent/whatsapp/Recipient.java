package dev.assent.whatsapp;

/** Who gets a message: the number is used where we have it, as it goes first with Meta too. */
public sealed interface Recipient {

    /**
     * @param digits without a plus sign
     */
    record ByNumber(String digits) implements Recipient {}

    /**
     * @param userId business-scoped, such as {@code IN.123}
     */
    record ByUserId(String userId) implements Recipient {}

    static Recipient of(Person person) {
        if (person.waId() != null) {
            return new ByNumber(person.waId());
        }
        if (person.userId() != null) {
            return new ByUserId(person.userId());
        }
        throw new IllegalArgumentException("a person without number and user id");
    }
}
