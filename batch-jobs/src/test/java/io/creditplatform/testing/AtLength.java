package io.creditplatform.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * What is long by nature, and looks again at what shorter tests look at, too, or at what seldom changes. The usual build leaves it
 * out; {@code mvn -Pwhole verify} runs it, and what a {@link #number} says in full.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@Tag("at-length")
public @interface AtLength {

    /** Whether this is the whole build. */
    boolean WHOLE = Boolean.getBoolean("credit.whole");

    /**
     * How often something is tried.
     *
     * @param property the system property that says it before all
     * @param usual in the usual build
     * @param whole in the whole one
     */
    static int number(String property, int usual, int whole) {
        return Integer.getInteger(property, WHOLE ? whole : usual);
    }
}
