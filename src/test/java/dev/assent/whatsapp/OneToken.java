package dev.assent.whatsapp;

import java.util.NoSuchElementException;

/** The same access token for every number and account but {@code gone}, which nobody knows. */
record OneToken(AccessToken token) implements Credentials {

    OneToken(String token) {
        this(new AccessToken(token));
    }

    @Override
    public AccessToken ofNumber(String phoneNumberId) {
        return of(phoneNumberId);
    }

    @Override
    public AccessToken ofAccount(String wabaId) {
        return of(wabaId);
    }

    private AccessToken of(String id) {
        if (id.equals("gone")) {
            throw new NoSuchElementException(id);
        }
        return token;
    }
}
