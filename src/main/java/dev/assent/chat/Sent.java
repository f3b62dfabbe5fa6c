package dev.assent.chat;

import dev.assent.whatsapp.MetaError;

/** What came of sending. */
sealed interface Sent {

    /** Meta took it, or nobody knows whether she did: it stands in the thread, which tells. */
    record Kept(Message message) implements Sent {}

    /** Meta refused it; it stands in the thread, with the reason. */
    record Refused(Message message, MetaError error) implements Sent {}

    /** No connection to Meta was made; it stands in the thread, to be sent again. */
    record NotConnected(Message message) implements Sent {}

    /** It was sent before with the same identity, in these words. */
    record Already(Message message) implements Sent {}

    /** The service window is closed: nothing was sent, nothing is stored. */
    record WindowClosed() implements Sent {}
}
