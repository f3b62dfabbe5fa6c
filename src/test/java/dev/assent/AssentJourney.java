package dev.assent;

import org.junit.jupiter.api.extension.ExtendWith;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A story told in real browsers against the whole application. Test methods ask for as many {@link
 * Browser}s as there are people in the story; each has cookies of its own. The names of such
 * classes end in {@code Journey}, and {@code mvn verify} runs them.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@AssentTest
@ExtendWith(Browsers.class)
public @interface AssentJourney {}
