package dev.assent.access;

import java.io.IOException;

/** Takes letters away. */
interface Postman {

    /**
     * Hands the letter over.
     *
     * @throws IOException if it was not taken; it may be tried again
     */
    void deliver(Letter letter) throws IOException;
}
