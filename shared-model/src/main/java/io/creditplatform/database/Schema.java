package io.creditplatform.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a database's schema stands to the one that this program was built with. Told from the ids of the change sets alone,
 * so that no command has to start Liquibase just to learn that there is nothing to do. The ids that the program was built with
 * are read once for all threads.
 *
 * @param tag the newest tag in the database, or null
 * @param applied ids of the change sets that the database has, oldest first
 * @param pending ids of the program's change sets that the database lacks
 * @param unknown ids of change sets that the database has and the program does not know
 */
public record Schema(@Nullable String tag, List<String> applied, List<String> pending, List<String> unknown) {

    /** Begins the id of a row that stands in the change log for nothing but its tag. */
    public static final String OWN_TAG = "tag:";

    /** Tagged version 3 while that was in the making; of a database that has it, not all that belongs to version 3 is there. */
    public static final String FORMER_TAG = "399-tag-v3";

    private static final String CHANGELOG = "db/changelog";
    private static final Pattern CHANGE_SET = Pattern.compile(
            "^--changeset \\S+:(?<sql>\\S+)(?: dbms:(?<dbms>\\S+))?|<changeSet [^>]*id=\"(?<xml>[^\"]+)\"",
            Pattern.MULTILINE);

    private static final Pattern TAG = Pattern.compile("<tagDatabase [^>]*tag=\"([^\"]+)\"");

    /** The program's own, in order; read once, since a program's files stay as they are. */
    private static final List<ChangeSet> DECLARED = read();

    /** @param dbms the kind of database that it is for; null if for any */
    private record ChangeSet(String id, @Nullable String dbms) {}

    /** What is to be done about a database's schema. */
    public enum State {
        /** There is nothing, or the first migration was interrupted. */
        EMPTY,
        CURRENT,
        OLDER,
        NEWER
    }

    /**
     * Reads how a database stands.
     *
     * @throws DatabaseException if it is a database of something else, or cannot be read
     */
    public static Schema of(DatabaseAddress address, Connection connection) {
        List<String> declared = declared(address.database());
        List<String> applied = new ArrayList<>();
        String tag = null;
        try {
            Set<String> tables = tables(connection);
            if (tables.contains("databasechangelog")) {
                try (Statement statement = connection.createStatement();
                        ResultSet rows = statement.executeQuery(
                                "SELECT ID, TAG FROM DATABASECHANGELOG ORDER BY ORDEREXECUTED")) {
                    while (rows.next()) {
                        String id = rows.getString("ID");
                        if (!id.startsWith(OWN_TAG) && !id.equals(FORMER_TAG)) {
                            applied.add(id);
                            tag = rows.getString("TAG") == null ? tag : rows.getString("TAG");
                        }
                    }
                }
            } else if (!tables.isEmpty() && !tables.equals(Set.of("databasechangeloglock"))) {
                throw new DatabaseException(
                        address + " is a database of something else: it has the tables " + String.join(", ", tables)
                                + ", but no change log of this platform. Name another one by --db.");
            }
        } catch (SQLException e) {
            throw new DatabaseException("Cannot read the change log of " + address + ": " + e.getMessage(), e);
        }
        return new Schema(
                tag,
                List.copyOf(applied),
                declared.stream().filter(id -> !applied.contains(id)).toList(),
                applied.stream().filter(id -> !declared.contains(id)).toList());
    }

    /** The newest change set of this program, which a current database ends with. */
    public static String newest(Database database) {
        List<String> declared = declared(database);
        return declared.get(declared.size() - 1);
    }

    /** The versions that this program knows, oldest first: the tags that its change sets set. */
    public static List<String> versions() {
        List<String> versions = new ArrayList<>();
        ClassLoader classLoader = Schema.class.getClassLoader();
        for (String file : ClasspathFolder.list(classLoader, CHANGELOG)) {
            Matcher tag = TAG.matcher(text(classLoader, file));
            while (tag.find()) {
                versions.add(tag.group(1));
            }
        }
        return versions;
    }

    /** What is to be done. */
    public State state() {
        if (!unknown.isEmpty()) {
            return State.NEWER;
        } else if (pending.isEmpty()) {
            return State.CURRENT;
        }
        return tag == null ? State.EMPTY : State.OLDER;
    }

    /** The id of the database's newest change set, or {@code none}. */
    public String newestApplied() {
        return applied.isEmpty() ? "none" : applied.get(applied.size() - 1);
    }

    /** The id of the program's newest change set. */
    public String newestKnown() {
        return pending.isEmpty()
                ? applied.stream().filter(id -> !unknown.contains(id)).reduce("none", (older, newer) -> newer)
                : pending.get(pending.size() - 1);
    }

    /** Why the program cannot work with the database as it is, going on from the words "the database"; empty if it can. */
    public Optional<String> obstacle() {
        return switch (state()) {
            case CURRENT -> Optional.empty();
            case EMPTY ->
                Optional.of("is empty. `credit import DIR` fills it; another one is named by --db or CREDIT_DB.");
            case OLDER ->
                Optional.of("is older than this program: it lacks " + String.join(", ", pending)
                        + ". Run `credit db migrate`. If the database is to stay at " + tag
                        + ", use the program of that version.");
            case NEWER ->
                Optional.of("is newer than this program: it has " + String.join(", ", unknown)
                        + ", which this program does not know. Use the newer program.");
        };
    }

    /**
     * Makes sure that the program can work with the database as it is.
     *
     * @throws DatabaseException if its schema is not the program's
     */
    public void requireCurrent(DatabaseAddress address) {
        obstacle().ifPresent(obstacle -> {
            String message = "The database " + address + " " + obstacle;
            throw state() == State.EMPTY ? DatabaseException.missing(message) : new DatabaseException(message);
        });
    }

    private static Set<String> tables(Connection connection) throws SQLException {
        Set<String> tables = new LinkedHashSet<>();
        for (String table : OwnTables.names(connection)) {
            tables.add(table.toLowerCase(Locale.ROOT));
        }
        return tables;
    }

    /** The ids of the program's change sets for this kind of database, in order. */
    private static List<String> declared(Database database) {
        return DECLARED.stream()
                .filter(change -> change.dbms() == null || change.dbms().equalsIgnoreCase(database.name()))
                .map(ChangeSet::id)
                .toList();
    }

    private static List<ChangeSet> read() {
        List<ChangeSet> changes = new ArrayList<>();
        ClassLoader classLoader = Schema.class.getClassLoader();
        for (String file : ClasspathFolder.list(classLoader, CHANGELOG)) {
            Matcher changeSet = CHANGE_SET.matcher(text(classLoader, file));
            while (changeSet.find()) {
                String id = changeSet.group("sql") == null ? changeSet.group("xml") : changeSet.group("sql");
                changes.add(new ChangeSet(id, changeSet.group("dbms")));
            }
        }
        return List.copyOf(changes);
    }

    private static String text(ClassLoader classLoader, String file) {
        try (InputStream stream = classLoader.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalStateException(file + " is listed but not there");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
