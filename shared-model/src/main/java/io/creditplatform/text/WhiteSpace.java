package io.creditplatform.text;

/**
 * White space in Unicode's wide sense: whatever leaves no ink. Beside blanks, tabs and line breaks these are the no-break
 * space U+00A0, the zero-width space U+200B, the byte-order mark U+FEFF, marks of direction, selectors of variants, control
 * characters and the like. Two texts that
 * differ in nothing else look the same, so that nobody could tell their keys apart.
 */
public final class WhiteSpace {

    /** Letters, by their category, that are drawn as nothing: fillers of Hangul, the empty Braille cell and some joiners. */
    private static final String INKLESS = "\u034F\u115F\u1160\u17B4\u17B5\u2800\u3164\uFFA0";

    private WhiteSpace() {}

    /** Whether a code point is white space. */
    public static boolean is(int codePoint) {
        if (codePoint <= '~') {
            return codePoint <= ' ' && codePoint > 0; // NUL is refused wherever it stands
        }
        return Character.isSpaceChar(codePoint)
                || Character.isISOControl(codePoint)
                || Character.getType(codePoint) == Character.FORMAT
                || INKLESS.indexOf(codePoint) >= 0
                || isSelectorOrReserved(codePoint);
    }

    /** What is left of Unicode's Default_Ignorable_Code_Point: it selects variants of what is before it, or is kept for that. */
    private static boolean isSelectorOrReserved(int codePoint) {
        return (codePoint >= 0x180B && codePoint <= 0x180F)
                || codePoint == 0x2065
                || (codePoint >= 0xFE00 && codePoint <= 0xFE0F)
                || (codePoint >= 0xFFF0 && codePoint <= 0xFFF8)
                || (codePoint >= 0xE0000 && codePoint <= 0xE0FFF);
    }

    /** Whether nothing else is there. */
    public static boolean isAllOf(CharSequence text) {
        return text.codePoints().allMatch(WhiteSpace::is);
    }

    /** How many characters white space takes up at the beginning. */
    static int leading(String text) {
        int end = 0;
        while (end < text.length() && is(text.codePointAt(end))) {
            end += Character.charCount(text.codePointAt(end));
        }
        return end;
    }

    /** Where the white space at the end begins; of a text of nothing else, its beginning. */
    static int trailing(String text) {
        int start = text.length();
        while (start > 0 && is(text.codePointBefore(start))) {
            start -= Character.charCount(text.codePointBefore(start));
        }
        return start;
    }

    /** The text without the white space around it. */
    public static String strip(String text) {
        int end = trailing(text);
        return text.substring(Math.min(leading(text), end), end);
    }
}
