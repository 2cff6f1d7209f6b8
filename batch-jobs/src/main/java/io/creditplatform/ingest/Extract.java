package io.creditplatform.ingest;

import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.feed.Feeds;
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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A folder with one CSV file per feed, as it was found.
 *
 * @param files the feeds' files in load order
 */
public record Extract(Path directory, List<ExtractFile> files) {

    /**
     * Finds and reads the files of the feeds, which also takes their digests.
     *
     * @param wanted names of the feeds to take; empty means every feed that has a file
     * @param warnings is told of what will be left out
     * @throws ExtractException if the folder holds nothing to load, or a file that cannot be read
     */
    public static Extract read(Path directory, Set<String> wanted, Consumer<String> warnings) {
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
                    throw ExtractException.unfit("Both " + plain + " and " + compressed
                            + " are there, expected one of them. Remove the one that is not meant.");
                } else if (isThere(plain)) {
                    found.put(feed, plain);
                } else if (isThere(compressed)) {
                    found.put(feed, compressed);
                } else if (!wanted.isEmpty()) {
                    throw ExtractException.missing("There is no " + plain + ", expected the file of the feed "
                            + feed.name() + ". Have it delivered, or leave the feed out.");
                }
            }
        }
        if (found.isEmpty()) {
            throw ExtractException.missing("The folder " + directory + " holds no feed's file, expected one or more of "
                    + Feeds.all().stream().map(FeedDefinition::fileName).collect(Collectors.joining(", ")) + ".");
        }
        return new Extract(directory, read(found));
    }

    /** Reads as many at once as there are processors; says of all that cannot be read why. */
    private static List<ExtractFile> read(Map<FeedDefinition, Path> found) {
        Map<FeedDefinition, String> problems = new ConcurrentHashMap<>();
        List<ExtractFile> files = found.entrySet().parallelStream()
                .flatMap(file -> {
                    try {
                        return Stream.of(ExtractFile.of(file.getKey(), file.getValue()));
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

    private static void warnOfOthers(Path directory, Consumer<String> warnings) {
        try (Stream<Path> entries = Files.list(directory)) {
            entries.map(entry -> String.valueOf(entry.getFileName()))
                    .filter(name -> name.endsWith(".csv") || name.endsWith(".csv" + ExtractFile.COMPRESSED))
                    .filter(name -> Feeds.named(name.substring(0, name.lastIndexOf(".csv")))
                            .isEmpty())
                    .sorted()
                    .forEach(name -> warnings.accept(directory.resolve(name)
                            + " belongs to no feed and is left out; feeds are " + Feeds.names()));
        } catch (IOException e) {
            throw PlainFile.unreadable(directory, e);
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

    /** Size of all files together. */
    public long bytes() {
        return files.stream().mapToLong(ExtractFile::bytes).sum();
    }
}
