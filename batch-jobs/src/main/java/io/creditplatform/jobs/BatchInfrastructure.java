package io.creditplatform.jobs;

import io.creditplatform.database.DatabaseAddress;
import io.micrometer.observation.ObservationRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aop.framework.Advised;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.configuration.support.MapJobRegistry;
import org.springframework.batch.core.job.AbstractJob;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.launch.support.TaskExecutorJobOperator;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.JdbcJobRepositoryFactoryBean;
import org.springframework.batch.core.step.AbstractStep;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.core.task.SyncTaskExecutor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.interceptor.DefaultTransactionAttribute;
import org.springframework.transaction.interceptor.NameMatchTransactionAttributeSource;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The parts of Spring Batch that a job needs, put together by hand: a job repository in the database, a transaction manager
 * and a job operator. No container is started for them, which is most of the start-up time of a small load.
 */
final class BatchInfrastructure {

    private static final Logger LOG = LoggerFactory.getLogger(BatchInfrastructure.class);

    private final DatabaseAddress address;
    private final HeldTransactions transactions;
    private final JobRepository jobRepository;
    private final JdbcClient jdbc;
    private final ObservationRegistry observations;

    BatchInfrastructure(WriteSession session) {
        this(session, ObservationRegistry.NOOP);
    }

    /** @param observations are told of jobs and steps that run */
    BatchInfrastructure(WriteSession session, ObservationRegistry observations) {
        this.observations = observations;
        DataSource dataSource = session.dataSource();
        this.address = session.address();
        this.transactions = session.transactions();
        this.jdbc = JdbcClient.create(dataSource);
        // What a job did is told by its own tables, so nothing depends on what Spring Batch noted last.
        this.jobRepository = jobRepository(dataSource, transactions.ofNotes());
    }

    /**
     * A job repository in a database. Whoever runs a job holds the load lock, or was called by one who does, so nobody else writes
     * what is read there, and transactions are for changes alone, so that a server is asked less often.
     */
    static JobRepository jobRepository(DataSource dataSource, PlatformTransactionManager transactions) {
        NameMatchTransactionAttributeSource changes = new NameMatchTransactionAttributeSource();
        for (String change : List.of("create*", "update*", "delete*")) {
            changes.addTransactionalMethod(change, new DefaultTransactionAttribute());
        }
        JdbcJobRepositoryFactoryBean factory = new JdbcJobRepositoryFactoryBean();
        factory.setDataSource(dataSource);
        factory.setTransactionManager(transactions);
        factory.setTransactionAttributeSource(changes);
        try {
            factory.afterPropertiesSet();
            JobRepository repository = factory.getObject();
            ((Advised) repository).addAdvice(0, (MethodInterceptor) BatchInfrastructure::writeContextOnceChanged);
            return repository;
        } catch (Exception e) {
            throw new IllegalStateException("Cannot set up the job repository", e);
        }
    }

    /**
     * Spring Batch writes what a step or a job keeps for a restart each time it writes anything. Here that is how a step was
     * built, and nothing more may be put there: what a removal, a rollback or a restart makes of a context is not seen as a change.
     */
    private static @Nullable Object writeContextOnceChanged(MethodInvocation call) throws Throwable {
        if (!call.getMethod().getName().equals("updateExecutionContext")) {
            return call.proceed();
        }
        ExecutionContext context = call.getArguments()[0] instanceof StepExecution step
                ? step.getExecutionContext()
                : ((JobExecution) call.getArguments()[0]).getExecutionContext();
        if (context.isDirty()) {
            call.proceed();
            context.clearDirtyFlag();
        }
        return null;
    }

    PlatformTransactionManager transactions() {
        return transactions;
    }

    JobRepository jobRepository() {
        return jobRepository;
    }

