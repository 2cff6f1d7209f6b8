package io.creditplatform.cli;

import io.creditplatform.audit.Actor;
import io.creditplatform.console.CommonOptions;
import io.creditplatform.console.ExitCode;
import io.creditplatform.console.Ink;
import io.creditplatform.console.ProgressDisplay;
import io.creditplatform.console.Stderr;
import io.creditplatform.console.StopSignal;
import io.creditplatform.jobs.CheckOutcome;
import io.creditplatform.jobs.Checker;
import io.creditplatform.jobs.PastChecker;
import io.creditplatform.model.Severity;
import io.creditplatform.quality.Findings;
import io.creditplatform.quality.QualityReport;
import io.creditplatform.quality.QualityReport.RuleResult;
import io.creditplatform.quality.QualityReport.Score;
import io.creditplatform.quality.QualityRun;
import io.creditplatform.quality.report.ReportFolder;
import io.creditplatform.text.Counted;
import io.creditplatform.text.Visible;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** What the commands that check have in common: they show progress, print the scorecard, write reports, and hold the gate. */
final class CheckRun {

    private final PrintWriter out;
    private final Ink ink;
    private final Stderr stderr;
    private final CommonOptions common;
    private final CheckOptions.Settings settings;
    private final StopSignal stop;
    private final ProgressDisplay progress;
    private int exitCode = ExitCode.DONE;

    CheckRun(CommandLine commandLine, CommonOptions common, CheckOptions.Settings settings, StopSignal stop) {
        this.out = commandLine.getOut();
        this.ink = Ink.forResults(commandLine);
        this.stderr = Stderr.of(commandLine);
        this.common = common;
        this.settings = settings;
        this.stop = stop;
        this.progress = new ProgressDisplay(stderr.isForPeople(), "check", " steps", 1);
    }

    /**
     * Checks what is loaded; returns the exit code that says what came of it.
     *
     * @param load after which it was so; null stands for the newest, whose check is kept
     */
    int run(@Nullable LocalDate asOf, @Nullable Long load) {
        Question.ask(common, jdbc -> jdbc); // checking creates no database
        Checker.Options options =
                new Checker.Options(Actor.atCommandLine(), Clock.systemUTC(), progress, stop, settings.keptLoads());
        String ofThePast = load == null ? "" : " The database keeps nothing of it.";
        CheckOutcome outcome;
        try (progress) {
            outcome = load == null
                    ? new Checker(common.address(), options).run(asOf, findings -> tell(findings, ofThePast))
                    : new PastChecker(common.address(), options).run(load, asOf, findings -> tell(findings, ofThePast));
        }
        if (outcome instanceof CheckOutcome.NothingPublished) {
            stderr.fail("nothing is published in " + common.address()
                    + " that could be checked. `credit import DIR` loads an extract.");
            return ExitCode.USAGE;
        } else if (outcome instanceof CheckOutcome.Stopped) {
            stderr.fail("the check was stopped; the newest one is still the one before."
                    + (load == null ? " The same `credit check` goes on from there." : ofThePast));
            return ExitCode.FAILED;
        } else if (outcome instanceof CheckOutcome.Failed failed) {
            stderr.fail("the check failed. " + failed.message());
            return ExitCode.FAILED;
        } else if (outcome instanceof CheckOutcome.Checked) {
            return exitCode;
        }
        throw new IllegalStateException("Unknown outcome " + outcome);
    }

    /** Prints what was found, writes the reports, and holds the gate. */
    private void tell(Findings findings, String ofThePast) {
        progress.close();
        QualityRun run = findings.run();
        QualityReport report = findings.report();
        QualityReport shown = report.atLeast(settings.minSeverity());
        print(shown);
        Long millis = run.durationMillis();
        stderr.say(String.format(
                Locale.ROOT,
                "Check %d of load %d as of %s is done (%.1f s): %,d %s, %,d of them Critical.%s",
                run.id(),
                run.loadId(),
                run.asOf(),
                (millis == null ? 0 : millis) / 1000.0,
                report.issues(Severity.INFO),
                Counted.noun(report.issues(Severity.INFO), "issue"),
                report.issues(Severity.CRITICAL),
                ofThePast));
        Path folder = settings.folder();
        if (folder != null) {
            ReportFolder.write(findings, shown, settings.minSeverity(), folder);
        }
        List<String> breaches =
                settings.gate() == null ? List.of() : settings.gate().breaches(report);
        if (!breaches.isEmpty()) {
            stderr.fail("the gate is not met: " + String.join("; ", breaches) + ". Correct these rows, which "
                    + (folder == null ? "--out DIR" : Visible.of(folder.resolve(ReportFolder.ISSUES)))
                    + " lists, or allow more with --thresholds.");
            exitCode = ExitCode.GATE;
        }
    }

    private void print(QualityReport report) {
        out.print(ink.strong(String.format(
                "%-23s %11s %11s %9s %9s %9s %9s",
                "entity", "rows", "clean", "issues", "rejected", "quality", "critical")));
        out.println();
        report.scores().forEach(score -> out.println(line(score)));
        for (RuleResult result : report.rules()) {
            if (result.issues() > 0) {
                String severity = String.format("%-9s", result.rule().severity().code());
                out.print(result.rule().severity() == Severity.CRITICAL ? ink.wrong(severity) : severity);
                out.println(line(result));
            }
        }
    }

    private static String line(Score score) {
        return String.format(
                Locale.ROOT,
                "%-23s %,11d %,11d %,9d %,9d %9s %9s",
                score.entity(),
                score.all().total(),
                score.all().clean(),
                score.all().withIssues(),
                score.rejected(),
                percent(score.all().qualityPercent()),
                percent(score.critical().qualityPercent()));
    }

    private static String line(RuleResult result) {
        String before = result.previousIssues() == null
                ? ""
                : String.format(Locale.ROOT, ", before %,d", result.previousIssues());
        return String.format(
                Locale.ROOT,
                " %-36s %,9d of %,d %s%s",
                result.rule().code(),
                result.issues(),
                result.rows(),
                result.rule().entity().name(),
                before);
    }

    private static String percent(@Nullable BigDecimal percent) {
        return percent == null ? "–" : percent.toPlainString() + "%";
    }
}
