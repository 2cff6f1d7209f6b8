package io.creditplatform.quality;

import io.creditplatform.console.Progress;
import io.creditplatform.database.Database;
import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.feed.Feeds;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What there is to do in a check: the profiles, the rules of each feed, and in the end the scores, which make the run the newest.
 * All is done bit by bit, and what was done is known from the database, so that it can be left and taken up at any bit.
 */
public final class CheckWork {

    private final JdbcTemplate jdbc;
    private final QualityRun run;
    private final Options options;
    private final List<Rule> rules;
    private final RuleCheck check;
    private final Profiler profiler;

    public CheckWork(DataSource dataSource, QualityRun run, Options options) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.run = run;
        this.options = options;
        this.rules = Rules.all(options.database());
        this.check = new RuleCheck(options.database(), jdbc, run);
        this.profiler = new Profiler(options.database(), jdbc, run);
    }

    /**
     * What is needed beside the run.
     *
     * @param keptLoads of how many loads runs are kept
     */
    public record Options(Database database, int keptLoads, Clock clock, Progress progress) {}

    /** A part of the work, in bits each of which belongs into a transaction. */
    public record Part(String name, Bits bits) {}

    /** Work that is done bit by bit. */
    @FunctionalInterface
    public interface Bits {

        /** Does the next one; says whether that was the last. */
        boolean doNext();
    }

    /** The parts, in their order. */
    public List<Part> parts() {
        List<Part> parts = new ArrayList<>(List.of(new Part("profile", this::profileNext)));
        for (FeedDefinition feed : Feeds.all()) {
            if (rules.stream().anyMatch(rule -> rule.entity().equals(feed))) {
                parts.add(new Part("check-" + feed.name(), () -> checkNext(feed)));
            }
        }
        parts.add(new Part("score", this::score));
        return parts;
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

    /** In one bit with what makes the run visible. */
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
