package io.creditplatform.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** The right to write to a database; one process has it at a time, and loses it when it ends, however it ends. */
@FunctionalInterface
public interface LoadLock extends AutoCloseable {

    @Override
    void close();

    /** Locks through a file; the operating system lets go of it when the process dies. The file itself stays. */
    static Optional<LoadLock> onFile(Path file) {
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                if (channel.tryLock() != null) {
                    return Optional.of(() -> close(channel));
                }
            } catch (OverlappingFileLockException e) {
                // This very process holds it, which is no different.
            }
            channel.close();
            return Optional.empty();
        } catch (IOException e) {
            throw new DatabaseException(
                    "Cannot create the lock file " + file + ": " + e.getClass().getSimpleName()
                            + ". Loading needs the right to write to the database's folder.",
                    e);
        }
    }

    private static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
