package io.creditplatform.file;

import io.creditplatform.text.Visible;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What has a file's name but is neither a file nor a folder: named pipes, devices and sockets. Merely to open one can wait for
 * ever, deaf to signals; so they are told by their names alone, also behind links, and not opened.
 */
public final class SpecialFile {

    private static final int KIND = 0xF000;

    /** What the process was started with, which whoever started it reads from or writes to; and the places for what nobody wants and for what has no room. */
    private static final Pattern OF_THE_PROCESS =
            Pattern.compile("/dev/(?:stdin|stdout|stderr|null|full|fd/\\d+)|/proc/(?:self|\\d+)/fd/\\d+");

    private SpecialFile() {}

    /** What it is, in words; empty if it is a file, a folder, or nothing that can be looked at. */
    public static Optional<String> kind(Path path) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return attributes.isOther() ? Optional.of(words(path)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String words(Path path) throws IOException {
        try {
            int mode = (Integer) Files.getAttribute(path, "unix:mode");
            return switch (mode & KIND) {
                case 0x1000 -> "a named pipe";
                case 0xC000 -> "a socket";
                default -> "a device";
            };
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            return "a device, a pipe or a socket"; // the system does not tell
        }
    }

    /** Why it cannot be written or read as a file, as a sentence without its end; empty if nothing is known to be in the way. */
    public static Optional<String> findObstacle(Path path) {
        return isOfTheProcess(path)
                ? Optional.empty()
                : kind(path).map(kind -> Visible.of(path) + " is " + kind + ", expected the name of a file");
    }

    /**
     * Makes sure that to open it does not wait for anybody.
     *
     * @throws FileSystemException if it may; the reason is given
     */
    static void refuse(Path path) throws FileSystemException {
        Optional<String> kind = isOfTheProcess(path) ? Optional.empty() : kind(path);
        if (kind.isPresent()) {
            throw new FileSystemException(path.toString(), null, "it is " + kind.get() + ", expected a file");
        }
    }

    private static boolean isOfTheProcess(Path path) {
        Path place = path.toAbsolutePath().normalize();
        if (OF_THE_PROCESS.matcher(place.toString()).matches()) {
            return true;
        }
        try {
            return OF_THE_PROCESS.matcher(place.toRealPath().toString()).matches();
        } catch (IOException e) {
            return false; // it is not there yet
        }
    }
}
