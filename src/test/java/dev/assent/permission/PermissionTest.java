package dev.assent.permission;

import dev.assent.AssentTest;
import dev.assent.Beside;

import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The whole application with time moved by hand and little patience with Meta, on schemas of its
 * own: applications that keep another time would fold the same pairs.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@AssentTest
@Beside
@TestPropertySource(properties = {"test.schemas=_p", "assent.whatsapp.answer-timeout=1500ms"})
@Import({HandMovedTime.class, Moods.class, CountedStatements.class})
public @interface PermissionTest {}
