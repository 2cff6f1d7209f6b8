package io.creditplatform.jobs;

import io.creditplatform.console.Console;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.database.DatabaseException;
import io.creditplatform.database.Schema;
import io.creditplatform.ingest.ExtractException;
import io.creditplatform.ingest.LoadParts;
import io.creditplatform.ingest.PartStaging;
import io.creditplatform.jobs.broker.Broker;
import io.creditplatform.jobs.broker.BrokerAddress;
import io.creditplatform.jobs.broker.PartMessage;
import io.creditplatform.setting.Setting;
import io.creditplatform.text.Counted;
import jakarta.jms.JMSException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.JacksonException;

/** A worker: takes parts that imports offer by a broker, one after the other, and stages them, until it is stopped. */
public final class PartWorker {

    private static final Duration LOOK = Duration.ofMillis(500);

    /** How long a worker that cannot see a folder leaves it to others. */
    private static final Duration ASIDE = Duration.ofSeconds(5);

    private final DatabaseAddress address;
    private final Options options;
    private final Duration patience = Duration.ofSeconds(Setting.WORKER_TIMEOUT.number());
    private final Gone brokerGone = new Gone("Start it, or the import that carries it, then this worker again.");
    private final Gone databaseGone = new Gone("See to the server, then start this worker again.");

    /**
     * How it works.
     *
     * @param name what it is called by others
     * @param broker where it hears of parts
     * @param said is told what it does
     * @param blocksPerChunk blocks of 1,000 rows that are committed together
     */
    public record Options(
            String name,
            BrokerAddress broker,
            Consumer<String> said,
            Clock clock,
            BooleanSupplier stopRequested,
            int blocksPerChunk) {}

