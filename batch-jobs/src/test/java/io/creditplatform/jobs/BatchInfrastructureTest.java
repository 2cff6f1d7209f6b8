package io.creditplatform.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What Spring Batch notes of a job costs little, and is there all the same. */
class BatchInfrastructureTest {

    private static final List<String> TABLES = List.of("BATCH_STEP_EXECUTION_CONTEXT", "BATCH_JOB_EXECUTION_CONTEXT");

    @ParameterizedTest
    @EnumSource
    void contextIsWrittenOnceItHasChanged(Database database) throws SQLException {
        DatabaseAddress address = TestDatabase.fresh(database);
        try (Connection connection = Database.open(address, Database.Access.WRITE)) {
            DataSource dataSource = new SingleConnectionDataSource(connection, true);
            JobRepository repository =
                    BatchInfrastructure.jobRepository(dataSource, new HeldTransactions(address, dataSource));
            JobExecution job = repository.createJobExecution(
                    repository.createJobInstance("hatch", new JobParameters()),
                    new JobParameters(),
                    new ExecutionContext());
            StepExecution step = repository.createStepExecution("eggs", job);

            write(repository, step, 1);
            assertThat(kept(repository, step)).containsExactly(1, 10);
            List<String> first = contexts(dataSource);
            write(repository, step, 2);
            assertThat(kept(repository, step)).containsExactly(2, 20);

            JdbcClient jdbc = JdbcClient.create(dataSource);
            for (int i = 0; i < TABLES.size(); i++) {
                jdbc.sql("UPDATE " + TABLES.get(i) + " SET SHORT_CONTEXT = ?")
                        .param(first.get(i))
                        .update();
            }
            write(repository, step, 2);
            assertThat(kept(repository, step)).as("what was left alone").containsExactly(1, 10);
        }
    }

    private static void write(JobRepository repository, StepExecution step, int eggs) {
        step.getExecutionContext().putInt("eggs", eggs);
        step.getJobExecution().getExecutionContext().putInt("eggs", 10 * eggs);
        repository.updateExecutionContext(step);
        repository.updateExecutionContext(step.getJobExecution());
    }

    private static List<String> contexts(DataSource dataSource) {
        return TABLES.stream()
                .map(table -> JdbcClient.create(dataSource)
                        .sql("SELECT SHORT_CONTEXT FROM " + table)
                        .query(String.class)
                        .single())
                .toList();
    }

    private static List<Integer> kept(JobRepository repository, StepExecution step) {
        StepExecution kept = Objects.requireNonNull(repository.getStepExecution(step.getId()));
        return List.of(
                kept.getExecutionContext().getInt("eggs"),
                kept.getJobExecution().getExecutionContext().getInt("eggs"));
    }

    /** Whoever says that a load is published has waited for the disk. */
    @Test
    void onlyNotesAreCommittedWithoutWaiting() throws SQLException {
        DatabaseAddress address = TestDatabase.fresh(Database.POSTGRESQL);
        try (Connection connection = Database.open(address, Database.Access.WRITE)) {
            DataSource dataSource = new SingleConnectionDataSource(connection, true);
            JdbcClient jdbc = JdbcClient.create(dataSource);
            HeldTransactions transactions = new HeldTransactions(address, dataSource);
            transactions.take(null);
            jdbc.sql("SET synchronous_commit = on").update(); // as servers have it that are no test's
            List<String> waits = new ArrayList<>();

            for (PlatformTransactionManager kind :
                    List.of(transactions, transactions.ofNotes(), transactions, transactions.ofNotes())) {
                new TransactionTemplate(kind)
                        .executeWithoutResult(status -> TransactionSynchronizationManager.registerSynchronization(
                                new TransactionSynchronization() {
                                    @Override
                                    public void beforeCommit(boolean readOnly) {
                                        waits.add(jdbc.sql("SHOW synchronous_commit")
                                                .query(String.class)
                                                .single());
                                    }
                                }));
            }
            assertThat(waits).containsExactly("on", "off", "on", "off");
            assertThat(jdbc.sql("SHOW synchronous_commit").query(String.class).single())
                    .isEqualTo("on");

            new TransactionTemplate(transactions).executeWithoutResult(publication -> {
                new TransactionTemplate(transactions.ofNotes()).executeWithoutResult(note -> {});
                assertThat(jdbc.sql("SHOW synchronous_commit")
                                .query(String.class)
                                .single())
                        .as("a note within what has to be waited for")
                        .isEqualTo("on");
            });
        }
    }
}
