package dev.assent.simulator;

/** What somebody asks of the simulator cannot be done, for the reason given. */
class Impossible extends RuntimeException {

    private static final long serialVersionUID = 1;

    Impossible(String reason) {
        super(reason);
    }
}
