package io.creditplatform.database;

import io.creditplatform.database.Database.Access;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How to come to databases of one kind. */
public interface Connections {

    /**
     * Opens a connection.
     *
     * @param patience how long a lock of another program, or a server that does not answer, is waited for
     */
    Connection connect(DatabaseAddress address, Access access, Duration patience) throws SQLException;

    /**
     * Lets a connection for reading make what lives as long as it does, or no longer.
     *
     * @param free whether it may
     */
    void free(Connection connection, boolean free) throws SQLException;

    /** A connection made such that it keeps prepared statements and ends those that take too long. */
    Connection forServing(Connection connection, Duration statementLimit) throws SQLException;

    /** Whether there is something to connect to. */
    boolean exists(DatabaseAddress address);

    /** Whether nothing is known to keep this process from writing to a database that is there. */
    boolean isWritable(DatabaseAddress address);

    /** Looks at a database from outside, which costs far less than to connect to it. */
    Sight look(DatabaseAddress address);

    /** As {@link Sight#identity}. */
    default Optional<Object> identity(DatabaseAddress address) {
        return look(address).identity();
    }

    /** As {@link Sight#written}. */
    default Optional<Object> written(DatabaseAddress address) {
        return look(address).written();
    }

    /**
     * Makes sure that a database which has no tables yet can keep what files hold.
     *
     * @throws DatabaseException if it cannot
     */
    default void requireFit(DatabaseAddress address, Connection connection) {}

    /**
     * Takes the load lock, unless another process has it.
     *
     * @param connection the connection that the load will use
     */
    Optional<LoadLock> tryLock(DatabaseAddress address, Connection connection);

    /** The name of a database that is a file of our own. */
    Optional<FileName> fileName(DatabaseAddress address);

    /**
     * What can be seen of a database from outside.
     *
     * @param identity what tells it from another one that was put in its place, which open connections do not notice; empty if
     *     nothing does
     * @param written what changes whenever a database that is a file is written to past its log, which open connections do not
     *     notice either where it is somebody who copies another file over it; empty if nothing does
     */
    record Sight(Optional<Object> identity, Optional<Object> written) {

        /** Of nothing that could be seen. */
        public static final Sight NONE = new Sight(Optional.empty(), Optional.empty());

        // Written out, since each request looks: those that Java makes of a record are put together at run time.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Sight sight && identity.equals(sight.identity) && written.equals(sight.written);
        }

        @Override
        public int hashCode() {
            return 31 * identity.hashCode() + written.hashCode();
        }
    }

    /**
     * A name of a file.
     *
     * @param path behind all symbolic links
     * @param oneOfSeveral whether the file has other names beside it, as hard links give it
     */
    record FileName(Path path, boolean oneOfSeveral) {}
}
