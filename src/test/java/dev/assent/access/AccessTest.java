package dev.assent.access;

import dev.assent.AssentTest;

import org.springframework.context.annotation.Import;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The whole application, its mail read by tests, its password hashes counted, and a few probes. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@AssentTest
@Import({Mailbox.class, CountedHashes.class, Probe.class, People.class})
@interface AccessTest {}