    /**
     * Makes every execution of a job restartable that is not through, whatever Spring Batch's tables say of it: killed in any
     * state, or unknown since a commit failed, as on a full disk. What it had written is told by the load's own tables, in the
     * same transactions, so that nothing depends on which of the two it was.
     */
    private void settle(JobInstance instance) {
        Runnable statements = () -> {
            for (String table : List.of("BATCH_STEP_EXECUTION", "BATCH_JOB_EXECUTION")) {
                jdbc.sql("UPDATE " + table + " SET STATUS = 'FAILED', EXIT_CODE = 'FAILED', VERSION = VERSION + 1,"
                                + " END_TIME = coalesce(END_TIME, START_TIME, CREATE_TIME)"
                                + " WHERE STATUS NOT IN ('COMPLETED', 'STOPPED', 'FAILED') AND JOB_EXECUTION_ID IN"
                                + " (SELECT JOB_EXECUTION_ID FROM BATCH_JOB_EXECUTION WHERE JOB_INSTANCE_ID = ?)")
                        .param(instance.getInstanceId())
                        .update();
            }
        };
        new TransactionTemplate(transactions).executeWithoutResult(status -> statements.run());
    }

    /**
     * Spring Batch records a job's instance and its first execution in two transactions, and will not start an instance
     * without an execution, which a process leaves that is killed between them.
     */
    void forget(String job, JobParameters parameters) {
        JobInstance instance = jobRepository.getJobInstance(job, parameters);
        if (instance != null) {
            jobRepository.deleteJobInstance(instance);
        }
    }

    /**
     * Runs a job on this thread: from its beginning, or from where its last execution with these parameters ended, however
     * that ended. The caller holds the load lock, so an execution that counts as running is a dead one.
     *
     * @throws DatabaseBusyException if somebody else has taken over meanwhile
     */
    JobExecution run(Job job, JobParameters parameters) {
        Running running = new Running();
        if (job instanceof AbstractJob known) {
            known.registerJobExecutionListener(running);
            observe(known);
        }
        try {
            JobExecution execution = runOrGoOn(job, parameters);
            transactions.requireHeld();
            return execution;
        } catch (Exception e) {
            transactions.proveHeld();
            // What made a step fail says more than that its failure could not be recorded.
            List<Throwable> failures = new ArrayList<>();
            Optional.ofNullable(running.execution)
                    .ifPresent(execution -> failures.addAll(execution.getAllFailureExceptions()));
            failures.add(e);
            Throwable failure = failures.stream()
                    .filter(known -> DatabaseFailure.explain(address, known, "").isPresent())
                    .findFirst()
                    .orElse(e);
            throw new IllegalStateException("Cannot run the job " + job.getName(), failure);
        }
    }

    private void observe(AbstractJob job) {
        job.setObservationRegistry(observations);
        for (String name : job.getStepNames()) {
            if (job.getStep(name) instanceof AbstractStep step) {
                step.setObservationRegistry(observations);
            }
        }
    }

    /** Keeps an execution whose end could not be recorded. */
    private static final class Running implements JobExecutionListener {

        private @Nullable JobExecution execution;

        @Override
        public void beforeJob(JobExecution started) {
            execution = started;
        }
    }

    private JobExecution runOrGoOn(Job job, JobParameters parameters) throws Exception {
        MapJobRegistry registry = new MapJobRegistry();
        registry.register(job);
        TaskExecutorJobOperator operator = new TaskExecutorJobOperator();
        operator.setJobRepository(jobRepository);
        operator.setJobRegistry(registry);
        operator.setTaskExecutor(new SyncTaskExecutor());
        operator.afterPropertiesSet();
        JobExecution last = jobRepository.getLastJobExecution(job.getName(), parameters);
        if (last != null && last.getStatus() != BatchStatus.COMPLETED) {
            settle(last.getJobInstance());
            try {
                return operator.restart(
                        Objects.requireNonNull(jobRepository.getJobExecution(last.getId()), "it was there just now"));
            } catch (JobExecutionException e) {
                LOG.warn("The job {} cannot go on and begins anew: {}", job.getName(), e.getMessage());
            }
        }
        // Nobody runs a job that is through; one that counts as such contradicts what it was to do.
        forget(job.getName(), parameters);
        return operator.start(job, parameters);
    }
}
