package io.creditplatform.quality.report;

import io.creditplatform.model.Severity;
import io.creditplatform.quality.Drift;
import io.creditplatform.quality.QualityReport.RuleResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Values as reports for people show them. */
final class Shown {

    private static final int LONGEST_VALUE = 40;

    private Shown() {}

    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A dash stands for what cannot be said, such as the share of no rows. */
    static String percent(@Nullable BigDecimal percent) {
        return percent == null ? "–" : percent.toPlainString() + " %";
    }

    /** A part of a whole, which is not 0, on a scale from 0 to 100. */
    static String hundredths(long part, long whole) {
        return String.format(Locale.ROOT, "%.3f", 100.0 * part / whole);
    }

    static String measure(Drift drift) {
        return drift.measure().equals("mean") ? "mean" : "share of empty cells";
    }

    /** How many of the rows that break a rule are shown. */
    static String howMany(RuleResult result) {
        if (result.issues() == 1) {
            return "the only one";
        }
        int worst = result.worst().size();
        return worst < result.issues() ? "the worst " + worst + " of " + number(result.issues()) : "all " + worst;
    }

    /** The name of a severity's style. */
    static String css(Severity severity) {
        return severity.code().toLowerCase(Locale.ROOT);
    }

    /** Words as the beginning of a sentence. */
    static String sentence(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    /** As much of a value as there is room for. */
    static String shortened(@Nullable String value) {
        String shown = Objects.requireNonNullElse(value, "");
        return shown.codePointCount(0, shown.length()) > LONGEST_VALUE
                ? shown.substring(0, shown.offsetByCodePoints(0, LONGEST_VALUE)) + "…"
                : shown;
    }

    /** What has a meaning in Markdown or HTML stands there as itself. */
    static String inMarkdown(String text) {
        return text.replaceAll("([\\\\`*_{}\\[\\]<>#|&])", "\\\\$1").replaceAll("\\s", " ");
    }

    /** How the page for a browser looks. */
    static String style() {
        try (InputStream stream = Objects.requireNonNull(Shown.class.getResourceAsStream("report.css"))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
