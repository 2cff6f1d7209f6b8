package io.creditplatform.migration;

import io.creditplatform.audit.Act;
import io.creditplatform.audit.Actor;
import io.creditplatform.audit.AuditLog;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.database.DatabaseException;
import io.creditplatform.database.Schema;
import io.creditplatform.load.DataStates;
import io.creditplatform.setting.Setting;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.changelog.ChangeLogHistoryServiceFactory;
import liquibase.database.DatabaseFactory;
import liquibase.exception.LiquibaseException;
import liquibase.lockservice.LockServiceFactory;
import liquibase.resource.ClassLoaderResourceAccessor;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Brings a database's schema to the one of this program, through Liquibase. */
public final class Migration {

    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(Migration.class);

    /** Kept here, since the log manager itself holds loggers weakly. Liquibase tells each step to whoever listens. */
    private static final Logger LIQUIBASE_LOG = Logger.getLogger("liquibase");

    private static final String CHANGELOG = "db/changelog/master.xml";

    /** The change set with the table of the {@link AuditLog}. */
    private static final String AUDIT_LOG = "366-audit-log";

    /** What Liquibase writes above the statements: the time, and the URL, which may hold a password. */
    private static final Pattern HEADING = Pattern.compile(
            "^-- (?:\\*+|.* Script|SQL to .*|Change Log: .*|Ran at: .*|Against: .*|Liquibase version: .*)\\R",
            Pattern.MULTILINE);

    /**
     * Liquibase goes by the times at which change sets were run, and then by their order. A clock that was set back, or a
     * session in another time zone, must not put the next ones before those that are there.
     */
    private static final String NONE_IN_FUTURE =
            "UPDATE DATABASECHANGELOG SET DATEEXECUTED = CURRENT_TIMESTAMP WHERE DATEEXECUTED > CURRENT_TIMESTAMP";

    /** The tag is set anew where all that belongs to its version is there. */
    private static final String NO_FORMER_TAG = "DELETE FROM DATABASECHANGELOG WHERE ID = '" + Schema.FORMER_TAG + "'";

    private Migration() {}

    /**
     * Runs the change sets that a database lacks.
     *
     * @return the ids of the change sets that were run, in order
     * @param actor migrates, as the audit log will say
     * @throws DatabaseException if one fails, or the database is newer than this program
     */
    public static List<String> run(DatabaseAddress address, Connection connection, Actor actor) {
        Schema before = Schema.of(address, connection);
        if (before.state() == Schema.State.NEWER) {
            before.requireCurrent(address);
        }
        if (before.state() == Schema.State.EMPTY) {
            address.database().connections().requireFit(address, connection);
            copyTemplate(address, connection);
        }
        if (!Schema.of(address, connection).pending().isEmpty()) {
            update(address, connection, actor);
        }
        return before.pending();
    }

    /** Copying is far shorter than Liquibase's work. Does without where there is no template, or it cannot be read: then Liquibase does what there is to do. */
    private static void copyTemplate(DatabaseAddress address, Connection connection) {
        String template = Setting.TEMPLATE.value();
        if (template != null && !address.isTemplate()) {
            try (Statement statement = connection.createStatement()) {
                if (address.database().upkeep().copy(Path.of(template), connection)) {
                    statement.executeUpdate("UPDATE DATABASECHANGELOG SET DATEEXECUTED = CURRENT_TIMESTAMP");
                    DataStates.raise(connection); // else all new databases would be in the same state
                }
            } catch (SQLException e) {
                LOG.debug("{} cannot be copied", template, e);
            }
        }
    }

    private static void update(DatabaseAddress address, Connection connection, Actor actor) {
        Schema before = Schema.of(address, connection);
        change("migrate", address, connection, liquibase -> {
            Tags.execute(NONE_IN_FUTURE, connection);
            Tags.execute(NO_FORMER_TAG, connection);
            liquibase.update(new Contexts(), new LabelExpression());
            List<String> pending = Schema.of(address, connection).pending();
            if (!pending.isEmpty()) {
                throw new LiquibaseException("Liquibase left out " + String.join(", ", pending));
            }
            if (before.state() != Schema.State.EMPTY) { // of a new database, what is done first tells
                audit(actor, Act.MIGRATE, "from " + before.newestApplied(), address, connection);
            }
        });
    }

    /** Runs the change sets up to the one that sets a tag. */
    static void runTo(String tag, DatabaseAddress address, Connection connection) {
        change(
                "migrate",
                address,
                connection,
                liquibase -> liquibase.update(tag, new Contexts(), new LabelExpression()));
    }

    /**
     * Takes back the change sets that came after a tag.
     *
     * @param actor rolls back, as the audit log will say
     * @return the ids of the change sets that were taken back, in that order
     * @throws DatabaseException if one fails; the database is as it was then
     */
    public static List<String> rollBack(String tag, DatabaseAddress address, Connection connection, Actor actor) {
        List<String> before = Schema.of(address, connection).applied();
        change("roll back", address, connection, liquibase -> {
            Tags.removeOwnAfter(tag, connection);
            liquibase.rollback(tag, new Contexts(), new LabelExpression());
            String newest = Tables.ask(
                            connection, "SELECT TAG FROM DATABASECHANGELOG ORDER BY ORDEREXECUTED DESC LIMIT 1")
                    .get(0);
            if (!tag.equals(newest)) {
                throw new LiquibaseException("Liquibase did not get to " + tag
                        + ", since the times in DATABASECHANGELOG are not in the order of ORDEREXECUTED");
            }
            audit(actor, Act.ROLLBACK, "to " + tag + " from " + before.get(before.size() - 1), address, connection);
        });
        List<String> after = Schema.of(address, connection).applied();
        List<String> takenBack = new ArrayList<>(
                before.stream().filter(id -> !after.contains(id)).toList());
        Collections.reverse(takenBack);
        return takenBack;
    }

