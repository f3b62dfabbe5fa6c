package dev.assent.whatsapp;

import dev.assent.tenancy.Id;

/**
 * A business's own Meta app.
 *
 * @param tenant whose it is; what arrives through it may concern this tenant's numbers only
 * @param appSecret signs what Meta posts
 * @param verifyToken what Meta shows when the address is entered there
 */
public record OwnApp(Id tenant, String appSecret, String verifyToken) {

    @Override
    public String toString() {
        return "OwnApp[tenant=%s]".formatted(tenant);
    }
}
