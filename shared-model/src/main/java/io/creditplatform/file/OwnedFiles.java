package io.creditplatform.file;

import io.creditplatform.setting.Setting;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Makes all files and folders of the program, from the database to the last report: for their owner alone, unless {@link
 * Setting#UMASK} says otherwise, since what is in them is about people and money. What is there already stays open to whom it
 * was. On a file system that knows no such rights, files are as it makes them.
 */
public final class OwnedFiles {

    private static final String ALL_RIGHTS = "rwxrwxrwx";

    /** Of files that systems other than Windows have; the rights and what else {@code chmod} sets. */
    private static final String MODE = "unix:mode";

    private static final int CHANGEABLE = 07777;

    private OwnedFiles() {}

    /** Opens a file for writing, from its beginning, and makes it if need be. */
    public static OutputStream stream(Path file) throws IOException {
        return Channels.newOutputStream(
                open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING));
    }

    /** Opens a file for writing text in UTF-8, from its beginning, and makes it if need be. */
    public static Writer writer(Path file) throws IOException {
        return text(stream(file));
    }

    /** Opens a file for writing more text in UTF-8 at its end. */
    public static Writer appender(Path file) throws IOException {
        return text(Channels.newOutputStream(open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)));
    }

    /** One that lets go of the file whatever happens: that of Java 17 holds on to it where the last of it cannot be written. */
    private static Writer text(OutputStream file) {
        return new BufferedWriter(new OutputStreamWriter(file, StandardCharsets.UTF_8.newEncoder()) {
            @Override
            public void close() throws IOException {
                try (file) {
                    super.close();
                }
            }
        });
    }

    /** Opens a file as it is, for its locks, and makes it if need be. */
    public static FileChannel channel(Path file) throws IOException {
        return open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
    }

    /** Makes an empty file, unless there is one. */
    public static void file(Path file) throws IOException {
        try {
            open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW).close();
        } catch (FileAlreadyExistsException e) {
            // It is what was wanted.
        }
    }

    /** Makes a folder, unless there is one, and those that it is in. */
    public static void folder(Path folder) throws IOException {
        Files.createDirectories(folder, rights(folder, true));
    }

    /** Makes a folder of its own for what is not to last. */
    public static Path temporaryFolder() throws IOException {
        return Files.createTempDirectory("credit"); // for its owner alone, whatever is set
    }

    /** Has what takes the place of a file, or of a folder and the files in it, stay open to whom the former one was. */
    public static void handOver(Path former, Path successor) throws IOException {
        if (!knows(former, "unix") || !knows(successor, "unix")) {
            return;
        }
        if (Files.isDirectory(former) && Files.isDirectory(successor)) {
            List<Path> files;
            try (Stream<Path> all = Files.list(successor)) {
                files = all.toList();
            }
            for (Path file : files) {
                Path place = former.resolve(String.valueOf(file.getFileName()));
                if (Files.exists(place)) {
                    handOver(place, file);
                }
            }
        }
        int mode = mode(former);
        if (Files.isDirectory(former) == Files.isDirectory(successor) && mode != mode(successor)) {
            Files.setAttribute(successor, MODE, mode);
        }
    }

    /** Whether others may read a file than those who may read what the program makes. */
    public static boolean isOpenToOthers(Path file) throws IOException {
        if (!knows(file, "posix")) {
            return false;
        }
        Set<PosixFilePermission> readers = EnumSet.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);
        readers.retainAll(Files.getPosixFilePermissions(file));
        return !rights(Setting.UMASK.mask(), false).containsAll(readers);
    }

    /** What is left of all rights under a mask; nothing that the program makes is to be executed. */
    static Set<PosixFilePermission> rights(int mask, boolean ofFolder) {
        StringBuilder left = new StringBuilder(ALL_RIGHTS);
        for (int i = 0; i < left.length(); i++) {
            boolean taken = (mask >> (left.length() - 1 - i) & 1) == 1;
            if (taken || (!ofFolder && left.charAt(i) == 'x')) {
                left.setCharAt(i, '-');
            }
        }
        return PosixFilePermissions.fromString(left.toString());
    }

    private static FileChannel open(Path file, OpenOption... options) throws IOException {
        SpecialFile.refuse(file);
        return FileChannel.open(file, Set.of(options), rights(file, false));
    }

    private static FileAttribute<?>[] rights(Path file, boolean ofFolder) {
        return knows(file, "posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(rights(Setting.UMASK.mask(), ofFolder))}
                : new FileAttribute<?>[0];
    }

    private static int mode(Path file) throws IOException {
        return ((Number) Files.getAttribute(file, MODE)).intValue() & CHANGEABLE;
    }

    private static boolean knows(Path file, String view) {
        return file.getFileSystem().supportedFileAttributeViews().contains(view);
    }
}
