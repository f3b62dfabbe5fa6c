package dev.assent.tenancy;

/** What our schemas are called. */
record SchemaNames(String prefix) {

    SchemaNames {
        if (!prefix.matches("[a-z][a-z0-9_]{0,19}")) {
            throw new Misconfigured(
                    "ASSENT_DB_PREFIX must be at most 20 small letters, digits and underscores, and"
                            + " begin with a letter");
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
