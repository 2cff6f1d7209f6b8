package io.creditplatform.ingest;

import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.feed.Feeds;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A file whose name is no feed's, but comes near one's: in other letters, with another ending, with a copy's number or a
 * date, misspelt. To leave it out without a word would be to load an extract without that feed.
 *
 * @param feed the feed that it may be meant for
 * @param unfinished whether it looks as if it were still on its way
 */
record NearMiss(FeedDefinition feed, boolean unfinished) {

    private static final List<String> UNFINISHED =
            List.of(".part", ".filepart", ".partial", ".tmp", ".temp", ".crdownload", ".download", ".uploading");

    /** Endings that tables come with. Others, such as those of checksums and signatures, stand beside a file on purpose. */
    private static final List<String> ENDINGS = List.of(
            ".csv", ".txt", ".tsv", ".tab", ".dat", ".gz", ".gzip", ".zip", ".bz2", ".xz", ".zst", ".7z", ".xls",
            ".xlsx", ".ods", ".bak", ".old", ".orig");

    /** As rsync calls what it is about to write: {@code .sellers.csv.x7Gq2L}. */
    private static final Pattern RSYNC = Pattern.compile("\\.(.+)\\.[a-z0-9]{6}");

    /** The number of a copy behind its ending: {@code sellers.csv (2)}, {@code sellers.csv.1}, {@code sellers.csv~}. */
    private static final Pattern NUMBER = Pattern.compile("[ ._-]*(\\(\\d+\\)|\\d+)$|[~#]+$");

    private static final Pattern COPY = Pattern.compile("^copy\\P{L}+of\\P{L}+|\\P{L}copy$");

    /** What stands around the letters: numbers, dates, brackets, signs. */
    private static final Pattern NO_LETTERS = Pattern.compile("^\\P{L}+|\\P{L}+$");

    static Optional<NearMiss> of(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT).strip();
        boolean unfinished = false;
        Matcher rsync = RSYNC.matcher(name);
        if (rsync.matches()) {
            unfinished = true;
            name = rsync.group(1);
        }
        boolean csv = false;
        String before = "";
        while (!before.equals(name)) {
            before = name;
            String bare = NUMBER.matcher(name).replaceFirst("");
            unfinished |= UNFINISHED.stream().anyMatch(bare::endsWith);
            csv |= bare.endsWith(".csv");
            name = Stream.concat(UNFINISHED.stream(), ENDINGS.stream())
                    .filter(bare::endsWith)
                    .findFirst()
                    .map(ending -> bare.substring(0, bare.length() - ending.length()))
                    .orElse(name);
        }
        String letters = lettersOf(name);
        int mistakes = csv ? 1 + letters.length() / 10 : 0;
        boolean found = unfinished;
        return Feeds.all().stream()
                .filter(feed -> distance(lettersOf(feed.name()), letters) <= mistakes)
                .min(Comparator.comparing(feed -> distance(lettersOf(feed.name()), letters)))
                .map(feed -> new NearMiss(feed, found));
    }

    private static String lettersOf(String name) {
        String bare = NO_LETTERS.matcher(name).replaceAll("");
        bare = NO_LETTERS.matcher(COPY.matcher(bare).replaceAll("")).replaceAll("");
        return bare.replaceAll("\\P{L}", "").replaceFirst("ies$", "y").replaceFirst("s$", ""); // one or many
    }

    /** How many letters have to be put in, taken out or exchanged to make one text of the other (Levenshtein). */
    private static int distance(String left, String right) {
        int[] row = new int[right.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int above = row[j];
                int exchanged = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(exchanged, 1 + Math.min(above, row[j - 1]));
                diagonal = above;
            }
        }
        return row[right.length()];
    }
}
