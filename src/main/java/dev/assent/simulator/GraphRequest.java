package dev.assent.simulator;

import tools.jackson.databind.JsonNode;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * What somebody asks of the Graph.
 *
 * @param id of the number, account or template it is about
 * @param edge what of it, such as {@code messages}; blank for the thing itself
 * @param accounts whatever the token opens
 */
record GraphRequest(
        String method,
        String id,
        String edge,
        Map<String, String> params,
        JsonNode body,
        Set<String> accounts,
        Instant now) {

    String param(String name) {
        return params.getOrDefault(name, "");
    }

    /**
     * @throws GraphError if the token does not open that account
     */
    void checkOpens(String wabaId) {
        if (!accounts.contains(wabaId)) {
            throw GraphError.of(
                    Fault.PERMISSION, "The token has no permission for the account of " + id + ".");
        }
    }
}
