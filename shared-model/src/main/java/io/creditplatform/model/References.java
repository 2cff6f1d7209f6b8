package io.creditplatform.model;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says that a component holds the key of a row of another feed, its parent, which must have a key of one column. */
@Documented
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface References {

    /** The parent feed's record. */
    Class<? extends Record> value();
}