    /** The statements that {@link #run} would execute. */
    public static String runSql(DatabaseAddress address, Connection connection) {
        Schema schema = Schema.of(address, connection);
        if (schema.state() == Schema.State.NEWER) {
            schema.requireCurrent(address);
        }
        return (schema.state() == Schema.State.OLDER
                        ? String.join(";" + System.lineSeparator(), NONE_IN_FUTURE, NO_FORMER_TAG, "")
                        : "")
                + sql(
                        address,
                        connection,
                        (liquibase, sql) -> liquibase.updateSql(new Contexts(), new LabelExpression(), sql));
    }

    /** The statements that {@link #rollBack} would execute. */
    public static String rollBackSql(String tag, DatabaseAddress address, Connection connection) {
        return Tags.removeOwnAfterSql(tag) + ";" + System.lineSeparator()
                + sql(
                        address,
                        connection,
                        (liquibase, sql) -> liquibase.rollback(tag, new Contexts(), new LabelExpression(), sql));
    }

    /** Something that Liquibase does. */
    @FunctionalInterface
    private interface Work {
        void with(Liquibase liquibase) throws LiquibaseException, SQLException;
    }

    /** Something that Liquibase would do. */
    @FunctionalInterface
    private interface WrittenWork {
        void with(Liquibase liquibase, Writer sql) throws LiquibaseException;
    }

    private static String sql(DatabaseAddress address, Connection connection, WrittenWork work) {
        LIQUIBASE_LOG.setLevel(Level.OFF);
        StringWriter sql = new StringWriter();
        try {
            LiquibaseScope.run(() -> work.with(liquibase(database(OneTransaction.alreadyBegun(connection))), sql));
        } catch (Exception e) {
            throw new DatabaseException(
                    "Cannot work out the statements for " + address + ": " + e.getMessage() + ".", e);
        }
        return HEADING.matcher(sql.toString())
                        .replaceAll("")
                        .replaceAll("\\R{3,}", System.lineSeparator().repeat(2))
                        .strip()
                + System.lineSeparator();
    }

    /** The session works in one schema, so its name is left out, which Liquibase would not write right if it holds quotes. */
    private static liquibase.database.Database database(OneTransaction connection) throws LiquibaseException {
        var database = DatabaseFactory.getInstance().findCorrectDatabaseImplementation(connection);
        database.setOutputDefaultSchema(false);
        return database;
    }

    /** It says nothing by itself: what it did is told by whoever has it done. */
    private static Liquibase liquibase(liquibase.database.Database database) {
        Liquibase liquibase = new Liquibase(CHANGELOG, new ClassLoaderResourceAccessor(), database);
        liquibase.setShowSummary(UpdateSummaryEnum.OFF);
        return liquibase;
    }

    /** Has Liquibase do something in one transaction, or not at all. */
    private static void change(String what, DatabaseAddress address, Connection connection, Work work) {
        LIQUIBASE_LOG.setLevel(Level.OFF); // what it would say is said by the exception
        try {
            try {
                LiquibaseScope.run(() -> {
                    OneTransaction transaction = new OneTransaction(connection);
                    var database = database(transaction);
                    makeOwnTables(database);
                    transaction.begin();
                    Liquibase liquibase = liquibase(database);
                    // Whoever migrates holds the load lock, so Liquibase's own lock can only be a dead process's.
                    liquibase.forceReleaseLocks();
                    work.with(liquibase);
                    DataStates.raise(connection);
                });
                connection.commit();
            } finally {
                takeBack(connection);
            }
        } catch (DatabaseException e) {
            throw e;
        } catch (Exception e) {
            throw new DatabaseException(
                    "Cannot " + what + " the database " + address + ": " + e.getMessage() + ". Nothing was changed.",
                    e);
        }
    }

    /** Notes it in a schema that has a place for it. */
    private static void audit(Actor actor, Act act, String details, DatabaseAddress address, Connection connection) {
        if (Schema.of(address, connection).applied().contains(AUDIT_LOG)) {
            JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            new AuditLog(address.database(), jdbc).add(actor, act, null, details);
        }
    }

    /** A database may have done so by itself, as SQLite does on a full disk. */
    private static void takeBack(Connection connection) {
        try {
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            // What made it necessary is what the user wants to know.
        }
    }

    /** Liquibase looks for its own tables by trying, and on PostgreSQL a try that fails ends a transaction. */
    private static void makeOwnTables(liquibase.database.Database database) throws LiquibaseException {
        LockServiceFactory.getInstance().getLockService(database).init();
        Scope.getCurrentScope()
                .getSingleton(ChangeLogHistoryServiceFactory.class)
                .getChangeLogService(database)
                .init();
        database.commit();
    }
}
