package io.creditplatform.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * What is long by nature, and looks again at what shorter tests look at, too, or at what is no part of the program, such as
 * benchmarks. The usual build leaves it out; {@code mvn -Pwhole verify} runs it, and has {@link BuildLength} give the whole number
 * of everything.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@Tag("at-length")
public @interface AtLength {}
