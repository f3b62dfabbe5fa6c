package dev.assent.live;

import dev.assent.tenancy.Id;

import java.util.regex.Pattern;

/**
 * Something of a tenant that pages show. The name says nothing about rights: whoever hears it asks
 * for a fragment, and may be refused.
 */
record Topic(Id tenant, String name) {

    /** Stands for all topics of the tenant. */
    static final String EVERYTHING = "*";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,79}");

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    static String name(String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException("no name for a topic: " + name);
        }
        return name;
    }
}
