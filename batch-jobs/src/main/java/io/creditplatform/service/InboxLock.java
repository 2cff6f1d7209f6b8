package io.creditplatform.service;

import io.creditplatform.file.OwnedFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The right to work with an inbox, which one service has at a time, and loses when its process ends, however it ends. Several threads
 * may ask for it.
 */
final class InboxLock implements AutoCloseable {

    /** A process that opens and closes the file of its own lock would lose it. */
    private static final Set<Path> HELD = new HashSet<>();

    private final Path file;
    private final FileChannel channel;

    private InboxLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Takes it, unless another service has it. */
    static Optional<InboxLock> on(Path inbox) throws IOException {
        Path folder = inbox.toRealPath().resolve(Inbox.OWN);
        OwnedFiles.folder(folder);
        Path file = folder.resolve("lock");
        synchronized (HELD) {
            if (!HELD.add(file)) {
                return Optional.empty();
            }
            Optional<InboxLock> lock = Optional.empty();
            try {
                lock = lock(file);
                return lock;
            } finally {
                if (lock.isEmpty()) {
                    HELD.remove(file);
                }
            }
        }
    }

    private static Optional<InboxLock> lock(Path file) throws IOException {
        FileChannel channel = OwnedFiles.channel(file);
        try {
            if (channel.tryLock() != null) {
                return Optional.of(new InboxLock(file, channel));
            }
        } catch (OverlappingFileLockException e) {
            // Somebody else in this process holds it, which is no different.
        }
        channel.close();
        return Optional.empty();
    }

    @Override
    public void close() throws IOException {
        synchronized (HELD) {
            channel.close();
            HELD.remove(file);
        }
    }
}
