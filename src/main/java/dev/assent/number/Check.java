package dev.assent.number;

import dev.assent.web.Kind;
import dev.assent.web.Look;

/**
 * One thing a number needs before people can be called from it, and how it stands.
 *
 * @param text what to do about it, or why it is well
 */
record Check(Result result, String title, String text) {

    enum Result implements Kind {
        WELL("In order", "circle-check", "go"),
        MISSING("Missing", "circle-x", "stop"),
        ADVICE("Worth a look", "alert-triangle", "wait"),
        UNKNOWN("Unknown", "help-circle", "idle");

        private final Look look;

        Result(String word, String icon, String tone) {
            look = new Look(word, icon, tone);
        }

        @Override
        public Look look() {
            return look;
        }
    }
}
