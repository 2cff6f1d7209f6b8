package io.creditplatform.database.sqlite;

import io.creditplatform.database.Connections;
import io.creditplatform.database.Refusal;
import io.creditplatform.database.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.sqlite.jdbc4.JDBC4Connection;

/**
 * A database file in a folder where this process may make no files, such as a read-only mount or another user's folder. SQLite
 * wants to make its log there even to read, unless it is there; but as long as the log holds nothing, the file alone is the whole
 * database, and is read as one that nobody changes. Whether somebody has is looked at when a transaction ends.
 */
final class StillFile {

    private final Path file;
    private final State state;

    private StillFile(Path file, State state) {
        this.file = file;
        this.state = state;
    }

    /** What changes with the content of a file. */
    record State(@Nullable Object key, long bytes, FileTime changedAt) {

        static State of(Path file) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new State(attributes.fileKey(), attributes.size(), attributes.lastModifiedTime());
        }

        // Written out, since each request looks: those that Java makes of a record are put together at run time.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof State state
                    && bytes == state.bytes
                    && changedAt.equals(state.changedAt)
                    && Objects.equals(key, state.key);
        }

        @Override
        public int hashCode() {
            return 31 * Long.hashCode(bytes) + changedAt.hashCode();
        }
    }

    /** How a file can be read. */
    enum Way {
        /** By SQLite, as if it could write. */
        AS_USUAL,
        /** As a file that nobody changes. */
        STILL,
        /** Not at all: what is in its log is out of reach. */
        NOT_AT_ALL
    }

    /**
     * How a file can be read.
     *
     * @param mayMakeFiles whether this process may make files beside it
     * @param hasUsableLog whether the log and its index are there and can be read
     * @param logBytes what is in the log, in whatever mode the database writes it
     */
    static Way way(boolean mayMakeFiles, boolean hasUsableLog, long logBytes) {
        if (mayMakeFiles || hasUsableLog) {
            return Way.AS_USUAL;
        }
        return logBytes == 0 ? Way.STILL : Way.NOT_AT_ALL;
    }

    private static Way way(Path file) throws IOException {
        Path log = beside(file, "-wal");
        return way(
                mayMakeFilesBeside(file),
                Files.isReadable(log) && Files.isReadable(beside(file, "-shm")),
                bytes(log) + bytes(beside(file, "-journal")));
    }

    /**
     * The file as one that nobody changes; null if it is read as usual.
     *
     * @param file a file that is there
     * @throws RefusedException if it cannot be read here
     */
    static @Nullable StillFile find(Path file) throws SQLException {
        try {
            Path real = file.toRealPath();
            if (!Files.isReadable(real)) {
                throw new RefusedException(Refusal.Cause.NO_RIGHTS.because("you may not read the file"));
            }
            State state = State.of(real); // before its log is looked at, whose content goes into the file
            return switch (way(real)) {
                case AS_USUAL -> null;
                case STILL -> new StillFile(real, state);
                case NOT_AT_ALL -> throw new RefusedException(Refusal.Cause.UNSETTLED.because("its log is not empty"));
            };
        } catch (IOException e) {
            return null; // it goes just now, which SQLite tells
        }
    }

    /** Names the file as it is. */
    String uri() {
        return Sqlite.uri(file) + "?immutable=1";
    }

    /** Connects to the file as it is. */
    Connection connect(Properties properties) throws SQLException {
        String name = uri();
        return new JDBC4Connection("jdbc:sqlite:" + name, name, properties) {
            @Override
            public void commit() throws SQLException {
                super.commit();
                requireUnchanged();
            }

            @Override
            public void rollback() throws SQLException {
                super.rollback();
                requireUnchanged();
            }

            @Override
            public void close() throws SQLException {
                boolean wasOpen = !isClosed();
                super.close();
                if (wasOpen) {
                    requireUnchanged();
                }
            }
        };
    }

    private void requireUnchanged() throws SQLException {
        try {
            if (State.of(file).equals(state)) {
                return;
            }
        } catch (IOException e) {
            // It is not there any more.
        }
        throw new RefusedException(Refusal.Cause.CHANGED.because("another program has changed it"));
    }

    /**
     * Looks at a file: what tells it from another one in its place and, where nobody else would tell that it changed, from what it
     * was before; and when it was written. Servers do it for each answer, so it asks the system for as little as it can.
     */
    static Connections.Sight look(Path file) throws IOException {
        State state = State.of(file);
        Object identity =
                mayMakeFilesBeside(file) ? state.key() : state + " " + bytes(beside(file.toRealPath(), "-wal"));
        return new Connections.Sight(Optional.ofNullable(identity), Optional.of(state));
    }

    /** Whether this process may make files beside a file, as SQLite has to for its log. */
    static boolean mayMakeFilesBeside(Path file) {
        try {
            // Only a link's own folder is another one than that of the file, and finding that one takes a look at each
            // folder above.
            Path real = Files.isSymbolicLink(file) ? file.toRealPath() : file.toAbsolutePath();
            Path folder = real.getParent();
            return folder == null || Files.isWritable(folder) || !Files.exists(file);
        } catch (IOException e) {
            return true; // it goes just now, which SQLite tells
        }
    }

    private static long bytes(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    private static Path beside(Path file, String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }
}
