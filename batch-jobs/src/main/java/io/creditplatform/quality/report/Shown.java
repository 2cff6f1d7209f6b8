package io.creditplatform.quality.report;

import io.creditplatform.quality.Drift;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers as reports for people show them. */
final class Shown {

    private Shown() {}

    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A dash stands for what cannot be said, such as the share of no rows. */
    static String percent(@Nullable BigDecimal percent) {
        return percent == null ? "–" : percent.toPlainString() + " %";
    }

    static String measure(Drift drift) {
        return drift.measure().equals("mean") ? "mean" : "share of empty cells";
    }
}
