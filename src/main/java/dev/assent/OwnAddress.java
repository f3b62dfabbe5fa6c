package dev.assent;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;

import java.net.InetAddress;

/**
 * Where this application reaches its own simulator: property {@code assent.own-url}, known once it
 * listens.
 */
class OwnAddress implements EnvironmentPostProcessor {

    static final String PROPERTY = "assent.own-url";

    @Override
    public void postProcessEnvironment(
            ConfigurableEnvironment environment, SpringApplication application) {
        environment.getPropertySources().addLast(new Listening(environment));
    }

    private static final class Listening extends PropertySource<Object> {

        private final Environment environment;

        Listening(Environment environment) {
            // Not as the source: Boot would look for further properties there, without end.
            super("own address");
            this.environment = environment;
        }

        @Override
        public @Nullable Object getProperty(String name) {
            var port = name.equals(PROPERTY) ? environment.getProperty("local.server.port") : null;
            return port == null ? null : "http://%s:%s".formatted(host(), port);
        }

        private String host() {
            var address = environment.getProperty("server.address", InetAddress.class);
            return address == null || address.isAnyLocalAddress()
                    ? "127.0.0.1"
                    : bracketed(address);
        }

        private static String bracketed(InetAddress address) {
            var host = address.getHostAddress();
            return host.contains(":") ? "[" + host + "]" : host;
        }
    }
}
