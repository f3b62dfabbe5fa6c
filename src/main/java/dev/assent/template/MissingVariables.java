package dev.assent.template;

import java.util.List;

/** A template cannot be sent, for some of its variables have no value. */
class MissingVariables extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final transient List<String> names;

    MissingVariables(List<String> names) {
        super("no value for " + String.join(", ", names));
        this.names = List.copyOf(names);
    }

    /** The names of those variables. */
    List<String> names() {
        return names;
    }
}
