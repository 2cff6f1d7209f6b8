package io.creditplatform.service;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What users are told of a setting, or of a group of them: the example, the reference and the messages are made from it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@interface Said {

    /** What it means, as a sentence. */
    String value();

    /** What it is called, where Java does not let a component be called that. */
    String name() default "";

    /** What holds where nothing is said; empty if that is nothing. */
    String byDefault() default "";

    /** Whether what it is set to is nobody's business: messages do not repeat it. */
    boolean secret() default false;

    /** A value to show where there is no default. */
    String example() default "";
}
