package dev.assent;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The application started once more, on the same database: another node of the same system. */
public final class AnotherNode {

    private AnotherNode() {}

    /** Starts it on a free port, which {@code local.server.port} tells. The caller closes it. */
    public static ConfigurableApplicationContext start(String... profiles) {
        return new SpringApplicationBuilder(Assent.class)
                .profiles(profiles)
                .initializers(new AssentTest.Database())
                .run("--server.port=0");
    }
}
