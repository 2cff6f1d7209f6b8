package io.creditplatform.jobs;

import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.ingest.LoadParts;
import io.creditplatform.ingest.PartStaging;
import io.creditplatform.ingest.PartWorkers;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.partition.PartitionHandler;
import org.springframework.batch.core.partition.support.TaskExecutorPartitionHandler;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;

/** Workers within the importing process: threads, each with a connection of its own while it stages a part. */
final class LocalWorkers implements PartWorkers {

    private final DatabaseAddress address;
    private final String holder;
    private final Deque<WorkerSession> idle = new ArrayDeque<>();
    private final ThreadPoolExecutor threads;

    /**
     * @param count how many work at once
     * @param holder whose the load lock is
     */
    LocalWorkers(DatabaseAddress address, String holder, int count) {
        this.address = address;
        this.holder = holder;
        AtomicInteger number = new AtomicInteger();
        this.threads = new ThreadPoolExecutor(count, count, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
            Thread thread = new Thread(work, "worker-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public PartitionHandler handler(PartStaging staging) {
        TaskExecutorPartitionHandler handler = new TaskExecutorPartitionHandler();
        handler.setTaskExecutor(threads::execute);
        handler.setStep(new AnyPart(staging));
        return handler;
    }

    /** Stages whichever part an execution is of. */
    private final class AnyPart implements Step {

        private final PartStaging staging;

        AnyPart(PartStaging staging) {
            this.staging = staging;
        }

        @Override
        public String getName() {
            return PartStaging.STEP;
        }

        @Override
        public void execute(StepExecution execution) throws JobInterruptedException {
            WorkerSession session = take();
            boolean sound = false;
            try {
                String claim = UUID.randomUUID().toString();
                PartStaging.Worker worker =
                        session.worker(Thread.currentThread().getName());
                if (!staging.claim(execution, worker, claim)) {
                    throw new IllegalStateException(
                            LoadParts.name(PartStaging.feed(execution), PartStaging.part(execution))
                                    + " is through, or its load is over");
                }
                staging.step(execution, worker, claim).execute(execution);
                sound = !execution.getStatus().isUnsuccessful();
            } finally {
                giveBack(session, sound);
            }
        }
    }

    private WorkerSession take() {
        synchronized (idle) {
            if (!idle.isEmpty()) {
                return idle.pop();
            }
        }
        return WorkerSession.open(address, holder);
    }

    /** One over which a part failed may be lost, and is not used any more. */
    private void giveBack(WorkerSession session, boolean sound) {
        if (sound) {
            synchronized (idle) {
                idle.push(session);
            }
        } else {
            session.close();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        synchronized (idle) {
            idle.forEach(WorkerSession::close);
            idle.clear();
        }
    }
}
