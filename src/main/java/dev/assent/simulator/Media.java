package dev.assent.simulator;

/** Where the sound of a call would come from. */
interface Media {

    /** What the person's phone answers to the business's offer. */
    String answerTo(String offer);

    /** What the person's phone offers when it calls. */
    String offer();

    /** Whether a text can be a session description at all. */
    static boolean isSession(String sdp) {
        return sdp.startsWith("v=0") && sdp.contains("m=audio") && sdp.contains("a=fingerprint:");
    }
}
