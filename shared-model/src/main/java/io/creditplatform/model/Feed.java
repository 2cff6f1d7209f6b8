package io.creditplatform.model;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a record as one row of a feed. The record is all there is to say: its components are the columns, in order, their
 * names in snake_case are the header, and everything the platform does with the feed follows from it.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Feed {

    /** Name of the feed, of its file without {@code .csv}, and of its table. */
    String value();
}
