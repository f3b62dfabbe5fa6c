package dev.assent.simulator;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the simulator must know of the application's configuration.
 *
 * @param baseUrl where the application is reached; absent means this machine at its own port
 */
@ConfigurationProperties("assent")
record SimulatorProperties(
        @Nullable String baseUrl, @DefaultValue Whatsapp whatsapp, @DefaultValue Db db) {

    /**
     * @param appSecret what webhooks are signed with
     */
    record Whatsapp(@DefaultValue("demo-app-secret") String appSecret) {}

    /**
     * @param prefix what the name of our schema begins with
     */
    record Db(@DefaultValue("assent") String prefix) {}
}
