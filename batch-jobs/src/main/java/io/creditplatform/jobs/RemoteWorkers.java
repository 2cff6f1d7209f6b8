package io.creditplatform.jobs;

import io.creditplatform.console.Console;
import io.creditplatform.ingest.LoadParts;
import io.creditplatform.ingest.PartStaging;
import io.creditplatform.ingest.PartWorkers;
import io.creditplatform.ingest.PartsException;
import io.creditplatform.ingest.StagedLoad;
import io.creditplatform.jobs.broker.Broker;
import io.creditplatform.jobs.broker.BrokerAddress;
import io.creditplatform.jobs.broker.EmbeddedBroker;
import io.creditplatform.jobs.broker.PartMessage;
import io.creditplatform.load.Load;
import io.creditplatform.setting.Setting;
import io.creditplatform.text.Counted;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.partition.PartitionHandler;
import org.springframework.batch.core.partition.StepExecutionSplitter;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Worker processes, here or on other machines. Parts are offered to them by messages; what becomes of them is read in
 * {@link LoadParts}, never in an answer, which could be lost. Whatever happens to a worker or to the broker, a part is offered
 * anew until it is through, or has been tried too often, or nothing gets on for too long.
 */
final class RemoteWorkers implements PartWorkers {

    private static final Logger LOG = LoggerFactory.getLogger(RemoteWorkers.class);

    private static final long POLL_MILLIS = 200;

    private final LoadingSession session;
    private final long loadId;
    private final StagedLoad staged;
    private final BrokerAddress address;
    private final BooleanSupplier stopRequested;
    private final Duration partPatience = Duration.ofSeconds(Setting.PART_TIMEOUT.number());
    private final Duration patience = Duration.ofSeconds(Setting.WORKER_TIMEOUT.number());
    private final @Nullable EmbeddedBroker embedded;
    private final String queue;
    private final Map<String, Offer> offers = new HashMap<>();
    private @Nullable Broker broker;
    private @Nullable String brokerFailure;
    private long got;
    private long gotOnAt = System.nanoTime();

    RemoteWorkers(LoadingSession session, Load load, BrokerAddress address, BooleanSupplier stopRequested) {
        this.session = session;
        this.loadId = load.id();
        this.staged = new StagedLoad(load, session.address().database(), session.jdbc());
        this.address = address;
        this.stopRequested = stopRequested;
        this.queue = queue(JdbcClient.create(session.jdbc()));
        try {
            this.embedded = address.embedded() ? new EmbeddedBroker(address) : null;
        } catch (IllegalStateException e) {
            throw new PartsException(e.getMessage() + ". Then go on with `credit resume`.");
        }
    }

    /** Named after the database, so that several can share a broker. */
    static String queue(JdbcClient jdbc) {
        return "credit-parts."
                + jdbc.sql("SELECT current_database() || '.' || current_schema()")
                        .query(String.class)
                        .single();
    }

    @Override
    public PartitionHandler handler(PartStaging staging) {
        return this::handle;
    }

    /** What was last seen of a part, when, and which offer of it was sent. */
    private static final class Offer {

        private final StepExecution execution;
        private int sent = -1;
        private long sentAt;
        private String seen = "";
        private long seenAt = System.nanoTime();

        Offer(StepExecution execution) {
            this.execution = execution;
        }

        void note(String now) {
            if (!now.equals(seen)) {
                seen = now;
                seenAt = System.nanoTime();
            }
        }
    }

    private Collection<StepExecution> handle(StepExecutionSplitter splitter, StepExecution manager) throws Exception {
        Set<StepExecution> executions = splitter.split(manager, 1);
        executions.forEach(execution -> offers.put(
                LoadParts.name(PartStaging.feed(execution), PartStaging.part(execution)), new Offer(execution)));
        LoadParts parts = new LoadParts(session.address().database(), JdbcClient.create(session.jdbc()), loadId);
        try {
            while (!offers.isEmpty() && !stopRequested.getAsBoolean()) {
                List<LoadParts.Progress> all = parts.all();
                List<LoadParts.Progress> open = all.stream()
                        .filter(part -> offers.containsKey(name(part)))
                        .toList();
                for (LoadParts.Progress part : open) {
                    look(part, parts);
                }
                requireProgress(all, open);
                Thread.sleep(POLL_MILLIS);
            }
            staged.endWriters(); // who had a part that somebody else has staged since
        } finally {
            if (!offers.isEmpty()) {
                session.change(parts::release); // so that nobody goes on with what is over
            }
        }
        for (StepExecution execution : executions) {
            boolean through =
                    !offers.containsKey(LoadParts.name(PartStaging.feed(execution), PartStaging.part(execution)));
            execution.setStatus(through ? BatchStatus.COMPLETED : BatchStatus.STOPPED);
            execution.setExitStatus(through ? ExitStatus.COMPLETED : ExitStatus.STOPPED);
        }
        if (!offers.isEmpty()) {
            manager.setTerminateOnly();
        }
        return executions;
    }

