package io.creditplatform.service;

import io.creditplatform.console.Json;
import io.creditplatform.file.FileFailure;
import io.creditplatform.text.Visible;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The folder that extracts arrive in. Each look at it is a new one: what is there now counts, not what was there before; but for times
 * to come, which tell nothing. The thread that works looks at it, and those that answer requests and write metrics.
 */
final class Inbox {

    /** Where the service keeps what is its own, out of the way of those who deliver. */
    static final String OWN = ".credit-run";

    private static final String MANIFEST = "datapackage.json";
    private static final long MAX_MANIFEST = 16 << 20;

    /** What bears times to come. */
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();

    private final ServiceSettings.Inbox settings;
    private final Consumer<String> strangers;

    /** @param strangers is told, at each look, of what lies there and is no extract */
    Inbox(ServiceSettings.Inbox settings, Consumer<String> strangers) {
        this.settings = settings;
        this.strangers = strangers;
    }

    /** The folder itself. */
    Path folder() {
        return settings.folder().toAbsolutePath().normalize();
    }

    /**
     * What is in it.
     *
     * @param complete what can be loaded, oldest name first
     * @param arriving how many more there are that are not complete
     */
    record Found(List<Delivery> complete, int arriving) {}

    /** Something in the inbox, and since when it has been seen as it is. */
    private record Seen(Delivery delivery, Instant since) {}

    /** What is complete, oldest name first. */
    List<Delivery> complete(Instant now) throws IOException {
        return look(now).complete();
    }

