package io.creditplatform.cli;

import io.creditplatform.console.ExitCode;
import io.creditplatform.console.OutputOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code credit completion}. */
@Command(
        mixinStandardHelpOptions = true,
        name = "completion",
        description = "Prints what Bash and Zsh need to complete commands and options. No database is touched.",
        footer = {"", "Example: credit completion > ~/.credit-completion && . ~/.credit-completion"})
final class CompletionCommand implements Callable<Integer> {

    /** Made from the commands of both programs, which are never in one process, by {@code ManualTest}. */
    static final String SCRIPT = "completion.bash";

    @Spec
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli and Stderr look at it
    private OutputOptions output;

    @Override
    public Integer call() {
        try (InputStream script =
                Objects.requireNonNull(CompletionCommand.class.getResourceAsStream(SCRIPT), "the script")) {
            spec.commandLine().getOut().print(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the completion", e);
        }
        return ExitCode.DONE;
    }
}
