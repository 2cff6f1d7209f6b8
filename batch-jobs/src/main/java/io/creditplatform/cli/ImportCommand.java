package io.creditplatform.cli;

import io.creditplatform.console.CommonOptions;
import io.creditplatform.console.ExitCode;
import io.creditplatform.console.Json;
import io.creditplatform.console.Share;
import io.creditplatform.console.StopSignal;
import io.creditplatform.feed.Feeds;
import io.creditplatform.jobs.ImportRequest;
import io.creditplatform.jobs.Workers;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code credit import}. */
@Command(
        mixinStandardHelpOptions = true,
        name = "import",
        description = {
            "Loads an extract: a folder with a CSV file per feed, each plain or as .csv.gz. If it has a datapackage.json, the"
                    + " files have to be what that says.",
            "The load is published whole or not at all. The same content is loaded once; a load that was interrupted goes "
                    + "on where it stopped. A new database is created on the way."
        },
        footer = {"", "Example: credit import sample-data/baseline --report report.json"})
final class ImportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Parameters(paramLabel = "DIR", description = "The extract's folder.")
    private Path directory;

    @Option(
            names = "--feeds",
            split = ",",
            paramLabel = "FEED",
            description = "Take these feeds only, separated by commas.")
    private Set<String> feeds = new LinkedHashSet<>();

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            description =
                    "The date that the extract speaks of, kept with the load (default: what its datapackage.json says).")
    private @Nullable LocalDate asOf;

    @Option(
            names = "--max-reject-rate",
            paramLabel = "SHARE",
            defaultValue = ImportRequest.MAX_REJECTED,
            description = "Publish nothing if more of a feed's rows are rejected (default: "
                    + ImportRequest.MAX_REJECTED + "%).") // a percent sign is written twice
    private Share maxRejectRate;

    @Option(
            names = "--complete",
            split = ",",
            paramLabel = "FEED",
            description =
                    "The extract is the whole truth of these feeds, separated by commas: known rows that it does not "
                            + "hold are removed, unless others refer to them.")
    private Set<String> complete = new LinkedHashSet<>();

    @Option(
            names = "--max-removed-rate",
            paramLabel = "SHARE",
            defaultValue = ImportRequest.MAX_REMOVED,
            description = "Publish nothing if more of a complete feed's known rows are gone (default: "
                    + ImportRequest.MAX_REMOVED + "%).")
    private Share maxRemovedRate;

    @Option(
            names = "--volume-gate",
            description =
                    "Publish nothing if a feed delivers less than half or more than twice the median of its last five loads"
                            + " of 100 rows and more; without it, that is a warning.")
    private boolean volumeGate;

    @Option(names = "--report", paramLabel = "FILE", description = "Write the load report, as JSON.")
    private @Nullable Path report;

    @Option(names = "--force", description = "Load the extract even if its content is loaded already.")
    private boolean force;

    @Option(names = "--dry-run", description = "Do everything but keep nothing of it; the report is the same.")
    private boolean dryRun;

    @Option(
            names = "--check",
            description =
                    "Check the quality when the load is published, or is already; by --as-of, else the day of the data.")
    private boolean check;

    @Mixin
    private WorkerOptions workers;

    @Mixin
    private CheckOptions checkOptions;

    private final StopSignal stop;

    ImportCommand(StopSignal stop) {
        this.stop = stop;
    }

    @Override
    public Integer call() {
        Set<String> wanted = known(feeds);
        Set<String> whole = known(complete);
        if (report != null) {
            Json.findObstacle(report).ifPresent(obstacle -> {
                throw new ParameterException(spec.commandLine(), obstacle);
            });
        }
        if (!check && checkOptions.areGiven()) {
            throw new ParameterException(spec.commandLine(), "The options of a quality check need --check");
        } else if (check && dryRun) {
            throw new ParameterException(spec.commandLine(), "A dry run leaves nothing that --check could check");
        }
        Workers staging = workers.of(common.address().database());
        CheckOptions.Settings settings =
                check ? checkOptions.settings(common.address().database()) : null;
        int exitCode = load(wanted, whole, staging);
        return settings != null && exitCode == ExitCode.DONE
                ? new CheckRun(spec.commandLine(), common, settings, stop).run(asOf, null)
                : Integer.valueOf(exitCode);
    }

    private Set<String> known(Set<String> names) {
        Set<String> known = names.stream().map(String::strip).collect(Collectors.toSet());
        known.stream().filter(feed -> Feeds.named(feed).isEmpty()).findFirst().ifPresent(unknown -> {
            throw new ParameterException(
                    spec.commandLine(), "Unknown feed '" + unknown + "', expected one or more of " + Feeds.names());
        });
        return known;
    }

    private int load(Set<String> wanted, Set<String> whole, Workers staging) {
        try (ImportRun run = new ImportRun(spec.commandLine(), common, staging, stop)) {
            return run.report(
                    run.importer()
                            .run(new ImportRequest(
                                    directory,
                                    wanted,
                                    maxRejectRate.value(),
                                    whole,
                                    maxRemovedRate.value(),
                                    volumeGate,
                                    asOf,
                                    force,
                                    dryRun)),
                    report);
        }
    }
}
