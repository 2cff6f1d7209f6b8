package io.creditplatform.ingest;

import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.feed.Feeds;
import io.creditplatform.text.Counted;
import io.creditplatform.text.Visible;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder with one CSV file per feed, as it was found.
 * Its files are looked at by several threads; once it is made, nothing of it changes.
 *
 * @param files the feeds' files in load order
 * @param manifest what its sender says of it; null if nothing
 */
public record Extract(
        Path directory, List<ExtractFile> files, @Nullable Manifest manifest) {

    /** Of the folders that are there where files should be. */
    private static final int MOST_NAMED = 3;

    /**
     * Finds and reads the files of the feeds, which also takes their digests.
     *
     * @param wanted names of the feeds to take; empty means every feed that has a file
     * @param warnings is told of what will be left out
     * @throws ExtractException if the folder holds nothing to load, a file that cannot be read, or not what its manifest says
     * @throws StoppedException if a stop is requested meanwhile, even if nothing comes of the files for ever
     */
    public static Extract read(
            Path directory, Set<String> wanted, Consumer<String> warnings, BooleanSupplier stopRequested) {
        return read(directory, wanted, warnings, ExtractFile.UNCUT, stopRequested);
    }

    /**
     * As above, and finds where the files can be cut.
     *
     * @param partBytes bytes that a part shall have at least; {@link ExtractFile#UNCUT} to cut none
     */
    public static Extract read(
            Path directory,
            Set<String> wanted,
            Consumer<String> warnings,
            long partBytes,
            BooleanSupplier stopRequested) {
        return read(directory, wanted, warnings, partBytes, PlainFile.Opening.PLAIN, stopRequested);
    }

    static Extract read(
            Path directory,
            Set<String> wanted,
            Consumer<String> warnings,
            long partBytes,
            PlainFile.Opening opening,
            BooleanSupplier stopRequested) {
        return BlockingWork.run(stopRequested, () -> {
            List<ExtractFile> files = read(find(directory, wanted, warnings), partBytes, opening, stopRequested);
            return new Extract(
                    directory, files, ManifestCheck.of(directory, wanted, files).orElse(null));
        });
    }

    /**
     * Finds the files of the feeds.
     *
     * @param wanted names of the feeds to take; empty means every feed that has a file
     * @param warnings is told of what will be left out
     * @throws ExtractException if the folder holds nothing to load
     */
    private static Map<FeedDefinition, Path> find(Path directory, Set<String> wanted, Consumer<String> warnings) {
        if (!Files.isDirectory(directory)) {
            throw PlainFile.noFolder(directory);
        }
        warnOfOthers(directory, warnings);
        Map<FeedDefinition, Path> found = new LinkedHashMap<>();
        for (FeedDefinition feed : Feeds.all()) {
            if (wanted.isEmpty() || wanted.contains(feed.name())) {
                Path plain = directory.resolve(feed.fileName());
                Path compressed = directory.resolve(feed.fileName() + ExtractFile.COMPRESSED);
                if (isThere(plain) && isThere(compressed)) {
                    throw ExtractException.unfit("Both " + Visible.of(plain) + " and " + Visible.of(compressed)
                            + " are there, expected one of them. Remove the one that is not meant.");
                } else if (isThere(plain)) {
                    found.put(feed, plain);
                } else if (isThere(compressed)) {
                    found.put(feed, compressed);
                } else if (!wanted.isEmpty()) {
                    throw ExtractException.missing(
                            "There is no " + Visible.of(plain) + ", expected the file of the feed " + feed.name()
                                    + ". Have it delivered, or leave the feed out.");
                }
            }
        }
        if (found.isEmpty()) {
            throw ExtractException.missing("The folder " + Visible.of(directory)
                    + " holds no feed's file, expected one or more of "
                    + Feeds.all().stream().map(FeedDefinition::fileName).collect(Collectors.joining(", ")) + "."
                    + folders(directory));
        }
        return found;
    }

    /** The folders that are there instead, where somebody has taken several extracts for one, or the folder around one for it. */
    private static String folders(Path directory) {
        List<String> names = entries(directory).stream()
                .filter(Files::isDirectory)
                .map(folder -> Visible.of(String.valueOf(folder.getFileName())))
                .toList();
        return names.isEmpty()
                ? ""
                : " It holds " + Counted.of(names.size(), "folder") + " ("
                        + String.join(", ", names.subList(0, Math.min(names.size(), MOST_NAMED)))
                        + (names.size() > MOST_NAMED ? ", …" : "")
                        + "); the files of an extract lie in one folder, and not in folders below it.";
    }

    /** Reads as many at once as there are processors; says of all that cannot be read why. */
    private static List<ExtractFile> read(
            Map<FeedDefinition, Path> found, long partBytes, PlainFile.Opening opening, BooleanSupplier stopRequested) {
        Map<FeedDefinition, String> problems = new ConcurrentHashMap<>();
        List<ExtractFile> files = found.entrySet().parallelStream()
                .flatMap(file -> {
                    try {
                        return Stream.of(
                                ExtractFile.of(file.getKey(), file.getValue(), partBytes, opening, stopRequested));
                    } catch (ExtractException e) {
                        problems.put(file.getKey(), e.getMessage());
                        return Stream.empty();
                    }
                })
                .toList();
        if (!problems.isEmpty()) {
            throw ExtractException.unfit(found.keySet().stream()
                    .map(problems::get)
                    .filter(Objects::nonNull)
                    .collect(Collectors.joining(System.lineSeparator())));
        }
        return files;
    }

    /** A link that leads nowhere counts too: a feed whose file was meant to be there must not be passed over. */
    private static boolean isThere(Path file) {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }

    /** Warns of tables that are left out: those of no feed, and those whose name only comes near a feed's. */
    private static void warnOfOthers(Path directory, Consumer<String> warnings) {
        entries(directory).forEach(entry -> warnOf(directory, entry, warnings));
    }

    private static List<Path> entries(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            throw PlainFile.unreadable(directory, e);
        }
    }

    private static void warnOf(Path directory, Path entry, Consumer<String> warnings) {
        String name = String.valueOf(entry.getFileName());
        if (Feeds.all().stream().anyMatch(feed -> isNameOf(feed, name))) {
            return;
        }
        String leftOut = Visible.of(entry)
                + (Files.isDirectory(entry)
                        ? " is a folder and is left out; "
                        : " belongs to no feed and is left out; ");
        Optional<NearMiss> near = NearMiss.of(name);
        if (near.isPresent()) {
            FeedDefinition feed = near.get().feed();
            if (!isSame(entry, directory.resolve(feed.fileName()))) {
                warnings.accept(leftOut + "did you mean " + feed.fileName() + "?"
                        + (near.get().unfinished()
                                ? " It looks unfinished: wait until it has arrived whole, under that name."
                                : ""));
            }
        } else if (NearMiss.isTable(name)) {
            warnings.accept(leftOut + "feeds are " + Feeds.names());
        }
    }

    private static boolean isNameOf(FeedDefinition feed, String name) {
        return name.equals(feed.fileName()) || name.equals(feed.fileName() + ExtractFile.COMPRESSED);
    }

    /** Where case does not count, or by a link, a name that is not quite a feed's may well lead to its file. */
    private static boolean isSame(Path entry, Path file) {
        try {
            return Files.isSameFile(entry, file);
        } catch (IOException e) {
            return false;
        }
    }

    /** SHA-256 over the feeds' names and their files' digests: what makes two extracts the same. */
    public String contentSha256() {
        MessageDigest digest = ExtractFile.newSha256();
        for (ExtractFile file : files) {
            digest.update((file.feed().name() + " " + file.sha256() + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The same extract, with its files cut as those parts say. */
    public Extract cut(List<LoadParts.Progress> parts) {
        return new Extract(
                directory,
                files.stream()
                        .map(file -> file.cut(parts.stream()
                                .filter(part -> part.feed().equals(file.feed().name()))
                                .map(LoadParts.Progress::part)
                                .toList()))
                        .toList(),
                manifest);
    }

    /** Size of all files together. */
    public long bytes() {
        return files.stream().mapToLong(ExtractFile::bytes).sum();
    }
}
