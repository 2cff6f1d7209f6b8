package io.creditplatform.cli;

import io.creditplatform.audit.Actor;
import io.creditplatform.console.CommonOptions;
import io.creditplatform.console.ExitCode;
import io.creditplatform.console.Stderr;
import io.creditplatform.jobs.Pruner;
import io.creditplatform.retention.Keep;
import io.creditplatform.retention.Kept;
import io.creditplatform.retention.Pruning.Pruned;
import io.creditplatform.retention.Retention;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code credit prune}. */
@Command(
        mixinStandardHelpOptions = true,
        name = "prune",
        description = {
            "Removes what was kept for long enough: what loads replaced, rejected rows, what checks found, notes on jobs, records of loads. "
                    + "What is true now does not change.",
            "Each rule is a number of published loads such as 92, of days such as 92d, counted back from the newest published load, or all.",
            "It may be stopped at any moment; the next one goes on."
        },
        footer = {"", "Example: credit prune --dry-run"})
final class PruneCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Option(names = "--dry-run", description = "Only say what would be removed.")
    private boolean dryRun;

    @Option(
            names = "--keep-history",
            paramLabel = "RULE",
            defaultValue = "" + Retention.HISTORY,
            description =
                    "Keep what so many loads replaced: so many can be undone, and asked for with ?load= (default: "
                            + Retention.HISTORY + ").")
    private Keep history;

    @Option(
            names = "--keep-quarantine",
            paramLabel = "RULE",
            defaultValue = "" + Retention.QUARANTINE,
            description = "Keep the rejected rows of so many loads (default: " + Retention.QUARANTINE + ").")
    private Keep quarantine;

    @Option(
            names = "--keep-checks",
            paramLabel = "RULE",
            defaultValue = "" + Retention.CHECKS,
            description = "Keep what the checks of so many loads found (default: " + Retention.CHECKS
                    + ", as `credit check` does).")
    private Keep checks;

    @Option(
            names = "--keep-jobs",
            paramLabel = "RULE",
            defaultValue = "" + Retention.JOBS,
            description =
                    "Keep what Spring Batch notes of the jobs of so many loads (default: " + Retention.JOBS + ").")
    private Keep jobs;

    @Option(
            names = "--keep-loads",
            paramLabel = "RULE",
            defaultValue = "" + Retention.LOADS,
            description = "Keep the records of so many loads, and of all that something rests on (default: "
                    + Retention.LOADS + ").")
    private Keep loads;

    @Override
    public Integer call() {
        Question.ask(common, jdbc -> jdbc); // pruning creates no database
        Retention retention = new Retention(Map.of(
                Kept.HISTORY, history,
                Kept.QUARANTINE, quarantine,
                Kept.CHECKS, checks,
                Kept.JOBS, jobs,
                Kept.LOADS, loads));
        List<Pruned> pruned = new Pruner(common.address(), Actor.atCommandLine()).run(retention, dryRun);
        pruned.forEach(part -> spec.commandLine().getOut().println(line(part)));
        Stderr.of(spec.commandLine())
                .say(
                        pruned.stream().allMatch(part -> part.rows() == 0)
                                ? "There is nothing to prune."
                                : dryRun
                                        ? "Dry run: this is what would be removed."
                                        : "It is removed. What is true now has not changed.");
        return ExitCode.DONE;
    }

    private static String line(Pruned part) {
        return String.format(
                Locale.ROOT,
                "%-10s %,11d %s%s",
                part.kept().name().toLowerCase(Locale.ROOT),
                part.rows(),
                part.kept().unit(),
                part.rows() == 0 ? "" : " of loads up to " + part.upTo());
    }
}
