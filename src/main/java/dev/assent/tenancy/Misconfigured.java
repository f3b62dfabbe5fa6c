package dev.assent.tenancy;

import org.jspecify.annotations.Nullable;

/** A setting is missing or wrong, so that the application cannot start. */
public final class Misconfigured extends IllegalStateException {

    private static final long serialVersionUID = 1;

    /**
     * @param message names the setting and says what it must be; for the operator, so without
     *     secrets
     */
    public Misconfigured(String message) {
        this(message, null);
    }

    public Misconfigured(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
