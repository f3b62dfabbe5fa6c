package dev.assent.whatsapp;

/** Knows the access tokens of the current tenant; implemented by who keeps the numbers. */
public interface Credentials {

    /**
     * The token for this number.
     *
     * @throws java.util.NoSuchElementException if the number is not connected
     */
    AccessToken ofNumber(String phoneNumberId);

    /**
     * The token for this account.
     *
     * @throws java.util.NoSuchElementException if none of its numbers is connected
     */
    AccessToken ofAccount(String wabaId);
}
