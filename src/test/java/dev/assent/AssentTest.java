package dev.assent;

import dev.assent.tenancy.TestDatabase;

import org.awaitility.Awaitility;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfiguration;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;

/**
 * The whole application, started once for all tests that say so: in demo mode, on a free port, on
 * the database of {@link TestDatabase}. Tests share it, so each makes its own business or people.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = Assent.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = AssentTest.Database.class)
public @interface AssentTest {

    class Database implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            TestPropertyValues.of(
                            "assent.demo=true",
                            "assent.db.url=" + TestDatabase.url(),
                            "assent.db.user=" + TestDatabase.user(),
                            "assent.db.password=" + TestDatabase.password(),
                            "assent.db.prefix=" + TestDatabase.prefix() + own(context),
                            "assent.db.home=target/assent-home")
                    .applyTo(context);
            context.getBeanFactory().addBeanPostProcessor(new QuickHashes());
            Awaitility.setDefaultPollInterval(Duration.ofMillis(20));
        }

        /** A test of what nodes share wants schemas that no other context works on. */
        private static String own(ConfigurableApplicationContext context) {
            return context.getEnvironment().getProperty("test.schemas", "");
        }
    }
}
