package dev.assent.simulator;

/** The far end of a call that no open page lends its sound. */
interface Media {

    /** What the person's phone answers to the business's offer. */
    String answerTo(String offer);

    /** What the person's phone offers when it calls. */
    String offer();
}
