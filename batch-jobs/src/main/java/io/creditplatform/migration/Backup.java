package io.creditplatform.migration;

import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.database.DatabaseException;
import io.creditplatform.database.Schema;
import io.creditplatform.database.ScratchDatabase;
import io.creditplatform.file.FileFailure;
import io.creditplatform.text.Visible;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A copy of a database that is taken before its schema is changed. */
public final class Backup {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Backup() {}

    /**
     * Copies a database into a file beside it, which gets its name once it is known to be whole. Who copies holds the load lock.
     *
     * @return the copy; nothing if there is nothing to copy, or it is no file
     * @throws DatabaseException if the copy cannot be made or is not whole
     */
    public static Optional<Path> take(DatabaseAddress address, Connection connection, Instant now) {
        Schema schema = Schema.of(address, connection);
        Path file = address.file();
        if (file == null || schema.state() == Schema.State.EMPTY) {
            return Optional.empty();
        }
        Path target = file.resolveSibling(file.getFileName() + "." + schema.tag() + "-" + TIME.format(now) + ".bak");
        try {
            address.database().upkeep().removeScratch(address, connection); // what an earlier one left
            copy(address, connection, target);
        } catch (SQLException | IOException e) {
            String reason =
                    e instanceof IOException failure ? FileFailure.reason(failure) : String.valueOf(e.getMessage());
            throw new DatabaseException(
                    "Cannot back up " + address + " to " + Visible.of(target) + ": " + reason
                            + ". Nothing was changed. Make room, or see to the folder's permissions.",
                    e);
        }
        return Optional.of(target);
    }

    private static void copy(DatabaseAddress address, Connection connection, Path target)
            throws SQLException, IOException {
        try (ScratchDatabase copy = address.database().upkeep().scratch(address, connection)) {
            Path unfinished = Objects.requireNonNull(copy.address().file());
            address.database().upkeep().backUp(connection, unfinished);
            requireWhole(copy.address(), target, address, connection);
            Files.move(unfinished, target);
        }
    }

    private static void requireWhole(DatabaseAddress copy, Path target, DatabaseAddress address, Connection connection)
            throws SQLException {
        try (Connection look = Database.open(copy, Database.Access.READ)) {
            List<String> problems = Tables.problems(copy.database(), look);
            Map<String, Long> expected = Tables.rows(connection);
            Map<String, Long> got = Tables.rows(look);
            if (!problems.isEmpty() || !got.equals(expected)) {
                throw new DatabaseException("The backup " + Visible.of(target) + " is not what it should be: "
                        + (problems.isEmpty() ? "it holds " + got + ", expected " + expected : problems.get(0))
                        + ". Nothing was changed. Check " + address + " and its disk.");
            }
        }
    }
}
