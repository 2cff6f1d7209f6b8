package io.creditplatform.migration;

import io.creditplatform.audit.Actor;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.database.DatabaseException;
import io.creditplatform.database.Schema;
import io.creditplatform.database.ScratchDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Goes through all migrations on a copy of a database: up to this program's version, back to each earlier one, and up again.
 * At each stop the schema must be to the word that of a fresh database of that version, every table must hold what it held,
 * as far as the version has its columns, and nothing may be damaged.
 */
public final class Rehearsal {

    private final DatabaseAddress original;
    private final Connection connection;
    private final Consumer<Stop> listener;

    /** @param listener is told of each stop */
    public Rehearsal(DatabaseAddress original, Connection connection, Consumer<Stop> listener) {
        this.original = original;
        this.connection = connection;
        this.listener = listener;
    }

    /**
     * What was found at one stop.
     *
     * @param step how it was reached, such as {@code rollback to v1}
     * @param version the version it is
     * @param rows rows in all tables
     * @param losses what a real rollback would be refused for
     * @param differences what is not as it should be; nothing if all is well
     */
    public record Stop(
            String step, String version, int tables, long rows, List<Loss> losses, List<String> differences) {}

    /** What is done, in words. */
    public static List<String> plan() {
        List<String> versions = Schema.versions();
        String newest = versions.get(versions.size() - 1);
        List<String> steps = new ArrayList<>(List.of("update to " + newest));
        for (int i = versions.size() - 2; i >= 0; i--) {
            steps.add("rollback to " + versions.get(i));
            steps.add("update to " + newest);
        }
        return steps;
    }

    /**
     * Does it.
     *
     * @return whether all was well
     * @throws DatabaseException if the copy cannot be made, or a migration fails on it
     */
    public boolean run() {
        removeScratch();
        try (ScratchDatabase copy = original.database().upkeep().scratch(original, connection)) {
            fill(copy.address());
            try (Connection onCopy = Database.open(copy.address(), Database.Access.WRITE)) {
                return new Walk(copy.address(), onCopy).run();
            }
        } catch (SQLException e) {
            throw new DatabaseException(
                    "Cannot make a copy of " + original + " to rehearse on: " + e.getMessage()
                            + ". It takes as much room again, and on a server the right to create a schema.",
                    e);
        }
    }

    private void removeScratch() {
        try {
            original.database().upkeep().removeScratch(original, connection);
        } catch (SQLException e) {
            throw new DatabaseException("Cannot remove what an earlier rehearsal left: " + e.getMessage(), e);
        }
    }

    private void fill(DatabaseAddress copy) throws SQLException {
        Path file = copy.file();
        if (file != null && original.database().upkeep().backUp(connection, file)) {
            return;
        }
        try (Connection onCopy = Database.open(copy, Database.Access.WRITE);
                Statement statement = onCopy.createStatement()) {
            String version = Objects.requireNonNull(
                    Schema.of(original, connection).tag(), "a database that is not empty has a version");
            Migration.runTo(version, copy, onCopy);
            Map<String, List<String>> columns = Tables.columns(onCopy);
            String home = Tables.ask(connection, "SELECT " + original.database().home())
                    .get(0);
            for (String table : Tables.parentsFirst(onCopy)) {
                String names = String.join(
                        ", ",
                        columns.getOrDefault(table, List.of()).stream()
                                .map(name -> '"' + name + '"')
                                .toList());
                statement.executeUpdate(
                        "INSERT INTO " + table + " (" + names + ") SELECT " + names + " FROM " + home + "." + table);
            }
        }
    }

    /** The schema of a fresh database of one version. */
    private record Version(List<String> schema, Map<String, List<String>> columns) {}

    private Version version(String tag) throws SQLException {
        try (ScratchDatabase fresh = original.database().upkeep().scratch(original, connection);
                Connection onFresh = Database.open(fresh.address(), Database.Access.WRITE)) {
            Migration.runTo(tag, fresh.address(), onFresh);
            return new Version(Tables.ask(onFresh, original.database().upkeep().schemaText()), Tables.columns(onFresh));
        }
    }

    /** The way through the versions, on the copy. */
    private final class Walk {

        private final DatabaseAddress copy;
        private final Connection onCopy;
        private boolean allWell = true;

        Walk(DatabaseAddress copy, Connection onCopy) {
            this.copy = copy;
            this.onCopy = onCopy;
        }

        boolean run() throws SQLException {
            Map<String, List<String>> columns = Tables.columns(onCopy);
            Map<String, String> content = Tables.digests(onCopy, columns);
            boolean ofThisProgram = Schema.of(original, connection).state() == Schema.State.CURRENT;
            Version current = version(Schema.versions().get(Schema.versions().size() - 1));
            // A server's copy is made by the change sets, so what is different in the original must be looked for
            // there.
            compare(
                    "copy",
                    Map.of(),
                    ofThisProgram ? current.schema() : List.of(),
                    connection,
                    List.of(),
                    content,
                    columns);
            Migration.run(copy, onCopy, Actor.atCommandLine());
            List<String> tags = Tags.of(copy, onCopy).stream()
                    .filter(tag -> Schema.versions().contains(tag))
                    .toList();
            String newest = tags.get(tags.size() - 1);
            compare("update", content, current.schema(), onCopy, List.of(), Tables.digests(onCopy, columns), columns);
            for (int i = tags.size() - 2; i >= 0; i--) {
                String tag = tags.get(i);
                Version earlier = version(tag);
                String statements = Migration.rollBackSql(tag, copy, onCopy);
                List<Loss> losses = Loss.of(statements, onCopy);
                Map<String, List<String>> comingBack = Loss.comingBack(statements, current.columns());
                Map<String, String> all = Tables.digests(onCopy, comingBack);
                Map<String, String> kept = Tables.digests(onCopy, earlier.columns());
                Migration.rollBack(tag, copy, onCopy, Actor.atCommandLine());
                compare(
                        "rollback to " + tag,
                        kept,
                        earlier.schema(),
                        onCopy,
                        losses,
                        Tables.digests(onCopy, earlier.columns()),
                        earlier.columns());
                Migration.run(copy, onCopy, Actor.atCommandLine());
                boolean whole = losses.isEmpty();
                Map<String, List<String>> expected = whole ? comingBack : earlier.columns();
                compare(
                        "update to " + newest,
                        whole ? all : kept,
                        current.schema(),
                        onCopy,
                        List.of(),
                        Tables.digests(onCopy, expected),
                        expected);
            }
            return allWell;
        }

        private void compare(
                String step,
                Map<String, String> expected,
                List<String> schema,
                Connection having,
                List<Loss> losses,
                Map<String, String> content,
                Map<String, List<String>> columns) {
            List<String> differences = new ArrayList<>(Tables.problems(copy.database(), onCopy));
            if (!schema.isEmpty()) {
                List<String> got = Tables.ask(having, copy.database().upkeep().schemaText());
                got.stream()
                        .filter(part -> !schema.contains(part))
                        .forEach(part -> differences.add("also has " + part));
                schema.stream().filter(part -> !got.contains(part)).forEach(part -> differences.add("lacks " + part));
            }
            new TreeMap<>(expected).forEach((table, digest) -> {
                if (!digest.equals(content.get(table))) {
                    differences.add(table + " holds " + content.get(table) + ", expected " + digest);
                }
            });
            allWell &= differences.isEmpty();
            long rows = Tables.rows(onCopy).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            listener.accept(new Stop(
                    step, String.valueOf(Schema.of(copy, onCopy).tag()), columns.size(), rows, losses, differences));
        }
    }
}
