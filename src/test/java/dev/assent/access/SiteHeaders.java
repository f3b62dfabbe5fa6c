package dev.assent.access;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;

/** The headers of the site, for pages that only tests have. */
public final class SiteHeaders {

    private SiteHeaders() {}

    public static void careful(HeadersConfigurer<HttpSecurity> headers) {
        Headers.careful(headers);
    }
}