    /** It cannot go on: it is of another version than what it is to work for, or what it needs is gone. */
    public static final class WorkerException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        WorkerException(String message) {
            super(message);
        }
    }

    public PartWorker(DatabaseAddress address, Options options) {
        this.address = address;
        this.options = options;
    }

    /**
     * Works until a stop is requested.
     *
     * @throws DatabaseException if the database cannot be used, or has not this program's schema
     * @throws WorkerException if it has to end by itself
     */
    public void run() {
        queue(); // who cannot work at all says so at once
        boolean ready = false;
        while (!options.stopRequested().getAsBoolean()) {
            // The database is asked before the broker: nobody is back as long as it is not.
            try (Broker broker = Broker.connect(options.broker(), queue())) {
                options.said()
                        .accept((ready ? "Back at " : "Ready for parts of " + address + " from ") + options.broker());
                ready = true;
                while (!options.stopRequested().getAsBoolean()) {
                    Broker.Taken message = broker.receive(LOOK);
                    brokerGone.isOver();
                    if (message != null) {
                        take(message, broker);
                        brokerGone.isOver();
                    }
                    databaseGone.isOver(); // also if there was nothing to do: the next time is another one
                }
            } catch (JMSException e) {
                brokerGone.isSo("The broker at " + options.broker(), String.valueOf(e.getMessage()));
            } catch (RuntimeException e) {
                if (!DatabaseFailure.mayPass(address, e)) {
                    throw e;
                }
                databaseGone.isSo(address.toString(), DatabaseFailure.reason(e));
            }
        }
    }

    /** That something which it needs is gone, and since when. */
    private final class Gone {

        private final String remedy;
        private @Nullable Long since;

        Gone(String remedy) {
            this.remedy = remedy;
        }

        void isOver() {
            since = null;
        }

        /** Waits a little for it to be there again, as long as there is patience. */
        void isSo(String what, String reason) {
            if (since == null) {
                since = System.nanoTime();
                options.said().accept(what + " is not there, trying again: " + reason);
            } else if (System.nanoTime() - since > patience.toNanos()) {
                throw new WorkerException(
                        what + " was not there for " + patience.toSeconds() + " s: " + reason + ". " + remedy);
            }
            pause(LOOK);
        }
    }

    private String queue() {
        try (Connection connection = Database.open(address, Database.Access.READ)) {
            Schema.of(address, connection).requireCurrent(address);
            return RemoteWorkers.queue(JdbcClient.create(new SingleConnectionDataSource(connection, true)));
        } catch (SQLException e) {
            throw new DatabaseException("Cannot close the database: " + e.getMessage(), e);
        }
    }

    private void take(Broker.Taken taken, Broker broker) throws JMSException {
        PartMessage message;
        try {
            message = PartMessage.of(taken.text());
        } catch (JacksonException e) {
            options.said().accept("Left out a message that offers no part");
            broker.done();
            return;
        }
        if (!message.version().equals(Console.Version.ofProgram())) {
            broker.giveBack();
            throw new WorkerException("This worker is of version " + Console.Version.ofProgram()
                    + ", but the import of load " + message.loadId() + " is of version " + message.version()
                    + ", so it takes none of its parts. Start a worker of that version.");
        }
        try (WorkerSession session = WorkerSession.open(address, message.holder())) {
            if (new Work(message, session, taken.again()).run() == BatchStatus.STOPPED) {
                broker.giveBack(); // it is for others
            } else {
                broker.done();
            }
        } catch (DatabaseBusyException e) {
            broker.done(); // the import that offered it has been followed by another one
        }
    }

    private void pause(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        try {
            while (System.nanoTime() - end < 0 && !options.stopRequested().getAsBoolean()) {
                Thread.sleep(Math.min(LOOK.toMillis(), time.toMillis()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One part that was offered. */
    private final class Work {

        private final PartMessage message;
        private final boolean again;
        private final PartStaging.Worker worker;
        private final LoadParts parts;
        private final TransactionTemplate transaction;
        private final String claim = UUID.randomUUID().toString();
        private final String part;

        Work(PartMessage message, WorkerSession session, boolean again) {
            this.message = message;
            this.again = again;
            this.worker = session.worker(options.name());
            this.parts = new LoadParts(address.database(), JdbcClient.create(worker.dataSource()), message.loadId());
            this.transaction = new TransactionTemplate(worker.transactions());
            this.part = LoadParts.name(message.feed(), message.part());
        }

        /** Stages it; returns how that ended, or null if the offer did not hold any more. */
        @Nullable BatchStatus run() {
            Optional<PartStaging> staging = PartStaging.of(
                    message.loadId(),
                    message.feed(),
                    JdbcClient.create(worker.dataSource()),
                    new PartStaging.Options(
                            address.database(),
                            options.blocksPerChunk(),
                            options.clock(),
                            options.stopRequested(),
                            bytes -> {}));
            if (staging.isEmpty() || !isClaimed()) {
                return null;
            }
            try {
                staging.get().require(message.feed(), message.part());
            } catch (ExtractException e) {
                giveBack(e.getMessage(), false, true);
                options.said().accept(message.about("gave " + part + " back. " + e.getMessage()));
                pause(ASIDE);
                return BatchStatus.FAILED;
            }
            return stage(staging.get());
        }

        private boolean isClaimed() {
            return Boolean.TRUE.equals(transaction.execute(status -> parts.claim(
                    message.feed(),
                    message.part(),
                    message.sent(),
                    again,
                    claim,
                    options.name(),
                    options.clock().instant())));
        }

        private @Nullable BatchStatus stage(PartStaging staging) {
            long start = System.nanoTime();
            StepExecution execution = worker.jobRepository().getStepExecution(message.execution());
            if (execution == null) {
                return null;
            }
            try {
                staging.step(execution, worker, claim).execute(execution);
            } catch (JobInterruptedException e) {
                execution.setStatus(BatchStatus.STOPPED);
            } catch (OptimisticLockingFailureException e) { // it was frozen, and another one has begun meanwhile
                failed(e);
                return null;
            }
            if (execution.getStatus() == BatchStatus.STOPPED) {
                giveBack(null, false, false);
                options.said().accept(message.about("gave " + part + " back, to stop"));
            } else if (execution.getStatus().isUnsuccessful()) {
                failed(execution.getFailureExceptions().stream()
                        .findFirst()
                        .orElseGet(() -> new IllegalStateException("Spring Batch gave no reason")));
            } else {
                options.said()
                        .accept(message.about("staged " + part + ", " + Counted.of(execution.getReadCount(), "row")
                                + " in " + (System.nanoTime() - start) / 1_000_000 + " ms"));
            }
            return execution.getStatus();
        }

        private void failed(Throwable failure) {
            if (isOfAnother(failure)) {
                options.said().accept(message.about("let go of " + part + ", which is another's now"));
                return;
            }
            String reason = options.name() + ": "
                    + DatabaseFailure.explain(address, failure, "it is tried again")
                            .orElseGet(() -> DatabaseFailure.reason(failure));
            options.said().accept(message.about(part + " failed. " + reason));
            giveBack(reason, true, true);
        }

        private static boolean isOfAnother(Throwable failure) {
            return failure instanceof LoadParts.TakenOverException
                    || failure instanceof DatabaseBusyException
                    || failure instanceof OptimisticLockingFailureException
                    || (failure.getCause() != null && isOfAnother(failure.getCause()));
        }

        private void giveBack(@Nullable String failure, boolean tried, boolean over) {
            transaction.executeWithoutResult(
                    status -> parts.giveBack(message.feed(), message.part(), claim, failure, tried, over));
        }
    }
}
