package io.creditplatform.cli;

import io.creditplatform.console.CommonOptions;
import io.creditplatform.console.StopSignal;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code credit check}. */
@Command(
        mixinStandardHelpOptions = true,
        name = "check",
        description = {
            "Holds everything that is loaded against the rules of the data quality, and prints the scorecard.",
            "A check that was interrupted goes on where it stopped when it is called again for the same day."
        },
        footer = {"", "Example: credit check --as-of 2025-07-07 --out quality --fail-on Critical"})
final class CheckCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Mixin
    private CheckOptions options;

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            description =
                    "The day to judge by: what falls due later need not be paid yet (default: the day of the data).")
    private @Nullable LocalDate asOf;

    @Option(
            names = "--load",
            paramLabel = "N",
            description = "Check what was loaded when load N was the newest, and compare with the check before that."
                    + " The database keeps nothing of it (default: the newest load, whose check is kept).")
    private @Nullable Long load;

    private final StopSignal stop;

    CheckCommand(StopSignal stop) {
        this.stop = stop;
    }

    @Override
    public Integer call() {
        CheckOptions.Settings settings = options.settings(common.address().database());
        if (load != null && options.sayWhatIsKept()) {
            throw new ParameterException(
                    spec.commandLine(), "--keep-loads is about checks that are kept, and one with --load is not");
        }
        return new CheckRun(spec.commandLine(), common, settings, stop).run(asOf, load);
    }
}
