package dev.assent.whatsapp;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * How to reach Meta.
 *
 * @param graphUrl with the version, such as {@code https://graph.facebook.com/v26.0}; unset means
 *     the simulator in demo mode, else Meta
 * @param connectTimeout how long to wait for a connection
 * @param answerTimeout how long to wait for the whole answer
 */
@ConfigurationProperties("assent.whatsapp")
record GraphProperties(
        @Nullable String graphUrl,
        @DefaultValue("2s") Duration connectTimeout,
        @DefaultValue("10s") Duration answerTimeout) {}
