package io.creditplatform.database.sqlite;

import io.creditplatform.database.DatabaseException;
import io.creditplatform.database.LoadLock;
import io.creditplatform.file.FileFailure;
import io.creditplatform.file.OwnedFiles;
import io.creditplatform.text.Visible;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The lock on a database file, whatever the file is called: for other processes a lock on a file beside its real path, which the
 * operating system lets go of when the process dies, however it dies, and which itself stays; for the jobs of this process a
 * note of what is locked. Several threads may use it.
 */
final class FileLock implements LoadLock {

    /** What this process has locked: the lock files by their real paths, the databases by what the file system knows them by. */
    private static final Set<Object> HELD = new HashSet<>();

    private final Set<Object> names;
    private final FileChannel channel;

    private FileLock(Set<Object> names, FileChannel channel) {
        this.names = names;
        this.channel = channel;
    }

    /**
     * Takes it, unless somebody has it.
     *
     * @param database a file that is there
     */
    static Optional<LoadLock> on(Path database) {
        Path lockFile = database;
        try {
            Path real = database.toRealPath();
            lockFile = real.resolveSibling(real.getFileName() + ".lock");
            Set<Object> names = new HashSet<>(Set.of(lockFile));
            Object identity =
                    Files.readAttributes(real, BasicFileAttributes.class).fileKey();
            if (identity != null) {
                names.add(identity);
            }
            // Asked before anything is opened: to close any descriptor of a file lets go of all locks that the process
            // has on it.
            if (!note(names)) {
                return Optional.empty();
            }
            FileChannel channel = null;
            try {
                channel = lock(lockFile);
            } finally {
                if (channel == null) {
                    forget(names);
                }
            }
            return channel == null ? Optional.empty() : Optional.of(new FileLock(names, channel));
        } catch (IOException e) {
            throw new DatabaseException(
                    "Cannot create the lock file " + Visible.of(lockFile) + ": " + FileFailure.reason(e)
                            + ". Loading needs the right to write to the database's folder.",
                    e);
        }
    }

    private static @Nullable FileChannel lock(Path file) throws IOException {
        FileChannel channel = OwnedFiles.channel(file);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // Somebody else in this process holds it, which is no different.
        }
        channel.close();
        return null;
    }

    private static synchronized boolean note(Set<Object> names) {
        return Collections.disjoint(HELD, names) && HELD.addAll(names);
    }

    private static synchronized void forget(Set<Object> names) {
        HELD.removeAll(names);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            forget(names);
        }
    }
}
