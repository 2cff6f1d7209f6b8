package io.creditplatform.console;

import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.database.DatabaseException;
import io.creditplatform.database.ManyRows;
import io.creditplatform.database.Schema;
import io.creditplatform.past.NoSuchStateException;
import io.creditplatform.past.PastLoads;
import io.creditplatform.past.PastState;
import io.creditplatform.setting.Setting;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The options of every command that has to do with a database. */
public final class CommonOptions extends OutputOptions {

    @Option(
            names = "--db",
            paramLabel = "FILE|URL",
            description =
                    "The database: a SQLite file or a jdbc:postgresql: URL (else $CREDIT_DB, else credit.db here).")
    private @Nullable String database;

    /** The options of a command, if it has these. */
    public static Optional<CommonOptions> of(CommandLine commandLine) {
        return commandLine.getMixins().values().stream()
                .filter(CommonOptions.class::isInstance)
                .map(CommonOptions.class::cast)
                .findFirst();
    }

    /** The database that the user means. */
    public DatabaseAddress address() {
        return DatabaseAddress.of(database == null ? Objects.requireNonNull(Setting.DATABASE.value()) : database)
                .requireNoSpecialFile();
    }

    /**
     * Asks the database something, in one transaction.
     *
     * @throws DatabaseException if there is none, or its schema is not this program's
     */
    public <T> T query(Function<Connection, T> question) {
        return query(null, question);
    }

    /**
     * Asks the database something about the state after a load, in one transaction.
     *
     * @param load the load; null stands for the newest
     * @throws DatabaseException if there is none, or its schema is not this program's
     * @throws NoSuchStateException if the state cannot be told
     */
    public <T> T query(@Nullable Long load, Function<Connection, T> question) {
        DatabaseAddress address = address();
        try (Connection connection = Database.open(address, Database.Access.READ)) {
            Schema.of(address, connection).requireCurrent(address);
            if (load != null) {
                PastState.enter(connection, address.database(), load);
            }
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ); // all is of one state
            return ManyRows.inTransaction(connection, () -> {
                if (load != null) {
                    PastLoads.require(
                            connection, address.database(), load); // still, in the state that the question sees
                }
                return question.apply(connection);
            });
        } catch (SQLException e) {
            throw new DatabaseException("Cannot read the database " + address + ": " + e.getMessage(), e);
        }
    }
}
