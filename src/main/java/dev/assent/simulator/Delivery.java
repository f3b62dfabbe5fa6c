package dev.assent.simulator;

/**
 * How webhooks travel.
 *
 * @param delayMillis how long each waits before it is sent
 * @param repeats how many times more each is sent after it was taken
 * @param shuffle whether they overtake each other
 * @param batch how many updates travel in one POST at most
 * @param paused whether they all wait
 */
record Delivery(int delayMillis, int repeats, boolean shuffle, int batch, boolean paused) {

    static final Delivery PROMPT = new Delivery(0, 0, false, 1, false);

    /** Shuffled updates wait up to so long, each its own time. */
    static final int SHUFFLE_MILLIS = 3_000;

    Delivery checked() {
        Settings.inRange("delay_millis", delayMillis, 0, 3_600_000);
        Settings.inRange("repeats", repeats, 0, 20);
        Settings.inRange("batch", batch, 1, 1_000);
        return this;
    }
}
