package dev.assent.simulator;

/**
 * A person's phone, opened at the chat with a business.
 *
 * @param number the business number's id
 * @param person digits of the person's number
 */
record Whom(String number, String person) {

    static Whom of(String number, String person) {
        return new Whom(number, Names.digits(person));
    }
}
