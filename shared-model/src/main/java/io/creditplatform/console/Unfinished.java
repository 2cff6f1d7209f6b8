package io.creditplatform.console;

import io.creditplatform.file.OwnedFiles;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * What is written beside the place that it will have, a file or a folder. A lock beside it lasts as long as its maker lives; so
 * whoever writes to the same place next removes what dead ones left. Any thread may make one.
 */
final class Unfinished implements Closeable {

    private static final String PART = ".part";
    private static final String OLD = ".old";
    private static final String LOCK = ".lock";

    /** A process that opens and closes a file of its own would lose the lock on it. */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final Path base;
    private final FileChannel lock;

    private Unfinished(Path base, FileChannel lock) {
        this.base = base;
        this.lock = lock;
    }

    /**
     * Makes a name for it.
     *
     * @param target the place that it will have
     * @throws IOException if nothing can be written there
     */
    static Unfinished of(Path target) throws IOException {
        removeDead(target);
        Path base = target.resolveSibling(target.getFileName() + "." + UUID.randomUUID());
        Path file = lock(base);
        OWN.add(file);
        try {
            FileChannel channel = OwnedFiles.channel(file);
            channel.tryLock(); // where the system knows no locks, what dead ones leave stays
            return new Unfinished(base, channel);
        } catch (IOException e) {
            OWN.remove(file);
            throw e;
        }
    }

    /** What is being written. */
    Path part() {
        return ending(base, PART);
    }

    /** Where what has its place now is put meanwhile. */
    Path former() {
        return ending(base, OLD);
    }

    /** Removes what is left of it. */
    @Override
    public void close() throws IOException {
        try {
            delete(former());
            delete(part());
        } finally {
            Files.deleteIfExists(lock(base));
            lock.close();
            OWN.remove(lock(base));
        }
    }

    private static void removeDead(Path target) throws IOException {
        String name = target.getFileName() + ".";
        List<Path> locks;
        try (Stream<Path> siblings =
                Files.list(Objects.requireNonNull(target.toAbsolutePath().getParent()))) {
            locks = siblings.filter(file -> {
                        String sibling = String.valueOf(file.getFileName());
                        return sibling.startsWith(name)
                                && sibling.endsWith(LOCK)
                                && isUuid(sibling.substring(name.length(), sibling.length() - LOCK.length()));
                    })
                    .toList();
        } catch (IOException e) {
            return; // a folder that may be written to need not be readable
        }
        for (Path file : locks) {
            if (!OWN.contains(file) && isDead(file)) {
                String sibling = file.toString();
                Path base = Path.of(sibling.substring(0, sibling.length() - LOCK.length()));
                delete(ending(base, PART));
                if (Files.exists(target)) {
                    delete(ending(base, OLD));
                }
                if (!Files.exists(ending(base, OLD))) {
                    Files.deleteIfExists(file);
                } // else what was there before is the last that there is
            }
        }
    }

    private static boolean isUuid(String text) {
        try {
            return UUID.fromString(text).toString().equals(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isDead(Path file) {
        try (FileChannel channel = OwnedFiles.channel(file);
                FileLock lock = channel.tryLock()) {
            return lock != null;
        } catch (IOException | OverlappingFileLockException e) {
            return false; // its maker has just ended, or it is another user's
        }
    }

    private static Path lock(Path base) {
        return ending(base, LOCK).toAbsolutePath();
    }

    private static Path ending(Path base, String ending) {
        return base.resolveSibling(base.getFileName() + ending);
    }

    /** Removes a file, or a folder with all that is in it. */
    private static void delete(Path path) throws IOException {
        if (Files.exists(path)) {
            try (Stream<Path> files = Files.walk(path)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
