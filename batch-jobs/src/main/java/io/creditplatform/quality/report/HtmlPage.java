package io.creditplatform.quality.report;

import io.creditplatform.model.Severity;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** HTML as it grows: headings, tables and numbers, and how values stand in it. */
final class HtmlPage {

    private final StringBuilder page = new StringBuilder();

    /** The page so far. */
    String text() {
        return page.toString();
    }

    /** Up is good here. */
    static String trend(@Nullable BigDecimal now, @Nullable BigDecimal before) {
        if (now == null || before == null) {
            return "";
        }
        BigDecimal change = now.subtract(before);
        String points = change.abs().toPlainString() + " points";
        return switch (change.signum()) {
            case 1 -> "<small class=\"better\">▲ " + points + "</small>";
            case -1 -> "<small class=\"worse\">▼ " + points + "</small>";
            default -> "<small>unchanged</small>";
        };
    }

    void begin(String title, String explanation) {
        add("<section>\n<h2>%s</h2>\n", title);
        if (!explanation.isEmpty()) {
            add("<p class=\"quiet\">%s</p>\n", explanation);
        }
    }

    /** @param headings those of columns of numbers begin with # */
    void table(String... headings) {
        Function<String, String> cell = heading -> heading.startsWith("#")
                ? "<th scope=\"col\" class=\"number\">" + heading.substring(1) + "</th>"
                : heading.isEmpty() ? "<td></td>" : "<th scope=\"col\">" + heading + "</th>";
        add(
                "<div class=\"table\"><table>\n<thead><tr>%s</tr></thead>\n<tbody>\n",
                Arrays.stream(headings).map(cell).collect(Collectors.joining()));
    }

    void endTable() {
        add("</tbody></table></div>\n");
    }

    void numbers(String... cells) {
        for (String cell : cells) {
            add("<td class=\"number\">%s</td>", cell);
        }
    }

    static String badge(Severity severity) {
        return "<span class=\"badge " + css(severity) + "\">" + severity.code() + "</span>";
    }

    static String css(Severity severity) {
        return severity.code().toLowerCase(Locale.ROOT);
    }

    static String sentence(String text) {
        return text(text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1));
    }

    static String shortened(@Nullable String value) {
        String shown = Objects.requireNonNullElse(value, "");
        int limit = 40;
        return text(
                shown.codePointCount(0, shown.length()) > limit
                        ? shown.substring(0, shown.offsetByCodePoints(0, limit)) + "…"
                        : shown);
    }

    /** A text in which nothing is markup. */
    static String text(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    void add(String format, Object... arguments) {
        page.append(arguments.length == 0 ? format : String.format(Locale.ROOT, format, arguments));
    }
}
