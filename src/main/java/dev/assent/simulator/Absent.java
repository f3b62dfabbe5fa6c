package dev.assent.simulator;

/** What somebody named does not exist here. */
class Absent extends Impossible {

    private static final long serialVersionUID = 1;

    Absent(String reason) {
        super(reason);
    }
}
