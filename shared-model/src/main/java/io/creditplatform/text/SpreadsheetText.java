package io.creditplatform.text;

/**
 * Texts in files that people open with a spreadsheet. It takes a text for a formula, and runs it, where it begins with one of a
 * few signs; an apostrophe in front keeps it a text. The page's {@code csv.js} does the same; one test holds both to one table.
 */
public final class SpreadsheetText {

    /** In ASCII, in full width, and in small form: programs made for East Asian scripts take them all alike. */
    private static final String SIGNS = "=+-@\uFF1D\uFF0B\uFF0D\uFF20\uFE66\uFE62\uFE63\uFE6B";

    private SpreadsheetText() {}

    /** The text, with an apostrophe in front if a spreadsheet could run it. */
    public static String guarded(String text) {
        return isRun(text) ? "'" + text : text;
    }

    /** Some programs pass over what cannot be seen at the beginning; and what begins with a control, they may split. */
    private static boolean isRun(String text) {
        if (text.isEmpty()) {
            return false;
        }
        int first = 0;
        while (first < text.length() && isInvisible(text.codePointAt(first))) {
            first += Character.charCount(text.codePointAt(first));
        }
        return Character.isISOControl(text.charAt(0))
                || (first < text.length() && SIGNS.indexOf(text.charAt(first)) >= 0);
    }

    private static boolean isInvisible(int character) {
        return WhiteSpace.is(character) || Character.isISOControl(character);
    }
}
