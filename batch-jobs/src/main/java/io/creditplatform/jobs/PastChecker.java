package io.creditplatform.jobs;

import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.database.DatabaseException;
import io.creditplatform.database.ManyRows;
import io.creditplatform.database.Schema;
import io.creditplatform.past.PastLoads;
import io.creditplatform.past.PastState;
import io.creditplatform.quality.CheckWork;
import io.creditplatform.quality.Findings;
import io.creditplatform.quality.QualityRun;
import io.creditplatform.quality.QualityRuns;
import io.creditplatform.quality.UnkeptRuns;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Checks the quality of what was loaded when an earlier load was the newest. The database keeps nothing of it: which run is the
 * newest, and what is answered as of that load, stays as it was. So it needs no load lock either.
 */
public final class PastChecker {

    private final DatabaseAddress address;
    private final Checker.Options options;

    public PastChecker(DatabaseAddress address, Checker.Options options) {
        this.address = address;
        this.options = options;
    }

    /**
     * Checks the state after a load.
     *
     * @param asOf the day that rows are judged by, or null for that of the data of then
     * @param whenChecked is told what was found
     * @throws io.creditplatform.past.NoSuchStateException if that state cannot be told
     */
    public CheckOutcome run(long loadId, @Nullable LocalDate asOf, Consumer<Findings> whenChecked) {
        try (Connection connection = Database.open(address, Database.Access.READ)) {
            Schema.of(address, connection).requireCurrent(address);
            PastState.enter(connection, address.database(), loadId);
            address.database().connections().free(connection, true); // to write what does not outlive it
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            return ManyRows.inTransaction(connection, () -> check(connection, loadId, asOf, whenChecked));
        } catch (SQLException e) {
            throw new DatabaseException("Cannot check the database " + address + ": " + e.getMessage(), e);
        }
    }

    private CheckOutcome check(
            Connection connection, long loadId, @Nullable LocalDate asOf, Consumer<Findings> whenChecked)
            throws SQLException {
        PastLoads.require(connection, address.database(), loadId);
        PastLoads.requireRefusedRows(connection, loadId);
        DataSource dataSource = new SingleConnectionDataSource(connection, true);
        JdbcClient jdbc = JdbcClient.create(dataSource);
        QualityRuns runs = new QualityRuns(address.database(), jdbc);
        LocalDate day = asOf == null ? runs.newestLoad().orElseThrow().day() : asOf;
        UnkeptRuns.standIn(jdbc, address.database(), loadId);
        QualityRun run = runs.again(loadId, day, Instant.now(options.clock()).truncatedTo(ChronoUnit.MILLIS));
        CheckWork work = new CheckWork(dataSource, run, options.ofWork(address.database()));
        for (CheckWork.Part part : work.parts()) {
            boolean isThrough = false;
            while (!isThrough) {
                if (options.stop().isRequested()) {
                    return new CheckOutcome.Stopped();
                }
                isThrough = part.bits().doNext();
            }
        }
        whenChecked.accept(new Findings(address.database(), jdbc, runs.get(run.id())));
        return new CheckOutcome.Checked();
    }
}
