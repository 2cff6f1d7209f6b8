package io.creditplatform.jobs;

import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.database.DatabaseException;
import io.creditplatform.file.FileFailure;
import io.creditplatform.file.OwnedFiles;
import io.creditplatform.text.Visible;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Where work is done that needs to write and leaves a database as it is: at the database itself or, where nobody may write there,
 * on a copy in a folder of its own, which goes when the work is done.
 *
 * @param address where to work
 * @param folder that of a copy, else null
 */
public record Workplace(DatabaseAddress address, @Nullable Path folder) implements AutoCloseable {

    /**
     * Finds it.
     *
     * @throws DatabaseException if the database cannot be read, or the copy not be made
     */
    public static Workplace of(DatabaseAddress original) {
        if (original.database().connections().isWritable(original)) {
            return new Workplace(original, null);
        }
        try (Connection connection = Database.open(original, Database.Access.READ)) {
            Path folder = OwnedFiles.temporaryFolder();
            Workplace copy = new Workplace(DatabaseAddress.of(folder.resolve("copy.db")), folder);
            try {
                original.database().upkeep().backUp(connection, folder.resolve("copy.db"));
                return copy;
            } catch (SQLException | RuntimeException e) {
                copy.close();
                throw e;
            }
        } catch (SQLException | IOException e) {
            throw new DatabaseException(
                    original + " may not be written to, and cannot be copied to the folder for temporary files: "
                            + (e instanceof IOException failure ? FileFailure.reason(failure) : e.getMessage())
                            + ". Make room there for twice the database, or have the JVM use another folder by"
                            + " -Djava.io.tmpdir.",
                    e);
        }
    }

    @Override
    public void close() {
        if (folder == null) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new DatabaseException(
                    "Cannot remove " + Visible.of(folder) + ": " + FileFailure.reason(e)
                            + ". Remove it by hand; nothing needs it.",
                    e);
        }
    }
}
