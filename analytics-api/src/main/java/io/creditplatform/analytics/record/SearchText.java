package io.creditplatform.analytics.record;

import io.creditplatform.text.WhiteSpace;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A text that is looked for, as it is compared: without case and accents, with single spaces between words. Compared here and
 * not by the database, of which each kind knows letters in a way of its own.
 *
 * @param folded what is compared, not empty
 */
record SearchText(String folded) {

    private static final int MOST_CHARACTERS = 100;

    /** Letters that Unicode does not make of a plain one and a mark, though who has no such key writes the plain one. */
    private static final Map<Integer, String> PLAIN = Map.of(
            (int) 'ø', "o",
            (int) 'đ', "d",
            (int) 'ð', "d",
            (int) 'ħ', "h",
            (int) 'ı', "i",
            (int) 'ł', "l",
            (int) 'þ', "th",
            (int) 'æ', "ae",
            (int) 'œ', "oe",
            (int) 'ـ', ""); // Tatweel, which only makes Arabic words longer

    /**
     * Reads it.
     *
     * @throws IllegalArgumentException if nothing is left to look for, or it is too long; the message says what was expected
     */
    static SearchText of(String text) {
        String folded = fold(text);
        if (folded.isEmpty() || text.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException(
                    "a text of 1 to " + MOST_CHARACTERS + " characters that are not all white space or accents");
        }
        return new SearchText(folded);
    }

    /** Whether the seller with this id and this name, folded, is looked for. */
    boolean finds(long id, String foldedName) {
        return foldedName.contains(folded) || String.valueOf(id).equals(folded);
    }

    /** A text as it is compared. */
    static String fold(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKD)
                .toUpperCase(Locale.ROOT) // of which some have two letters: ß
                .codePoints()
                .map(Character::toLowerCase) // each by itself: a word's last sigma is as any other
                .filter(letter -> Character.getType(letter) != Character.NON_SPACING_MARK)
                .mapToObj(letter -> WhiteSpace.is(letter)
                        ? (Character.getType(letter) == Character.FORMAT ? "" : " ")
                        : PLAIN.getOrDefault(letter, Character.toString(letter)))
                .collect(Collectors.joining());
        return plain.strip().replaceAll(" +", " ");
    }

    @Override
    public String toString() {
        return folded; // so it stands in cursors
    }
}
