package dev.assent.rules;

/** Where Meta's latest reading differs from what the ledger says of that moment (8.6). */
public record Drift(What what, String ours, String metas) {

    public enum What {
        PERMISSION,
        REQUESTS_24H,
        MAXIMUM_REQUESTS_24H,
        REQUESTS_7D,
        MAXIMUM_REQUESTS_7D,
        CALLS_24H,
        MAXIMUM_CALLS_24H
    }
}
