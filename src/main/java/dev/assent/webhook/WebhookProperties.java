package dev.assent.webhook;

import dev.assent.tenancy.Misconfigured;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The platform's Meta app.
 *
 * @param appSecret signs what Meta posts
 * @param verifyToken what Meta must show when the address is entered there
 */
@ConfigurationProperties("assent.whatsapp")
record WebhookProperties(@DefaultValue("") String appSecret, @DefaultValue("") String verifyToken) {

    WebhookProperties {
        if (appSecret.isBlank()) {
            throw new Misconfigured(
                    "ASSENT_WHATSAPP_APP_SECRET is not set: it must be the secret of the platform's"
                            + " Meta app, for without it no webhook can be told from a forged one");
        }
    }

    @Override
    public String toString() {
        return "WebhookProperties[…]";
    }
}
