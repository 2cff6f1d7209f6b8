package io.creditplatform.ingest;

import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.feed.Feeds;
import io.creditplatform.text.WhiteSpace;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A file or folder whose name is no feed's, but comes near one's: in other letters, with another ending, with a copy's number
 * or a date, misspelt. To leave it out without a word would be to load an extract without that feed. Which endings there are
 * nobody knows, so none is asked for: what begins with a feed's name is meant for the feed, but for what stands beside a file
 * on purpose.
 *
 * @param feed the feed that it may be meant for
 * @param unfinished whether it looks as if it were still on its way
 */
record NearMiss(FeedDefinition feed, boolean unfinished) {

    /** Check sums, signatures, notes and an editor's swap files: they say something of a file, or are made while it is seen. */
    private static final Pattern BESIDE = Pattern.compile(
            ".*\\.(?:md5|sha\\d*|(?:md5|sha\\d+)sums?|sum|crc|asc|sig|minisig|p7s|md|sw[a-p])|.*readme.*");

    /** The program's own files, whose name is nearly that of a feed: its database with what belongs to it, its settings. */
    private static final Pattern OWN = Pattern.compile("credit(?:[-.\\d]*\\.(?:db|ya?ml|log|jar)\\b.*)?");

    private static final Pattern UNFINISHED =
            Pattern.compile("\\.(?:part|filepart|partial|tmp|temp|crdownload|download|uploading)(?!\\p{L})");

    private static final Pattern CSV = Pattern.compile("\\.csv(?!\\p{L})");

    /** As rsync calls what it is about to write: {@code .sellers.csv.x7Gq2L}. */
    private static final Pattern RSYNC = Pattern.compile("\\..+\\.[a-z0-9]{6}");

    private static final Pattern COPY = Pattern.compile("^copy\\P{L}+of\\P{L}+|\\P{L}copy$");

    /** What stands around the letters: numbers, dates, brackets, signs. */
    private static final Pattern NO_LETTERS = Pattern.compile("^\\P{L}+|\\P{L}+$");

    static Optional<NearMiss> of(String fileName) {
        String name = nameOf(fileName);
        boolean csv = isTable(fileName);
        if (BESIDE.matcher(name).matches() || (!csv && OWN.matcher(name).matches())) {
            return Optional.empty();
        }
        boolean unfinished =
                UNFINISHED.matcher(name).find() || RSYNC.matcher(name).matches();
        return nearest(name, csv).or(() -> beginning(name)).map(feed -> new NearMiss(feed, unfinished));
    }

    /** Whether a name says that a table is in it, packed or not, of whatever feed. */
    static boolean isTable(String fileName) {
        String name = nameOf(fileName);
        return CSV.matcher(name).find() && !BESIDE.matcher(name).matches();
    }

    private static String nameOf(String fileName) {
        return WhiteSpace.strip(fileName.toLowerCase(Locale.ROOT));
    }

    /** The feed whose name is that of a file up to one of its dots, give or take a letter where it is a table for sure. */
    private static Optional<FeedDefinition> nearest(String name, boolean csv) {
        Map<FeedDefinition, Integer> near = new LinkedHashMap<>();
        for (int end = 0; end <= name.length(); end++) {
            if (end == name.length() || name.charAt(end) == '.') {
                String letters = lettersOf(name.substring(0, end));
                int mistakes = csv ? 1 + letters.length() / 10 : 0;
                for (FeedDefinition feed : Feeds.all()) {
                    int distance = distance(lettersOf(feed.name()), letters);
                    if (distance <= mistakes) {
                        near.merge(feed, distance, Math::min);
                    }
                }
            }
        }
        return near.entrySet().stream().min(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
    }

    /** The feed with whose name a file's begins, whatever follows: {@code sellers_final.parquet}. */
    private static Optional<FeedDefinition> beginning(String name) {
        String word = NO_LETTERS.matcher(name).replaceFirst("");
        return Feeds.all().stream()
                .filter(feed -> Pattern.compile(feed.name().replace("_", "\\P{L}*") + "(?!\\p{L})")
                        .matcher(word)
                        .lookingAt())
                .max(Comparator.comparing(feed -> feed.name().length()));
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
