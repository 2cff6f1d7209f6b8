package io.creditplatform.migration;

import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.database.DatabaseException;
import io.creditplatform.database.Schema;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Scope;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.ui.LoggerUIService;

/** Brings a database's schema to the one of this program, through Liquibase. */
public final class Migration {

    /** Kept here, since the log manager itself holds loggers weakly. Liquibase tells each step to whoever listens. */
    private static final Logger LIQUIBASE_LOG = Logger.getLogger("liquibase");

    /** By default Liquibase talks to the user, and tells its makers over the network how it is used. Here it does neither. */
    static final Map<String, Object> SETTINGS =
            Map.of(Scope.Attr.ui.name(), new LoggerUIService(), "liquibase.analytics.enabled", false);

    private static final String CHANGELOG = "db/changelog/master.xml";

    private Migration() {}

    /**
     * Runs the change sets that a database lacks.
     *
     * @return the ids of the change sets that were run, in order
     * @throws DatabaseException if one fails, or the database is newer than this program
     */
    public static List<String> run(DatabaseAddress address, Connection connection) {
        Schema before = Schema.of(address, connection);
        if (before.state() == Schema.State.NEWER) {
            before.requireCurrent(address);
        }
        if (!before.pending().isEmpty()) {
            update(address, connection);
        }
        return before.pending();
    }

    private static void update(DatabaseAddress address, Connection connection) {
        LIQUIBASE_LOG.setLevel(Level.WARNING);
        try {
            Scope.child(SETTINGS, () -> {
                var database =
                        DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
                var liquibase = new liquibase.Liquibase(CHANGELOG, new ClassLoaderResourceAccessor(), database);
                // Whoever migrates holds the load lock, so Liquibase's own lock can only be one that a dead process
                // left.
                liquibase.forceReleaseLocks();
                liquibase.update(new Contexts(), new LabelExpression());
                connection.setAutoCommit(true);
            });
        } catch (LiquibaseException e) {
            throw new DatabaseException("Cannot migrate the database " + address + ": " + e.getMessage(), e);
        } catch (Exception e) {
            throw new DatabaseException("Cannot migrate the database " + address + ": " + e, e);
        }
    }
}
