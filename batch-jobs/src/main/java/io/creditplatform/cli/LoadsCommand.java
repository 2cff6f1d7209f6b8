package io.creditplatform.cli;

import io.creditplatform.console.CommonOptions;
import io.creditplatform.console.ExitCode;
import io.creditplatform.console.Stderr;
import io.creditplatform.console.StopSignal;
import io.creditplatform.ingest.Loads;
import io.creditplatform.load.LoadPart;
import io.creditplatform.load.LoadReport;
import io.creditplatform.text.Counted;
import io.creditplatform.text.Visible;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code credit loads}. */
@Command(
        mixinStandardHelpOptions = true,
        name = "loads",
        description = {
            "Shows the loads so far, newest first.",
            "With --require-since, it shows the newest published load instead, and ends with exit code 5 if that is older."
        },
        footer = {"", "Example: credit loads --limit 5", "", "Example: credit loads --require-since 24h"})
final class LoadsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Mixin
    private ListOptions list;

    @Option(
            names = "--abandon",
            paramLabel = "N",
            description = "Give the unfinished load N up for good; its report and its rejected rows stay.")
    private @Nullable Long abandoned;

    @Option(
            names = "--require-since",
            paramLabel = "DEADLINE",
            description =
                    "End with exit code 5 if no load was published since then: a time such as 2025-07-08T06:00Z or"
                            + " 2025-07-08T06:00+02:00, a date, whose day begins in UTC, or an age such as 90m, 24h or 2d.")
    private @Nullable Deadline deadline;

    private final StopSignal stop;

    LoadsCommand(StopSignal stop) {
        this.stop = stop;
    }

    private int abandon(long loadId) {
        Question.ask(common, jdbc -> jdbc); // this creates no database
        Stderr stderr = Stderr.of(spec.commandLine());
        try (ImportRun run = new ImportRun(spec.commandLine(), common, stop)) {
            Optional<String> refusal = run.importer().abandon(loadId);
            if (refusal.isPresent()) {
                stderr.fail(refusal.get());
                return ExitCode.USAGE;
            }
        }
        stderr.say("Load " + loadId + " is given up. Its folder may be imported anew.");
        return ExitCode.DONE;
    }

    @Override
    public Integer call() {
        if (abandoned != null) {
            return abandon(abandoned);
        }
        int limit = list.limit();
        if (deadline != null) {
            return require(deadline);
        }
        List<LoadReport> reports = Question.ask(common, jdbc -> {
            Loads loads = new Loads(common.address().database(), jdbc);
            return loads.newest(limit).stream()
                    .map(load -> loads.report(load.id()))
                    .toList();
        });
        list.print(reports, "no loads yet", report -> line(report) + workers(report.parts()));
        return ExitCode.DONE;
    }

    private int require(Deadline since) {
        Instant wanted = since.before(Instant.now(Clock.systemUTC()));
        Optional<LoadReport> newest = Question.ask(common, jdbc -> {
            Loads loads = new Loads(common.address().database(), jdbc);
            return loads.published(1).stream().findFirst().map(load -> loads.report(load.id()));
        });
        boolean inTime = newest.map(LoadReport::publishedAt)
                .filter(published -> !published.isBefore(wanted))
                .isPresent();
        list.print(newest.filter(report -> inTime).stream().toList(), "no load in time", LoadsCommand::line);
        if (inTime) {
            return ExitCode.DONE;
        }
        Stderr.of(spec.commandLine())
                .fail("no load was published since " + wanted + " in " + common.address() + "; "
                        + newest.map(report -> "the newest is load " + report.loadId() + ", published at "
                                        + report.publishedAt())
                                .orElse("none is published")
                        + ". `credit loads` shows what became of the others, `credit resume` goes on with one that"
                        + " was interrupted.");
        return ExitCode.LATE;
    }

    private static String line(LoadReport report) {
        String line = String.format(
                Locale.ROOT,
                "%4d  %-9s  %s  %,11d read %,11d inserted %,9d updated %,7d rejected%s  %s",
                report.loadId(),
                report.status(),
                report.publishedAt() == null ? report.startedAt() : report.publishedAt(),
                report.totals().read(),
                report.totals().inserted(),
                report.totals().updated(),
                report.totals().rejected(),
                gone(report.totals().removed(), "removed")
                        + gone(report.totals().stillReferenced(), "gone but still referenced"),
                Visible.of(report.directory()));
        return report.message() == null ? line : line + System.lineSeparator() + "      " + report.message();
    }

    /** How far the parts are of a load that is staged in parts, and who is at them. */
    private static String workers(List<LoadPart> parts) {
        if (parts.isEmpty()) {
            return "";
        }
        StringBuilder lines = new StringBuilder(String.format(
                Locale.ROOT,
                "%n      %,d of %,d parts staged",
                parts.stream()
                        .filter(part -> part.state() == LoadPart.State.DONE)
                        .count(),
                parts.size()));
        for (LoadPart part : parts) {
            if (part.worker() != null && part.state() == LoadPart.State.RUNNING) {
                lines.append(String.format(
                        Locale.ROOT,
                        "%n      %s: %s, %,d %s so far, at %s",
                        Visible.of(part.worker()),
                        part.name(),
                        part.read(),
                        Counted.noun(part.read(), "row"),
                        part.changedAt()));
            } else if (part.message() != null) {
                lines.append(String.format(Locale.ROOT, "%n      %s was given back: %s", part.name(), part.message()));
            }
        }
        return lines.toString();
    }

    /** Spoken of where feeds were complete and lacked known rows. */
    private static String gone(long rows, String what) {
        return rows == 0 ? "" : String.format(Locale.ROOT, " %,7d %s", rows, what);
    }
}
