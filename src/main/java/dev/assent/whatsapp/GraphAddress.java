package dev.assent.whatsapp;

import dev.assent.tenancy.Misconfigured;

import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

import java.net.URI;

/** Where the Graph API is, without a slash at the end. */
@Component
class GraphAddress {

    private static final String VERSION = "v26.0";

    private final @Nullable URI fixed;
    private final Environment environment;

    GraphAddress(GraphProperties properties, Environment environment) {
        this.environment = environment;
        this.fixed = fixed(properties.graphUrl(), environment);
    }

    boolean isSimulated() {
        return fixed == null;
    }

    /** The simulator lives in this application, whose port is known only once it listens. */
    URI base() {
        return fixed == null
                ? URI.create(
                        environment.getRequiredProperty("assent.own-url")
                                + "/simulator/graph/"
                                + VERSION)
                : fixed;
    }

    private static @Nullable URI fixed(@Nullable String configured, Environment environment) {
        if (configured != null && !configured.isBlank()) {
            return checked(configured.strip());
        }
        return environment.getProperty("assent.demo", Boolean.class, false)
                ? null
                : URI.create("https://graph.facebook.com/" + VERSION);
    }

    private static URI checked(String text) {
        var url = URI.create(text.replaceAll("/+$", ""));
        var web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
        if (!web || url.getHost() == null || url.getRawQuery() != null) {
            throw new Misconfigured(
                    "ASSENT_WHATSAPP_GRAPH_URL must look like"
                            + " https://graph.facebook.com/v26.0, not "
                            + text);
        }
        return url;
    }
}
