package io.creditplatform.cli;

import io.creditplatform.console.ExitCode;
import io.creditplatform.console.OutputFolder;
import io.creditplatform.console.OutputOptions;
import io.creditplatform.console.ProgressDisplay;
import io.creditplatform.console.Share;
import io.creditplatform.console.Stderr;
import io.creditplatform.console.StopSignal;
import io.creditplatform.file.FileFailure;
import io.creditplatform.generate.ExtractGenerator;
import io.creditplatform.generate.ExtractPlan;
import io.creditplatform.generate.GeneratedExtract;
import io.creditplatform.model.Currency;
import io.creditplatform.text.Visible;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code credit generate}. */
@Command(
        mixinStandardHelpOptions = true,
        name = "generate",
        description = {
            "Writes a synthetic extract of any size; the same arguments give the same bytes. No database is touched. "
                    + "Feeds that it knows nothing of have no file.",
            "Without defects nothing in it breaks a rule of the data quality. With them, DIR.planted.csv beside it lists each "
                    + "row that a load will reject or count as repeated, and each issue that the rules will find."
        },
        footer = {"", "Example: credit generate big --sellers 300 --weeks 92 --defects 0.001"})
final class GenerateCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli and Stderr look at it
    private OutputOptions output;

    /** Every command takes it. Here it says nothing, so that help need not speak of it. */
    @Option(names = "--db", hidden = true, paramLabel = "FILE|URL", description = "No database is touched.")
    @SuppressWarnings("UnusedVariable")
    private @Nullable String database;

    @Parameters(paramLabel = "DIR", description = "The folder to make; if it is there, it must be empty.")
    private Path directory;

    @Option(
            names = "--sellers",
            paramLabel = "N",
            required = true,
            description = "How many sellers, 1 to " + ExtractPlan.MAX_SELLERS + "; each has about eight rows a week.")
    private int sellers;

    @Option(
            names = "--weeks",
            paramLabel = "N",
            required = true,
            description = "How many weeks of invoices, 1 to " + ExtractPlan.MAX_WEEKS + ".")
    private int weeks;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Another seed gives other data of the same kind (default: 1).")
    private long seed;

    @Option(
            names = "--defects",
            paramLabel = "SHARE",
            defaultValue = "0",
            description =
                    "Plant each kind of bad row and rule break at this share of its feed's rows, at least once where "
                            + "there is room; 0%% to 10%% (default: none).")
    private Share defects;

    @Option(
            names = "--currencies",
            paramLabel = "CODE",
            split = ",",
            description =
                    "Currencies that sellers take turns to deal in, such as USD,EUR; the extract then has currency"
                            + " columns, and exchange rates week by week (default: none of that, which means USD).")
    private List<Currency> currencies = List.of();

    private final StopSignal stop;

    GenerateCommand(StopSignal stop) {
        this.stop = stop;
    }

    @Override
    public Integer call() {
        requireRange("--sellers", sellers, ExtractPlan.MAX_SELLERS);
        requireRange("--weeks", weeks, ExtractPlan.MAX_WEEKS);
        if (defects.value().compareTo(new BigDecimal(ExtractPlan.MAX_DEFECTS)) > 0) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Invalid value for option '--defects': expected 0% to 10%, got " + defects.percent());
        }
        OutputFolder.findObstacle(directory).ifPresent(obstacle -> {
            throw new ParameterException(spec.commandLine(), obstacle);
        });
        ExtractPlan plan =
                new ExtractPlan(sellers, weeks, seed, defects.value(), List.copyOf(new LinkedHashSet<>(currencies)));
        Stderr stderr = Stderr.of(spec.commandLine());
        Optional<GeneratedExtract> extract;
        try (ProgressDisplay progress = new ProgressDisplay(stderr.isForPeople(), "generate", " sellers", 1)) {
            extract = new ExtractGenerator(plan, progress, stop::isRequested).write(directory);
        } catch (IOException e) {
            stderr.fail("cannot write the extract " + Visible.of(directory) + ": " + FileFailure.reason(e)
                    + ". Nothing of it was kept; " + FileFailure.remedy(e) + ".");
            return ExitCode.FAILED;
        }
        if (extract.isEmpty()) {
            stderr.fail("stopped; nothing of the extract " + Visible.of(directory) + " was kept.");
            return ExitCode.FAILED;
        }
        print(extract.get(), plan);
        sayHowToImport(extract.get(), stderr);
        return ExitCode.DONE;
    }

    private void requireRange(String option, int value, int max) {
        if (value < 1 || value > max) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Invalid value for option '" + option + "': expected 1 to " + max + ", got " + value);
        }
    }

    private void print(GeneratedExtract extract, ExtractPlan plan) {
        PrintWriter out = spec.commandLine().getOut();
        for (GeneratedExtract.FeedRows feed : extract.feeds()) {
            out.println(line(feed.feed(), feed.rows()));
        }
        out.println(line("total", extract.rows()));
        out.println("as of " + plan.asOf() + ", seed " + plan.seed());
    }

    private void sayHowToImport(GeneratedExtract extract, Stderr stderr) {
        if (extract.planted() != null) {
            int percent = extract.highestRejectPercent();
            stderr.say("What was planted is listed in " + Visible.of(extract.planted()) + ". "
                    + (percent > 5
                            ? "To publish the extract all the same, import it with --max-reject-rate " + percent + "%."
                            : "It can be imported with the default --max-reject-rate."));
        }
    }

    private static String line(String name, long rows) {
        return String.format(Locale.ROOT, "%-23s %,11d rows", name, rows);
    }
}
