package dev.assent.simulator;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.Optional;

/** An answer of Meta that says no. */
class GraphError extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int code;
    private final int status;
    private final int subcode;
    private final String title;
    private final String words;
    private final @Nullable Instant until;

    private GraphError(
            int code,
            int status,
            int subcode,
            String title,
            String words,
            @Nullable Instant until) {
        super(words);
        this.code = code;
        this.status = status;
        this.subcode = subcode;
        this.title = title;
        this.words = words;
        this.until = until;
    }

    static GraphError of(Fault fault, String details) {
        return of(fault, 0, details);
    }

    static GraphError of(Fault fault, int subcode, String details) {
        return new GraphError(fault.code, fault.status, subcode, fault.title, details, null);
    }

    /**
     * One that time ends.
     *
     * @param until empty if nobody knows when
     */
    static GraphError passing(Fault fault, String words, Optional<Instant> until) {
        return new GraphError(fault.code, fault.status, 0, fault.title, words, until.orElse(null));
    }

    static GraphError missing(String parameter) {
        return of(Fault.MISSING_PARAMETER, "The parameter " + parameter + " is required.");
    }

    static GraphError noSuchObject(String id) {
        return of(
                Fault.INVALID_PARAMETER,
                33,
                "Unsupported request. Object with ID '%s' does not exist, cannot be loaded due to"
                                .formatted(id)
                        + " missing permissions, or does not support this operation.");
    }

    /** One somebody asked for by its code. */
    static GraphError planned(int code) {
        for (var fault : Fault.values()) {
            if (fault.code == code) {
                return of(fault, "Planned in the simulator.");
            }
        }
        return new GraphError(
                code,
                code == 131_016 ? 503 : 400,
                0,
                "Error " + code,
                "Planned in the simulator.",
                null);
    }

    int code() {
        return code;
    }

    int status() {
        return status;
    }

    String title() {
        return title;
    }

    /** What is wrong, without the moment at which it is over. */
    String words() {
        return words;
    }

    /** When time ends it; null where it does not, or nobody knows. */
    @Nullable Instant until() {
        return until;
    }

    /** As Meta writes it: moments in Unix seconds, like everywhere in her answers. */
    String details() {
        return until == null
                ? words
                : "%s Allowed again at %d.".formatted(words, until.getEpochSecond());
    }

    ObjectNode body() {
        var body = Json.object();
        var error = body.putObject("error");
        error.put("message", "(#%d) %s".formatted(code, title));
        error.put("type", "OAuthException");
        error.put("code", code);
        if (subcode != 0) {
            error.put("error_subcode", subcode);
        }
        error.putObject("error_data")
                .put("messaging_product", "whatsapp")
                .put("details", details());
        error.put("fbtrace_id", Ids.trace());
        return body;
    }
}
