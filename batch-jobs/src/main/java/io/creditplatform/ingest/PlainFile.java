package io.creditplatform.ingest;

import io.creditplatform.file.SpecialFile;
import io.creditplatform.text.Visible;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Files as extracts hold them: plain ones. Named pipes, devices and sockets are told by their names alone, also behind
 * links: merely to open one can wait for ever.
 */
final class PlainFile {

    /** How files are opened. */
    @FunctionalInterface
    interface Opening {

        /** Refuses what is no plain file. */
        Opening PLAIN = PlainFile::open;

        InputStream open(Path file) throws IOException;
    }

    private PlainFile() {}

    static InputStream open(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        if (attributes.isDirectory()) {
            throw new UnfitFileException("is a folder, expected a file. Remove it, or put the file in its place.");
        } else if (!attributes.isRegularFile()) {
            throw new UnfitFileException(
                    "is " + SpecialFile.kind(file).orElse("no file") + ", expected a file. Put the file in its place.");
        }
        return Files.newInputStream(file);
    }

    /** Why a file cannot be read, as a whole sentence, and what to do next. */
    static ExtractException unreadable(Path file, IOException e) {
        if (e instanceof UnfitFileException) {
            return ExtractException.unfit(Visible.of(file) + " " + e.getMessage());
        }
        String reason;
        if (isCircle(file)) {
            reason = "its links lead in a circle. Put the file in its place.";
        } else if (e instanceof NoSuchFileException) {
            reason = Files.isSymbolicLink(file)
                    ? "it is a link to what is not there. Have it delivered again."
                    : "it is not there. Have it delivered again.";
        } else if (e instanceof AccessDeniedException) {
            reason = "you may not read it. Have its permissions changed.";
        } else {
            reason = e.getClass().getSimpleName() + " (" + Visible.of(String.valueOf(e.getMessage()))
                    + "). Have it delivered again.";
        }
        return ExtractException.unfit("Cannot read " + Visible.of(file) + ": " + reason);
    }

    /** Why there is no folder where an extract was expected. */
    static ExtractException noFolder(Path directory) {
        String shown = Visible.of(directory);
        String expected = ", expected a folder with a CSV file per feed";
        if (isCircle(directory)) {
            return ExtractException.missing(
                    shown + " is a link that leads in a circle" + expected + ". Name the folder itself.");
        } else if (Files.exists(directory)) {
            boolean zip = directory.toString().toLowerCase(Locale.ROOT).endsWith(".zip");
            return ExtractException.missing(shown + " is a file" + expected
                    + (zip
                            ? ". Unpack it, and name the folder with its files."
                            : ". Name the folder that it lies in."));
        } else if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            return ExtractException.missing(
                    shown + " is a link to what is not there" + expected + ". Name the folder itself.");
        }
        return ExtractException.missing("There is no folder " + shown
                + ", expected one with a CSV file per feed such as " + Visible.of(directory.resolve("sellers.csv")));
    }

    private static boolean isCircle(Path path) {
        Set<Path> seen = new HashSet<>();
        Path link = path.toAbsolutePath().normalize();
        try {
            while (Files.isSymbolicLink(link)) {
                if (!seen.add(link)) {
                    return true;
                }
                link = link.resolveSibling(Files.readSymbolicLink(link)).normalize();
            }
        } catch (IOException e) {
            return false;
        }
        return false;
    }
}
