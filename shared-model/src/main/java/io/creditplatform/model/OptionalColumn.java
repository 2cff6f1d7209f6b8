package io.creditplatform.model;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says that a file may lack the column as a whole. Rows that are known then keep what they have, and new rows get the value
 * given here, which is the default of the table's column. In a file that has the column it is like any other. Optional
 * columns are the last of their record.
 */
@Documented
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface OptionalColumn {

    /** What new rows get from a file without the column. */
    String value();
}
