package io.creditplatform.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Databases of two days of the marketplace, all in USD and without rates: what version 1 can hold. */
final class TwoDays {

    private static final Map<Database, DatabaseAddress> LOADED = new EnumMap<>(Database.class);

    private TwoDays() {}

    /** A database of its own; they are loaded but once. */
    static synchronized CreditRunner loaded(Database database) {
        return new CreditRunner(TestDatabase.copy(LOADED.computeIfAbsent(database, TwoDays::load)));
    }

    private static DatabaseAddress load(Database database) {
        CreditRunner credit = new CreditRunner(TestDatabase.none(database));
        try {
            Path extract = SampleData.copy("baseline", Files.createTempDirectory(Path.of("target"), "baseline"));
            Files.delete(extract.resolve("exchange_rates.csv"));
            ok(credit.importFolder(extract));
            ok(credit.importFolder(SampleData.folder("next-day")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return credit.address();
    }

    /** What a command that must be done printed. */
    static String ok(CreditRunner.Result result) {
        assertThat(result.exitCode()).as(result.err()).isZero();
        return result.out();
    }

    /** All that a database says: its schema to the word, and the content of its tables. */
    record State(List<String> schema, Map<String, String> content) {}

    static State state(DatabaseAddress address) {
        return look(address, connection -> state(address, connection, Tables.columns(connection)));
    }

    private static State state(DatabaseAddress address, Connection connection, Map<String, List<String>> columns) {
        return new State(
                Tables.ask(connection, address.database().upkeep().schemaText()), Tables.digests(connection, columns));
    }

    /** What somebody looks at. */
    @FunctionalInterface
    interface Look<T> {
        T at(Connection connection) throws Exception;
    }

    /** Looks at a database over a connection of its own. */
    static <T> T look(DatabaseAddress address, Look<T> look) {
        try (Connection connection = Database.open(address, Database.Access.READ)) {
            return look.at(connection);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
