package io.creditplatform.quality;

import io.creditplatform.text.Visible;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a row that breaks a rule: a sentence with the columns of the rule's SQL in braces. {@code {total_minor}}
 * is money, as the name says; {@code {a / b}} is their ratio. A rule with several sentences names one in its column
 * {@code reason}.
 */
public final class ReasonText {

    private static final Pattern PLACE = Pattern.compile("\\{(?<column>\\w+)(?: / (?<divisor>\\w+))?}");
    private static final int RATIO_DECIMALS = 4;
    private static final String MINUS = "\u2212";

    private final Map<String, String> sentences;

    /** @param sentences by name; one that stands alone has the empty name */
    ReasonText(Map<String, String> sentences) {
        this.sentences = Map.copyOf(sentences);
    }

    /** The names of the columns that the sentences name. */
    List<String> columns() {
        return sentences.values().stream()
                .flatMap(sentence -> PLACE.matcher(sentence).results())
                .flatMap(place -> java.util.stream.Stream.of(place.group(1), place.group(2)))
                .filter(java.util.Objects::nonNull)
                .distinct()
                .toList();
    }

    /** The sentence for one row; its columns are told as text. */
    String of(Function<String, @Nullable String> row) {
        String name = sentences.containsKey("") ? "" : row.apply("reason");
        String sentence = sentences.get(name);
        if (sentence == null) {
            throw new IllegalStateException("No reason is named '" + name + "', expected one of " + sentences.keySet());
        }
        return PLACE.matcher(sentence)
                .replaceAll(place -> Matcher.quoteReplacement(shown(place.group(1), place.group(2), row)));
    }

    private static String shown(String column, @Nullable String divisor, Function<String, @Nullable String> row) {
        String value = row.apply(column);
        if (value == null) {
            return "nothing";
        } else if (divisor != null) {
            BigDecimal ratio = new BigDecimal(value)
                    .divide(new BigDecimal(String.valueOf(row.apply(divisor))), RATIO_DECIMALS, RoundingMode.HALF_UP);
            return signed(ratio);
        } else if (column.endsWith("_minor")) {
            return signed(new BigDecimal(value).movePointLeft(2));
        }
        return Visible.of(value);
    }

    private static String signed(BigDecimal number) {
        return number.toPlainString().replace("-", MINUS);
    }
}
