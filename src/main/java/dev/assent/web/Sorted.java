package dev.assent.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the orders a list can have, on an argument of type {@link PageRequest}, or on the
 * controller of all that list the same. The first is the usual one; a minus in front means that it
 * begins with the largest.
 */
@Target({ElementType.PARAMETER, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Sorted {

    String[] value();
}
