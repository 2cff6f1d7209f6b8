package io.creditplatform.database;

import io.creditplatform.text.Visible;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a database is.
 *
 * @param database which kind it is
 * @param jdbcUrl the URL for the driver
 * @param file the file of an embedded database, else null
 */
public record DatabaseAddress(
        Database database, String jdbcUrl, @Nullable Path file) {

    private static final String SQLITE_PREFIX = "jdbc:sqlite:";
    private static final String POSTGRESQL_PREFIX = "jdbc:postgresql:";

    /**
     * Reads what a user gave as {@code --db}: a file name, which means SQLite, or a JDBC URL.
     *
     * @throws DatabaseException if it is a JDBC URL of another kind of database, or a SQLite one that names no file
     */
    public static DatabaseAddress of(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.startsWith(POSTGRESQL_PREFIX)) {
            return new DatabaseAddress(Database.POSTGRESQL, text, null);
        }
        String file = lower.startsWith(SQLITE_PREFIX) ? text.substring(SQLITE_PREFIX.length()) : text;
        boolean otherKind = file.equals(text) && lower.startsWith("jdbc:");
        if (otherKind || file.isBlank() || file.startsWith(":") || file.startsWith("file:") || file.contains("?")) {
            throw DatabaseException.missing("'" + text
                    + "' names no database, expected the name of a SQLite file, jdbc:sqlite:FILE or"
                    + " jdbc:postgresql://HOST/DATABASE");
        }
        return of(Path.of(file));
    }

    /** The address of a SQLite file. */
    public static DatabaseAddress of(Path file) {
        return new DatabaseAddress(Database.SQLITE, SQLITE_PREFIX + file, file);
    }

    /** The address for messages and logs: without the URL's parameters, which may hold a password. */
    @Override
    public String toString() {
        return file != null
                ? Visible.of(file)
                : jdbcUrl.replaceFirst("\\?.*", "").replaceFirst("//.*@", "//");
    }
}
