package io.creditplatform.quality;

import io.creditplatform.console.Progress;
import io.creditplatform.database.Database;
import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.feed.Feeds;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.builder.SimpleJobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.core.step.tasklet.TaskletStep;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The job that checks the data: a step for the profiles, one for the rules of each feed, one that counts the scores and
 * makes the run the newest. Each rule and each profile is a transaction of its own; a run that is killed goes on after the
 * last one that is through.
 */
public final class CheckSteps {

    /** Name of the job. */
    public static final String JOB = "check";

    private final JobRepository jobRepository;
    private final PlatformTransactionManager transactions;
    private final JdbcTemplate jdbc;
    private final QualityRun run;
    private final Options options;
    private final List<Rule> rules;
    private final RuleCheck check;
    private final Profiler profiler;

    public CheckSteps(
            JobRepository jobRepository,
            PlatformTransactionManager transactions,
            DataSource dataSource,
            QualityRun run,
            Options options) {
        this.jobRepository = jobRepository;
        this.transactions = transactions;
        this.jdbc = new JdbcTemplate(dataSource);
        this.run = run;
        this.options = options;
        this.rules = Rules.all(options.database());
        this.check = new RuleCheck(options.database(), jdbc, run);
        this.profiler = new Profiler(options.database(), jdbc, run);
    }

    /**
     * What the steps need beside the run.
     *
     * @param keptLoads of how many loads runs are kept
     * @param stopRequested whether the job is to end after the rule that it is at
     */
    public record Options(
            Database database, int keptLoads, Clock clock, Progress progress, BooleanSupplier stopRequested) {}

    /** The whole job. */
    public Job job() {
        SimpleJobBuilder job = new JobBuilder(JOB, jobRepository).start(step("profile", this::profileNext));
        for (FeedDefinition feed : Feeds.all()) {
            if (rules.stream().anyMatch(rule -> rule.entity().equals(feed))) {
                job = job.next(step("check-" + feed.name(), () -> checkNext(feed)));
            }
        }
        return job.next(step("score", this::score)).build();
    }

    /** Work that is done bit by bit, each in a transaction of its own. */
    @FunctionalInterface
    private interface Work {

        /** Does the next bit; says whether that was the last. */
        boolean doNext();
    }

    private TaskletStep step(String name, Work work) {
        return new StepBuilder(name, jobRepository)
                .tasklet(
                        (contribution, context) -> {
                            if (options.stopRequested().getAsBoolean()) {
                                contribution.getStepExecution().setTerminateOnly();
                                return RepeatStatus.FINISHED;
                            }
                            return RepeatStatus.continueIf(!work.doNext());
                        },
                        transactions)
                .build();
    }

    private boolean checkNext(FeedDefinition feed) {
        List<String> done = check.done();
        Predicate<Rule> isLeft = rule -> rule.entity().equals(feed) && !done.contains(rule.code());
        List<Rule> left = rules.stream().filter(isLeft).toList();
        if (left.isEmpty()) {
            return true;
        }
        at(left.get(0).code(), Feeds.all().size() + done.size());
        check.check(left.get(0));
        return left.size() == 1;
    }

    private boolean profileNext() {
        List<String> done = profiler.done();
        List<FeedDefinition> left =
                Feeds.all().stream().filter(feed -> !done.contains(feed.name())).toList();
        if (left.isEmpty()) {
            return true;
        }
        at("profile " + left.get(0).name(), done.size());
        profiler.profile(left.get(0));
        return left.size() == 1;
    }

    /** In one transaction with what makes the run visible. */
    private boolean score() {
        at("score", rules.size() + Feeds.all().size());
        new Scores(jdbc, run).write();
        new CreditStatusMatrix(options.database(), jdbc, run).write();
        QualityRuns runs = new QualityRuns(options.database(), JdbcClient.create(jdbc));
        runs.complete(run, Instant.now(options.clock()).truncatedTo(ChronoUnit.MILLIS));
        runs.prune(run, options.keptLoads());
        return true;
    }

    private void at(String task, int done) {
        options.progress().at(task, done, rules.size() + Feeds.all().size() + 1L);
    }
}
