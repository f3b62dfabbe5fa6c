package dev.assent.simulator;

/**
 * What shall go wrong with the next Graph requests.
 *
 * @param kind in which way
 * @param code Meta's error code, where it is an ERROR
 * @param done whether the request is carried out all the same, so that only its answer is lost
 * @param edge {@code messages}, {@code calls}, …; blank = whatever comes next
 * @param times how many requests, 0 = none
 */
record Failure(Kind kind, int code, boolean done, String edge, int times) {

    static final Failure NONE = new Failure(Kind.ERROR, 131_000, false, "", 0);

    enum Kind {
        /** An error document with a code. */
        ERROR,
        /** Status 500 with a page instead of a document. */
        SERVER_ERROR,
        /** No answer at all. */
        TIMEOUT
    }

    Failure checked() {
        Settings.inRange("times", times, 0, 1_000_000);
        return this;
    }

    boolean concerns(String asked) {
        return times > 0 && (edge.isBlank() || edge.equals(asked));
    }

    Failure once() {
        return new Failure(kind, code, done, edge, times - 1);
    }
}
