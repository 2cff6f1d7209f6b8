package io.creditplatform.quality;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.builder.SimpleJobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.core.step.tasklet.TaskletStep;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The job that checks the data: a step for each part of the work, a transaction for each bit. A run that is killed goes on after
 * the last one that is through.
 */
public final class CheckSteps {

    /** Name of the job. */
    public static final String JOB = "check";

    private final JobRepository jobRepository;
    private final PlatformTransactionManager transactions;
    private final BooleanSupplier stopRequested;

    /** @param stopRequested whether the job is to end after the bit that it is at */
    public CheckSteps(
            JobRepository jobRepository, PlatformTransactionManager transactions, BooleanSupplier stopRequested) {
        this.jobRepository = jobRepository;
        this.transactions = transactions;
        this.stopRequested = stopRequested;
    }

    /** The whole job. */
    public Job job(CheckWork work) {
        List<CheckWork.Part> parts = work.parts();
        SimpleJobBuilder job = new JobBuilder(JOB, jobRepository).start(step(parts.get(0)));
        for (CheckWork.Part part : parts.subList(1, parts.size())) {
            job = job.next(step(part));
        }
        return job.build();
    }

    private TaskletStep step(CheckWork.Part part) {
        return new StepBuilder(part.name(), jobRepository)
                .tasklet(
                        (contribution, context) -> {
                            if (stopRequested.getAsBoolean()) {
                                contribution.getStepExecution().setTerminateOnly();
                                return RepeatStatus.FINISHED;
                            }
                            return RepeatStatus.continueIf(!part.bits().doNext());
                        },
                        transactions)
                .allowStartIfComplete(true) // the run's own tables tell what is done
                .build();
    }
}
