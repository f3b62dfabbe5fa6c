package dev.assent.webhook;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The platform's Meta app.
 *
 * @param appSecret signs what Meta posts; empty means that nothing is taken
 * @param verifyToken what Meta must show when the address is entered there
 */
@ConfigurationProperties("assent.whatsapp")
record WebhookProperties(@DefaultValue("") String appSecret, @DefaultValue("") String verifyToken) {

    @Override
    public String toString() {
        return "WebhookProperties[…]";
    }
}