    /** Looks at all that is there. Something that goes away meanwhile is not there. */
    Found look(Instant now) throws IOException {
        List<Path> entries;
        try (Stream<Path> all = Files.list(folder())) {
            entries = all.filter(path -> !name(path).startsWith(".")).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        List<Delivery> complete = new ArrayList<>();
        int arriving = 0;
        for (Path entry : entries) {
            try {
                Optional<Delivery> delivery = look(entry);
                if (delivery.isPresent() && isComplete(delivery.get(), now)) {
                    complete.add(delivery.get());
                } else if (delivery.isPresent()) {
                    arriving++;
                }
            } catch (IOException | UncheckedIOException e) {
                IOException cause =
                        e instanceof UncheckedIOException unchecked ? unchecked.getCause() : (IOException) e;
                if (!(cause instanceof NoSuchFileException)) { // what has gone, or a part of it, is being changed
                    strangers.accept(Visible.of(entry) + " cannot be looked at: "
                            + FileFailure.reason(Objects.requireNonNull(cause)) + ". It stays where it is.");
                }
            }
        }
        seen.keySet().retainAll(entries.stream().map(Inbox::name).toList());
        complete.sort(Comparator.comparing(Delivery::extract).thenComparing(Delivery::name));
        return new Found(List.copyOf(complete), arriving);
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    /**
     * Looks at one thing in the inbox.
     *
     * @return empty if it is no extract, whatever is in it
     */
    Optional<Delivery> look(Path entry) throws IOException {
        boolean folder = Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS);
        boolean packed = Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)
                && name(entry).toLowerCase(Locale.ROOT).endsWith(Delivery.PACKED);
        if (!folder && !packed) {
            if (Files.exists(entry, LinkOption.NOFOLLOW_LINKS)) {
                strangers.accept(
                        Visible.of(entry) + " is "
                                + (Files.isSymbolicLink(entry) ? "a link" : "neither a folder nor a .zip")
                                + ", expected an extract: a folder with a CSV file per feed, or a .zip of one. It stays where it is.");
            }
            return Optional.empty();
        }
        MessageDigest digest = sha256();
        List<String> links = new ArrayList<>();
        Instant newest = Instant.MIN;
        List<Path> all;
        try (Stream<Path> walk = Files.walk(entry)) {
            all = walk.sorted().toList();
        }
        for (Path each : all) {
            BasicFileAttributes attributes =
                    Files.readAttributes(each, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            String relative = entry.relativize(each).toString();
            if (attributes.isSymbolicLink()) {
                links.add(relative);
            }
            newest = latest(newest, attributes.lastModifiedTime(), changed(each));
            // A folder's times and sizes tell only of what is in it, and other file systems have others.
            String line = attributes.isDirectory()
                    ? relative + "/"
                    : relative + " " + attributes.size() + " "
                            + attributes.lastModifiedTime().toMillis();
            digest.update((line + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return Optional.of(new Delivery(
                name(entry), entry, packed, HexFormat.of().formatHex(digest.digest()), newest, List.copyOf(links)));
    }

    private static Instant latest(Instant a, FileTime b, FileTime c) {
        Instant latest = a.isAfter(b.toInstant()) ? a : b.toInstant();
        return latest.isAfter(c.toInstant()) ? latest : c.toInstant();
    }

    /** When a file changed, as nobody can set it: copies that keep their originals' times are still seen to grow. */
    private static FileTime changed(Path file) throws IOException {
        return file.getFileSystem().supportedFileAttributeViews().contains("unix")
                ? (FileTime) Files.getAttribute(file, "unix:ctime", LinkOption.NOFOLLOW_LINKS)
                : Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS);
    }

    private boolean isComplete(Delivery delivery, Instant now) throws IOException {
        if (delivery.packed()) {
            if (ZipDirectory.isWhole(delivery.path())
                    && ZipDirectory.holds(delivery.path(), List.of(settings.doneMarker(), MANIFEST))) {
                return true;
            }
        } else if (hasMarker(delivery.path()) || hasManifest(delivery.path())) {
            return true;
        }
        return !settings.markerRequired()
                && !unchangedSince(delivery, now).plus(settings.quiet()).isAfter(now);
    }

    /** Times to come, of a clock that is ahead or since this one was set back, tell nothing; then it counts since when it was seen as it is. */
    private Instant unchangedSince(Delivery delivery, Instant now) {
        if (!delivery.newest().isAfter(now)) {
            return delivery.newest();
        }
        return Objects.requireNonNull(seen.merge(
                        delivery.name(),
                        new Seen(delivery, now),
                        (known, fresh) -> known.delivery().equals(delivery)
                                        && !known.since().isAfter(now)
                                ? known
                                : fresh))
                .since();
    }

    /** A marker that is older than a file was there before it, and so says nothing of it. */
    private boolean hasMarker(Path folder) throws IOException {
        Path marker = folder.resolve(settings.doneMarker());
        return Files.isRegularFile(marker, LinkOption.NOFOLLOW_LINKS) && isNewest(marker, folder);
    }

    private static boolean isNewest(Path file, Path folder) throws IOException {
        FileTime time = Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS);
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path each : walk.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .toList()) {
                if (Files.getLastModifiedTime(each, LinkOption.NOFOLLOW_LINKS).compareTo(time) > 0) {
                    return false;
                }
            }
        }
        return true;
    }

    /** A manifest says that an extract is complete when all is there that it names, of the sizes that it names. */
    private static boolean hasManifest(Path folder) throws IOException {
        Path manifest = folder.resolve(MANIFEST);
        if (!Files.isRegularFile(manifest, LinkOption.NOFOLLOW_LINKS) || Files.size(manifest) > MAX_MANIFEST) {
            return false;
        }
        try {
            JsonNode resources =
                    Json.MAPPER.readTree(Files.readAllBytes(manifest)).path("resources");
            boolean sizes = true;
            for (JsonNode resource : resources) {
                Path file = folder.resolve(resource.path("path").asString("")).normalize();
                if (!file.startsWith(folder) || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    return false;
                }
                JsonNode bytes = resource.path("bytes");
                sizes &= bytes.isIntegralNumber();
                if (bytes.isIntegralNumber() && bytes.asLong() != Files.size(file)) {
                    return false;
                }
            }
            return !resources.isEmpty() && (sizes || isNewest(manifest, folder));
        } catch (JacksonException | InvalidPathException e) {
            return false; // perhaps it is still being written; the load says what is wrong with it
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
