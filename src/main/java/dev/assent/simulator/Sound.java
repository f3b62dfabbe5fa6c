package dev.assent.simulator;

/**
 * The far end of a call's sound: an open page on which somebody holds the phone.
 *
 * @param page which of the open pages it is
 * @param sdp its offer or answer
 */
record Sound(String page, String sdp) {

    private static final int LONGEST_PAGE = 40;

    Sound {
        if (page.length() > LONGEST_PAGE) {
            throw new Impossible("page has 40 characters at most.");
        }
    }

    @Override
    public String toString() {
        return "Sound[page=" + page + "]";
    }
}
