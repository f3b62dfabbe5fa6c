package dev.assent.access;

import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

import java.net.URI;

/** Where people, and Meta, reach this application. */
@Component
public class BaseUrl {

    private final Environment environment;

    BaseUrl(Environment environment) {
        this.environment = environment;
    }

    /** The full address of a path that begins with a slash. */
    public URI of(String path) {
        var base = environment.getProperty("assent.base-url", "");
        return URI.create((base.isBlank() ? local() : base.strip().replaceAll("/+$", "")) + path);
    }

    private String local() {
        return "http://localhost:" + environment.getRequiredProperty("local.server.port");
    }
}
