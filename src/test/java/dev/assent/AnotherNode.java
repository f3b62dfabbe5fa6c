package dev.assent;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ConfigurableApplicationContext;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The application once more, on the same database: as another node, or after a restart. */
public final class AnotherNode implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private AnotherNode(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Starts it on a free port, with these settings, such as {@code assent.demo=false}. */
    public static AnotherNode start(String... settings) {
        return startAs("default", settings);
    }

    /** The same with a Spring profile. */
    public static AnotherNode startAs(String profile, String... settings) {
        return new AnotherNode(
                new SpringApplicationBuilder(Assent.class)
                        .profiles(profile)
                        .initializers(context -> {
                            TestPropertyValues.of(settings).applyTo(context);
                            new AssentTest.Database().initialize(context);
                            TestPropertyValues.of(settings).applyTo(context);
                        })
                        .properties("server.port=0")
                        .run());
    }

    /** The same as it runs in production, with the keyset that the tests made for themselves. */
    public static AnotherNode startInProduction(String... settings) {
        return start(
                Stream.concat(
                                Stream.of("assent.demo=false", "assent.encryption-key=" + keyset()),
                                Stream.of(settings))
                        .toArray(String[]::new));
    }

    public int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    @Override
    public void close() {
        context.close();
    }

    private static String keyset() {
        try {
            return Files.readString(Path.of("target", "assent-home", "encryption-key"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
