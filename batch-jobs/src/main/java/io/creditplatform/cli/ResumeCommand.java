package io.creditplatform.cli;

import io.creditplatform.console.CommonOptions;
import io.creditplatform.console.ExitCode;
import io.creditplatform.console.StopSignal;
import io.creditplatform.jobs.ImportOutcome;
import io.creditplatform.jobs.Workers;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code credit resume}. */
@Command(
        mixinStandardHelpOptions = true,
        name = "resume",
        description = {
            "Goes on with every failed or interrupted load from where it stopped, oldest first.",
            "A load that is older than a published one cannot go on, since its rows would replace newer ones."
        },
        footer = {"", "Example: credit resume"})
final class ResumeCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Mixin
    private WorkerOptions workers;

    private final StopSignal stop;

    ResumeCommand(StopSignal stop) {
        this.stop = stop;
    }

    @Override
    public Integer call() {
        Workers staging = workers.of(common.address().database());
        Question.ask(common, jdbc -> jdbc); // resuming creates no database
        try (ImportRun run = new ImportRun(spec.commandLine(), common, staging, stop)) {
            List<ImportOutcome> outcomes = run.importer().resume();
            if (outcomes.isEmpty()) {
                spec.commandLine().getOut().println("nothing to resume");
            }
            int exitCode = ExitCode.DONE;
            for (ImportOutcome outcome : outcomes) {
                exitCode = Math.max(exitCode, run.report(outcome, null));
            }
            return exitCode;
        }
    }
}
