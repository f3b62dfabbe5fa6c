package dev.assent.simulator;

/** A business number, a person's phone, and what is between them, held while something happens. */
record Chat(BusinessNumber number, Phone phone, Pair pair) {

    Chat with(Pair next) {
        return new Chat(number, phone, next);
    }
}