    private static String name(LoadParts.Progress part) {
        return LoadParts.name(part.feed(), part.part().number());
    }

    private void look(LoadParts.Progress part, LoadParts parts) {
        Offer offer = Objects.requireNonNull(offers.get(name(part)));
        offer.note(part.read() + " " + part.tries() + " " + part.worker() + " " + part.changedAt());
        if (part.done()) {
            offers.remove(name(part));
        } else if (part.worker() == null) {
            if (part.tries() >= PartStaging.TRIES) {
                throw new PartsException(capital(name(part)) + " failed " + part.tries() + " times. "
                        + (part.message() == null
                                ? "Each time its worker gave no more sign of life."
                                : "The last time: " + part.message())
                        + " See to it, then go on with `credit resume`.");
            }
            if (offer.sent != part.sent() || isOver(partPatience, offer.sentAt)) {
                send(part, offer);
            }
        } else if (isOver(partPatience, offer.seenAt)) {
            LOG.warn("{} of load {} is taken from {}, who gives no sign of life", name(part), loadId, part.worker());
            staged.endWriters(part.feed(), part.part().number()); // what it has locked is free then
            session.change(() -> parts.revoke(part.feed(), part.part().number()));
        }
    }

    private void send(LoadParts.Progress part, Offer offer) {
        String text = new PartMessage(
                        Console.Version.ofProgram(),
                        session.session().transactions().holder(),
                        loadId,
                        part.feed(),
                        part.part().number(),
                        part.sent(),
                        offer.execution.getId())
                .text();
        try {
            if (broker == null) {
                broker = Broker.connect(address, queue);
            }
            broker.send(text);
            broker.done();
            offer.sent = part.sent();
            offer.sentAt = System.nanoTime();
            brokerFailure = null;
        } catch (JMSException e) {
            if (!e.toString().equals(brokerFailure)) {
                LOG.warn("The broker at {} cannot be reached, trying again: {}", address, e.getMessage());
                brokerFailure = e.toString();
            }
            disconnect();
        }
    }

    /** Waits for nobody for ever: taking a part and giving it back is a sign of life, but nothing gets on by it. */
    private void requireProgress(List<LoadParts.Progress> all, List<LoadParts.Progress> open) {
        long now = all.stream()
                .mapToLong(part -> part.read() + (part.done() ? 1 : 0))
                .sum();
        if (now != got) {
            got = now;
            gotOnAt = System.nanoTime();
        }
        if (!offers.isEmpty() && isOver(patience, gotOnAt)) {
            String said = open.stream()
                    .map(LoadParts.Progress::message)
                    .filter(Objects::nonNull)
                    .distinct()
                    .collect(Collectors.joining(" "));
            throw new PartsException("No worker got on with any of " + Counted.of(offers.size(), "part") + " for "
                    + patience.toSeconds() + " s"
                    + (brokerFailure == null ? "" : ", and the broker at " + address + " said: " + brokerFailure)
                    + ". " + (said.isEmpty() ? "" : "The last that was heard: " + said + " ")
                    + "Start `credit worker --broker …`, then go on with `credit resume`.");
        }
    }

    private static boolean isOver(Duration patience, long since) {
        return System.nanoTime() - since > patience.toNanos();
    }

    private static String capital(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private void disconnect() {
        if (broker != null) {
            broker.close();
            broker = null;
        }
    }

    @Override
    public void close() {
        disconnect();
        if (embedded != null) {
            embedded.close();
        }
    }
}
