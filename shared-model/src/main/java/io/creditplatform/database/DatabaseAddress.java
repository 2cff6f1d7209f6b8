package io.creditplatform.database;

import io.creditplatform.file.FileFailure;
import io.creditplatform.file.SpecialFile;
import io.creditplatform.setting.Setting;
import io.creditplatform.text.Visible;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a database is.
 *
 * @param database which kind it is
 * @param jdbcUrl the URL that names it; that of a file is not for the driver, to which some signs in it mean something
 * @param file the file of an embedded database, else null
 */
public record DatabaseAddress(
        Database database, String jdbcUrl, @Nullable Path file) {

    private static final String SQLITE_PREFIX = "jdbc:sqlite:";
    private static final String POSTGRESQL_PREFIX = "jdbc:postgresql:";

    /** What can only be meant as a URL, or as the parameters of one, and not as the name of a file. */
    private static final Pattern NO_FILE = Pattern.compile(
            "(?i)^(?:jdbc:|file:|:|[a-z][a-z0-9+.-]+://|postgres(?:ql)?:)|[?]\\w+=[^/\\\\]*$|^[^/\\\\]*:[^/\\\\]*@|passw(?:or)?d=");

    /** A server's place in whatever form, with a user before it or parameters behind it in the wrong way. */
    private static final Pattern MISWRITTEN_SERVER =
            Pattern.compile("(?i)^(?:jdbc:)?postgres(?:ql)?:(?://)?(?:.*@)?(?<place>[^?&;@\\s]*).*", Pattern.DOTALL);

    /** A user and a password before the host, or parameters that do not begin with a question mark. */
    private static final Pattern WRONG_BEFORE_PARAMETERS = Pattern.compile("^[^?]*(?:@|[&;][^?]*=)", Pattern.DOTALL);

    /** Of several platforms of one database it tells which one is meant; of several such parameters the last one holds. */
    private static final Pattern SCHEMA = Pattern.compile("[?].*?(?<=[?&])(currentSchema=[^&]*)(?!.*&currentSchema=)");

    /** Servers, of which each may have a port; an address within brackets has colons of its own. */
    private static final Pattern SERVERS = Pattern.compile("^[^?/]*//([^?/]*)");

    private static final Pattern PORT = Pattern.compile(":(?<port>[^:\\]]*)$");

    private static final int HIGHEST_PORT = 65_535;

    /**
     * Reads what a user gave as {@code --db}: a file name, which means SQLite, or a JDBC URL.
     *
     * @throws DatabaseException if it is a URL of another kind or form, or a SQLite one that names no file; the message names the
     *     right form, and no password
     */
    public static DatabaseAddress of(String text) {
        Masking.know(text);
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.startsWith(POSTGRESQL_PREFIX)
                && !WRONG_BEFORE_PARAMETERS.matcher(text).find()) {
            requirePorts(text);
            return new DatabaseAddress(Database.POSTGRESQL, text, null);
        }
        String file = lower.startsWith(SQLITE_PREFIX) ? text.substring(SQLITE_PREFIX.length()) : text;
        if (file.isBlank() || NO_FILE.matcher(file).find()) {
            throw DatabaseException.missing("'" + Masking.masked(text)
                    + "' names no database, expected the name of a SQLite file, jdbc:sqlite:FILE or"
                    + " jdbc:postgresql://HOST/DATABASE" + rightForm(text));
        }
        try {
            return of(Path.of(file));
        } catch (InvalidPathException e) {
            throw DatabaseException.missing("'" + Visible.of(file) + "' " + FileFailure.reason(e) + ".");
        }
    }

    private static void requirePorts(String url) {
        Matcher servers = SERVERS.matcher(url);
        for (String server : servers.find() ? servers.group(1).split(",", -1) : new String[0]) {
            Matcher port = PORT.matcher(server);
            if (port.find() && !isPort(port.group("port"))) {
                throw DatabaseException.missing("'" + Visible.of(port.group("port")) + "' in jdbc:postgresql://"
                        + Visible.of(servers.group(1)) + "/… is no port, expected a number from 1 to " + HIGHEST_PORT
                        + ", or none, which means 5432");
            }
        }
    }

    private static boolean isPort(String text) {
        return text.matches("[0-9]{1,5}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= HIGHEST_PORT;
    }

    private static String rightForm(String text) {
        Matcher server = MISWRITTEN_SERVER.matcher(text);
        return server.matches()
                ? ". Is it jdbc:postgresql://" + Masking.masked(server.group("place"))
                        + "?user=USER&password=PASSWORD that you mean? User and password stand behind the question mark."
                : "";
    }

    /** The address of a SQLite file. */
    public static DatabaseAddress of(Path file) {
        return new DatabaseAddress(Database.SQLITE, SQLITE_PREFIX + file, file);
    }

    /** Whether it is the one that new databases are copied from, which is nobody's. */
    public boolean isTemplate() {
        return file != null && file.toString().equals(Setting.TEMPLATE.value());
    }

    /**
     * Makes sure that it is no named pipe, device or socket, which cannot be a database, and to open which may wait for ever.
     *
     * @throws DatabaseException if it is
     */
    public DatabaseAddress requireNoSpecialFile() {
        Optional<String> kind = file == null ? Optional.empty() : SpecialFile.kind(file);
        if (kind.isPresent()) {
            throw DatabaseException.missing(this + " is " + kind.get()
                    + ", expected the name of a SQLite file. Another one is named by --db or CREDIT_DB.");
        }
        return this;
    }

    /** The address for messages and logs: without the URL's parameters, which may hold a password, but for the schema's name. */
    @Override
    public String toString() {
        if (file != null) {
            return Masking.masked(Visible.of(file));
        }
        Matcher schema = SCHEMA.matcher(jdbcUrl);
        return Masking.masked(jdbcUrl.replaceFirst("\\?.*", "") + (schema.find() ? "?" + schema.group(1) : ""));
    }
}
