package io.creditplatform.jobs;

import javax.sql.DataSource;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.configuration.support.MapJobRegistry;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.launch.support.TaskExecutorJobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.JdbcJobRepositoryFactoryBean;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.core.task.SyncTaskExecutor;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The parts of Spring Batch that a job needs, put together by hand: a job repository in the database, a transaction manager
 * and a job operator. No container is started for them, which is most of the start-up time of a small load.
 */
final class BatchInfrastructure {

    private final PlatformTransactionManager transactions;
    private final JobRepository jobRepository;

    BatchInfrastructure(DataSource dataSource) {
        this.transactions = new JdbcTransactionManager(dataSource);
        JdbcJobRepositoryFactoryBean factory = new JdbcJobRepositoryFactoryBean();
        factory.setDataSource(dataSource);
        factory.setTransactionManager(transactions);
        try {
            factory.afterPropertiesSet();
            this.jobRepository = factory.getObject();
        } catch (Exception e) {
            throw new IllegalStateException("Cannot set up the job repository", e);
        }
    }

    PlatformTransactionManager transactions() {
        return transactions;
    }

    JobRepository jobRepository() {
        return jobRepository;
    }

    /**
     * Makes an execution restartable whose last commit failed, as on a full disk. Spring Batch calls that unknown, since a
     * database may have committed all the same; here it does not matter, as each transaction holds its own bookkeeping.
     */
    private JobExecution settled(JobExecution last) {
        if (last.getStatus() == BatchStatus.UNKNOWN) {
            for (StepExecution step : last.getStepExecutions()) {
                if (step.getStatus() == BatchStatus.UNKNOWN) {
                    step.setStatus(BatchStatus.FAILED);
                    jobRepository.update(step);
                }
            }
            last.setStatus(BatchStatus.FAILED);
            jobRepository.update(last);
        }
        return last;
    }

    /**
     * Spring Batch records a job's instance and its first execution in two transactions, and will not start an instance
     * without an execution, which a process leaves that is killed between them.
     */
    private void forgetUnbegun(Job job, JobParameters parameters) {
        JobInstance unbegun = jobRepository.getJobInstance(job.getName(), parameters);
        if (unbegun != null) {
            jobRepository.deleteJobInstance(unbegun);
        }
    }

    /**
     * Runs a job on this thread: from its beginning, or from where its last execution with these parameters ended, however
     * that ended. The caller holds the load lock, so an execution that counts as running is a dead one.
     */
    JobExecution run(Job job, JobParameters parameters) {
        try {
            MapJobRegistry registry = new MapJobRegistry();
            registry.register(job);
            TaskExecutorJobOperator operator = new TaskExecutorJobOperator();
            operator.setJobRepository(jobRepository);
            operator.setJobRegistry(registry);
            operator.setTaskExecutor(new SyncTaskExecutor());
            operator.afterPropertiesSet();
            JobExecution last = jobRepository.getLastJobExecution(job.getName(), parameters);
            if (last == null) {
                forgetUnbegun(job, parameters);
                return operator.start(job, parameters);
            }
            return operator.restart(last.isRunning() ? operator.recover(last) : settled(last));
        } catch (Exception e) {
            throw new IllegalStateException("Cannot run the job " + job.getName(), e);
        }
    }
}
