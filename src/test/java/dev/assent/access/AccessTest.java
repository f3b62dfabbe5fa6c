package dev.assent.access;

import dev.assent.AssentTest;
import dev.assent.Beside;

import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The whole application, its mail read by tests, its password hashes counted, and a few probes. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@AssentTest
@Beside
@TestPropertySource(properties = AccessTest.OWN_SCHEMAS)
@Import({Mailbox.class, CountedHashes.class, Probe.class, People.class})
@interface AccessTest {

    /** Other contexts would take the letters away. */
    String OWN_SCHEMAS = "test.schemas=_a";
}
