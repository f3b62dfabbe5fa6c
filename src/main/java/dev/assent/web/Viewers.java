package dev.assent.web;

import java.util.Optional;

/** Knows who is looking. */
public interface Viewers {

    /** Whoever the current request is answered for; empty if nobody is signed in. */
    Optional<? extends Viewer> current();
}
