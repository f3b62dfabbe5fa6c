package dev.assent.access;

/** A link from a mail was used already, or is too old, or never was one. */
class LinkGone extends RuntimeException {

    LinkGone() {
        super("link is gone", null, false, false);
    }
}
