package dev.assent.contact;

/** How entering or changing a contact by hand ended. */
public sealed interface Entry {

    /** It stands so now. */
    record Done(Contact contact) implements Entry {}

    /** Nothing was done: the number is somebody else's. */
    record Taken(Contact by) implements Entry {}

    /** Nothing was done: the number must stay, see {@link Contact#numberIsFixed}. */
    record Fixed(Contact contact) implements Entry {}
}
