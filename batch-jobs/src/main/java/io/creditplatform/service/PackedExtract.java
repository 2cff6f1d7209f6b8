package io.creditplatform.service;

import io.creditplatform.file.FileFailure;
import io.creditplatform.file.OwnedFiles;
import io.creditplatform.file.Relocation;
import io.creditplatform.ingest.ExtractException;
import io.creditplatform.text.Visible;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Unpacks a {@code .zip} that somebody sent: nothing of it gets outside its folder, and no more of it than was allowed. */
final class PackedExtract {

    /** So much may be unpacked before its proportion to the packed file counts. */
    private static final long ALWAYS_ALLOWED = 1 << 20;

    private static final String LIMIT = "Have a smaller one delivered, or that setting raised.";
    /** Where macOS puts what only macOS knows of the files beside it. */
    private static final String OF_FINDER = "__MACOSX/";

    /** What is unpacked so far. The folder's own name may be as long as names can be. */
    private static final String PART = ".part";

    private static final int MOST_NAMED = 10;
    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final ServiceSettings.Zip limits;
    private final BooleanSupplier stopRequested;
    private long unpacked;

    PackedExtract(Path file, ServiceSettings.Zip limits, BooleanSupplier stopRequested) {
        this.file = file;
        this.limits = limits;
        this.stopRequested = stopRequested;
    }

    /**
     * Unpacks it into a folder, which is there as soon as it is whole; does nothing if it is.
     *
     * @throws ExtractException if it is damaged, or not as it should be
     * @throws IOException if it cannot be written
     * @throws StopException if a stop is requested
     */
    void unpack(Path folder) throws IOException {
        if (Files.exists(folder)) {
            return;
        }
        requirePlain();
        Path part = folder.resolveSibling(PART);
        Relocation.remove(part);
        OwnedFiles.folder(part);
        try (ZipFile zip = open()) {
            List<? extends ZipEntry> entries = Collections.list(zip.entries()).stream()
                    .filter(entry -> !entry.getName().startsWith(OF_FINDER))
                    .toList();
            String top = check(entries);
            for (ZipEntry entry : entries) {
                String name = entry.getName().substring(top.length());
                Path place = part.resolve(name);
                if (entry.isDirectory()) {
                    OwnedFiles.folder(place);
                } else {
                    OwnedFiles.folder(Objects.requireNonNull(place.getParent()));
                    write(zip, entry, place);
                }
            }
            Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Relocation.remove(part);
        }
    }

    private ZipFile open() throws IOException {
        try {
            return new ZipFile(file.toFile());
        } catch (ZipException e) {
            throw damaged(e);
        }
    }

    /** Before Java opens it, which says of an encrypted one that it is damaged. */
    private void requirePlain() throws IOException {
        try {
            require(ZipDirectory.oddities(file));
        } catch (ZipException e) {
            throw damaged(e);
        }
    }

    /** Makes sure of all names before anything is written; returns the folder that all of it is in, or nothing. */
    private String check(List<? extends ZipEntry> entries) {
        if (entries.size() > limits.maxFiles()) {
            throw refused(
                    "holds " + entries.size() + " files and folders, expected at most " + limits.maxFiles()
                            + ", as inbox.zip.max-files says",
                    LIMIT);
        }
        List<String> problems = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (ZipEntry entry : entries) {
            String name = entry.getName();
            if (name.chars().anyMatch(Character::isISOControl)) {
                problems.add(name + " has a control character in its name");
            } else if (!isWithin(name)) {
                problems.add(name + " would lie outside of its folder, or leads there on a detour");
            } else if (!names.add(name.toLowerCase(Locale.ROOT))) {
                problems.add(name + " is in it twice");
            }
        }
        for (String name : names) {
            for (int slash = name.indexOf('/'); slash > 0; slash = name.indexOf('/', slash + 1)) {
                if (names.contains(name.substring(0, slash))) {
                    problems.add(name + " would lie in a file");
                }
            }
        }
        require(problems);
        return top(entries);
    }

    private void require(List<String> problems) {
        if (!problems.isEmpty()) {
            throw refused("is not unpacked: "
                    + String.join("; ", problems.stream().limit(MOST_NAMED).toList())
                    + ". Expected plain files, each once, within the folder");
        }
    }

    private static boolean isWithin(String name) {
        if (name.isEmpty() || name.startsWith("/") || name.indexOf('\\') >= 0 || name.indexOf(':') >= 0) {
            return false;
        }
        try {
            for (Path part : Path.of(name)) {
                if (part.toString().equals("..") || part.toString().equals(".")) {
                    return false;
                }
            }
            return true;
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static String top(List<? extends ZipEntry> entries) {
        String first = entries.isEmpty() ? "" : entries.get(0).getName();
        String top = first.substring(0, first.indexOf('/') + 1);
        return entries.stream().allMatch(entry -> entry.getName().startsWith(top)) ? top : "";
    }

    private void write(ZipFile zip, ZipEntry entry, Path place) throws IOException {
        CRC32 checksum = new CRC32();
        byte[] buffer = new byte[BUFFER];
        try (InputStream content = zip.getInputStream(entry);
                OutputStream copy = OwnedFiles.stream(place)) {
            int read = read(content, buffer);
            while (read >= 0) {
                unpacked += read;
                requireAllowed();
                checksum.update(buffer, 0, read);
                copy.write(buffer, 0, read);
                if (stopRequested.getAsBoolean()) {
                    throw new StopException();
                }
                read = read(content, buffer);
            }
        } catch (ZipException e) {
            throw damaged(e);
        }
        if (entry.getCrc() != -1 && entry.getCrc() != checksum.getValue()) {
            throw damaged(new ZipException("the checksum of " + entry.getName() + " is another one"));
        }
    }

    /** A file that ends too early is a damaged one, not a failing disk. */
    private static int read(InputStream content, byte[] buffer) throws IOException {
        try {
            return content.read(buffer);
        } catch (java.io.EOFException e) {
            throw new ZipException("it ends too early");
        }
    }

    private void requireAllowed() throws IOException {
        if (unpacked > limits.maxSize().toBytes()) {
            throw refused(
                    "holds more than " + limits.maxSize().toBytes()
                            + " bytes when it is unpacked, as inbox.zip.max-size allows",
                    LIMIT);
        } else if (unpacked > ALWAYS_ALLOWED && unpacked / limits.maxRatio() > Files.size(file)) {
            throw refused(
                    "becomes more than " + limits.maxRatio()
                            + " times as large when it is unpacked, as inbox.zip.max-ratio allows",
                    LIMIT);
        }
    }

    private ExtractException damaged(ZipException e) {
        return refused("is damaged, or no .zip at all: " + FileFailure.reason((IOException) e));
    }

    private ExtractException refused(String reason) {
        return refused(reason, "Have it delivered again.");
    }

    private ExtractException refused(String reason, String remedy) {
        return ExtractException.unfit(Visible.of(file) + " " + Visible.of(reason) + ". " + remedy);
    }
}
