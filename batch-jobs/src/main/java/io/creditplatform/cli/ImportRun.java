package io.creditplatform.cli;

import io.creditplatform.audit.Actor;
import io.creditplatform.console.CommonOptions;
import io.creditplatform.console.ExitCode;
import io.creditplatform.console.Ink;
import io.creditplatform.console.Json;
import io.creditplatform.console.ProgressDisplay;
import io.creditplatform.console.Stderr;
import io.creditplatform.console.StopSignal;
import io.creditplatform.file.FileFailure;
import io.creditplatform.jobs.ImportOutcome;
import io.creditplatform.jobs.Importer;
import io.creditplatform.jobs.Workers;
import io.creditplatform.load.FeedCounts;
import io.creditplatform.load.LoadReport;
import io.creditplatform.text.Counted;
import io.micrometer.observation.ObservationRegistry;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** What the commands that load have in common: they show progress, print what became of the rows, and choose an exit code. */
final class ImportRun implements AutoCloseable {

    private final PrintWriter out;
    private final Ink ink;
    private final Stderr stderr;
    private final ProgressDisplay progress;
    private final Importer importer;

    /** One that goes on with loads as they were begun, or ends them. */
    ImportRun(CommandLine commandLine, CommonOptions common, StopSignal stop) {
        this(commandLine, common, Workers.NONE, stop);
    }

    ImportRun(CommandLine commandLine, CommonOptions common, Workers workers, StopSignal stop) {
        this.out = commandLine.getOut();
        this.ink = Ink.forResults(commandLine);
        this.stderr = Stderr.of(commandLine);
        this.progress = new ProgressDisplay(stderr.isForPeople(), "import", " MB", 1_000_000);
        this.importer = new Importer(
                common.address(),
                new Importer.Options(
                        Actor.atCommandLine(),
                        Clock.systemUTC(),
                        progress,
                        stop,
                        Importer.Options.DEFAULT_BLOCKS_PER_CHUNK,
                        workers,
                        ObservationRegistry.NOOP));
    }

    Importer importer() {
        return importer;
    }

    /** Prints how an import ended and writes its report; returns the exit code that says it. */
    int report(ImportOutcome outcome, @Nullable Path reportFile) {
        progress.close();
        int exitCode = tell(outcome);
        if (reportFile != null) {
            try {
                Json.write(outcome.report(), reportFile);
            } catch (UncheckedIOException e) {
                stderr.fail("the report of load " + outcome.report().loadId() + " could not be written: "
                        + FileFailure.reason(Objects.requireNonNull(e.getCause()))
                        + ". The load itself ended as said above; `credit loads --json` has the report.");
                return Math.max(exitCode, ExitCode.FAILED);
            }
        }
        return exitCode;
    }

    private int tell(ImportOutcome outcome) {
        if (outcome instanceof ImportOutcome.Published published) {
            print(published.report());
            stderr.say(
                    published.dryRun()
                            ? "Dry run: this is what the load would do; nothing of it was kept."
                            : "Load " + published.report().loadId() + " is published (" + seconds(published.report())
                                    + " s).");
            return ExitCode.DONE;
        } else if (outcome instanceof ImportOutcome.AlreadyLoaded already) {
            out.println("already loaded as load " + already.load().id() + " (published "
                    + already.load().publishedAt() + "); nothing to do, --force loads it again");
            return ExitCode.DONE;
        } else if (outcome instanceof ImportOutcome.Stopped stopped) {
            long read = stopped.report().totals().read();
            stderr.fail(
                    stopped.dryRun()
                            ? "the dry run was stopped; nothing of it was kept."
                            : "load " + stopped.report().loadId() + " was stopped after "
                                    + String.format(Locale.ROOT, "%,d %s", read, Counted.noun(read, "row"))
                                    + "; nothing of it is visible yet."
                                    + " `credit resume`, or the same import again, goes on from there.");
            return ExitCode.FAILED;
        } else if (outcome instanceof ImportOutcome.Failed failed) {
            stderr.fail(
                    (failed.dryRun() ? "the dry run" : "load " + failed.report().loadId()) + " failed. "
                            + failed.message());
            return failed.gate() ? ExitCode.GATE : ExitCode.FAILED;
        }
        throw new IllegalStateException("Unknown outcome " + outcome);
    }

    private void print(LoadReport report) {
        for (LoadReport.FeedReport feed : report.feeds()) {
            out.println(line(feed.feed(), feed.counts()));
        }
        out.print(ink.strong(line("total", report.totals())));
        out.println();
    }

    /** What came of a feed's rows: outcomes that did not occur are left out, but refused rows are always spoken of. */
    private static String line(String name, FeedCounts counts) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-23s %,11d read:", name, counts.read()));
        append(line, counts.inserted(), "inserted");
        append(line, counts.updated(), "updated");
        append(line, counts.unchanged(), "unchanged");
        append(line, counts.duplicate(), "duplicate");
        append(line, counts.superseded(), "superseded");
        append(line, counts.removed(), "removed");
        append(line, counts.stillReferenced(), "gone but still referenced");
        return line.append(String.format(Locale.ROOT, " %,d rejected", counts.rejected()))
                .toString();
    }

    private static void append(StringBuilder line, long count, String outcome) {
        if (count > 0) {
            line.append(String.format(Locale.ROOT, " %,d %s,", count, outcome));
        }
    }

    private static String seconds(LoadReport report) {
        Long millis = report.durationMs();
        return String.format(Locale.ROOT, "%.1f", (millis == null ? 0 : millis) / 1000.0);
    }

    @Override
    public void close() {
        progress.close();
    }
}
