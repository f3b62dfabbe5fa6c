package dev.assent.tenancy;

/** What our schemas are called. */
record SchemaNames(String prefix) {

    SchemaNames {
        if (!prefix.matches("[a-z][a-z0-9_]{0,19}")) {
            throw new IllegalArgumentException("no usable prefix for schema names: " + prefix);
        }
    }

    String control() {
        return prefix;
    }

    /** Where connections to the tenants' schemas rest: it holds nothing. */
    String nowhere() {
        return prefix + "_nowhere";
    }

    String tenant(Id id) {
        return prefix + "_t_" + id;
    }
}
