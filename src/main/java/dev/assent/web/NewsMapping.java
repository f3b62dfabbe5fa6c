package dev.assent.web;

import org.springframework.core.annotation.AliasFor;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Answers, under the URL of a list, what changed in it while somebody looks at it: the counts, and
 * {@link News} of the rows, which stay as they lie under the reader's eyes.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@RequestMapping(
        method = RequestMethod.GET,
        headers = {"HX-Request", "HX-Target=news"})
public @interface NewsMapping {

    @AliasFor(annotation = RequestMapping.class, attribute = "path")
    String[] value() default {};
}
