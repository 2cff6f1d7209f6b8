package io.creditplatform.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/**
 * Data as people get to see it: rows, names of files and folders, messages of others. No character of it can drive a
 * terminal, break a line that it stands in, or hide; each such character is named, as in {@code a<U+001B>[2J}. Programs get
 * data as it is; what writes CSV or JSON for them has no use for this class.
 */
public final class Visible {

    /** Characters that a quoted text shows at most. */
    public static final int QUOTED = 60;

    /** Characters of white space that are named one by one on each side of a quoted text. */
    private static final int NAMED = 4;

    private static final String BY = " followed by ";

    private Visible() {}

    /** A text in one line. */
    public static String of(Object text) {
        return named(String.valueOf(text), Visible::isObeyed);
    }

    /** A text of one or more lines, such as a message of ours, in which data has been made visible before. */
    public static String lines(String text) {
        return text.lines().map(Visible::of).collect(Collectors.joining(System.lineSeparator()));
    }

    /**
     * A cell or name in a message: in quotes, in one line, cut where it gets long. What cannot be seen is named: {@code
     * '207' followed by U+00A0}. A plain blank is seen, by the quotes around it.
     */
    public static String quoted(String text) {
        int to = text.length();
        if (to > QUOTED) {
            to = Character.isHighSurrogate(text.charAt(QUOTED - 1)) ? QUOTED - 1 : QUOTED;
        }
        String whole = text.substring(0, to);
        String rest = text.length() > to ? "…" : "";
        int start = WhiteSpace.leading(whole);
        int end = rest.isEmpty() ? WhiteSpace.trailing(whole) : to;
        String before = whole.substring(0, start);
        String after = whole.substring(Math.max(start, end));
        if (isOfBlanks(before)) {
            start = 0;
        }
        if (isOfBlanks(after)) {
            end = to;
        }
        if (start >= end && start > 0) {
            return names(before) + rest;
        }
        String seen = "'" + named(whole.substring(start, end), Visible::isHidden) + rest + "'";
        return (start > 0 ? names(before) + BY : "") + seen + (end < to ? BY + names(after) : "");
    }

    /** The same JSON, in which what a terminal would obey is escaped as JSON has it, so that it still says the same. */
    public static String escaped(String json) {
        if (json.codePoints().noneMatch(codePoint -> codePoint > '~' && isObeyed(codePoint))) {
            return json;
        }
        StringBuilder escaped = new StringBuilder();
        json.codePoints().forEach(codePoint -> {
            if (codePoint > '~' && isObeyed(codePoint)) {
                for (char c : Character.toChars(codePoint)) {
                    escaped.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                }
            } else {
                escaped.appendCodePoint(codePoint);
            }
        });
        return escaped.toString();
    }

    private static boolean isOfBlanks(String text) {
        return text.chars().allMatch(c -> c == ' ');
    }

    private static String names(String text) {
        List<String> names = text.codePoints().mapToObj(Visible::name).collect(Collectors.toCollection(ArrayList::new));
        if (names.size() > NAMED) {
            String more = (names.size() - NAMED + 1) + " more";
            names.subList(NAMED - 1, names.size()).clear();
            names.add(more);
        }
        return String.join(BY, names);
    }

    private static String name(int codePoint) {
        return String.format(Locale.ROOT, "U+%04X", codePoint);
    }

    private static String named(String text, IntPredicate wanted) {
        if (text.codePoints().noneMatch(wanted)) {
            return text;
        }
        StringBuilder visible = new StringBuilder();
        text.codePoints().forEach(codePoint -> {
            if (wanted.test(codePoint)) {
                visible.append('<').append(name(codePoint)).append('>');
            } else {
                visible.appendCodePoint(codePoint);
            }
        });
        return visible.toString();
    }

    /** Control characters, breaks of lines, marks that turn the direction of what follows, and halves of pairs. */
    private static boolean isObeyed(int codePoint) {
        if (codePoint < 0x7F) {
            return codePoint < ' ';
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            case Character.FORMAT -> !isJoiner(codePoint);
            default -> false;
        };
    }

    private static boolean isHidden(int codePoint) {
        return isObeyed(codePoint) || (codePoint != ' ' && !isJoiner(codePoint) && WhiteSpace.is(codePoint));
    }

    /** They belong to the spelling of some languages, and to the signs that are put together of others. */
    private static boolean isJoiner(int codePoint) {
        return codePoint == 0x200C || codePoint == 0x200D;
    }
}
