package io.creditplatform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.testing.SampleData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The man page and the completion of shells say what the commands say: they are made from these, as the reference is. */
class ManualTest {

    private static final Path MANUAL = Path.of("..", "docs", "credit.1");

    private static final Path COMPLETION =
            Path.of("..", "batch-jobs/src/main/resources/io/creditplatform/cli", CompletionCommand.SCRIPT);

    @TempDir
    private Path folder;

    @Test
    void manualIsUpToDate() {
        assertUpToDate(MANUAL, manual());
    }

    @Test
    void completionIsUpToDate() {
        assertUpToDate(COMPLETION, AutoComplete.bash("credit", ReferenceTest.wholeProgram()));
    }

    private static void assertUpToDate(Path file, String expected) {
        if (Boolean.getBoolean("credit.docs.write")) {
            SampleData.write(file, expected);
        }
        assertThat(SampleData.read(file))
                .as(file + ", which is written like docs/reference.md")
                .isEqualTo(expected);
    }

    /** In Bash itself: subcommands, their subcommands, options of either program, and values. */
    @Test
    void bashCompletes() throws Exception {
        assertThat(completions("imp")).containsExactly("import");
        assertThat(completions("db", "rol")).containsExactly("rollback");
        assertThat(completions("serve", "--no-")).containsExactly("--no-auth");
        assertThat(completions("export", "--exc")).containsExactly("--excel");
        assertThat(completions("loads", "--color", "a")).containsExactly("always", "auto");
    }

    private List<String> completions(String... words) throws IOException, InterruptedException {
        Path script = folder.resolve("ask.sh");
        SampleData.write(
                script,
                ". " + COMPLETION.toAbsolutePath() + "\nCOMP_WORDS=(credit \"$@\")\nCOMP_CWORD=$#\ncompopt() { :; }\n"
                        + "_complete_credit\nprintf '%s\\n' \"${COMPREPLY[@]}\"\n");
        List<String> command = new ArrayList<>(List.of("bash", script.toString()));
        command.addAll(List.of(words));
        Path output = folder.resolve("completions.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor()).as(Files.readString(output)).isZero();
        return Files.readAllLines(output).stream().map(String::strip).sorted().toList();
    }

    private static String manual() {
        StringBuilder page = new StringBuilder("""
                .\\" Made from the code by ManualTest. Do not edit it by hand.
                .TH CREDIT 1
                .SH NAME
                credit \\- loads, checks, serves and exports a marketplace's nightly extracts
                """);
        CommandLine program = ReferenceTest.wholeProgram();
        page.append(".SH SYNOPSIS\n.B credit\nCOMMAND [OPTION]...\n.SH DESCRIPTION\n");
        CommandSpec root = program.getCommandSpec();
        page.append(roff(String.join(" ", root.usageMessage().description()))).append('\n');
        page.append(".SH COMMANDS\n");
        append(page, program);
        page.append(".SH NOTES\n");
        for (String line : root.usageMessage().footer()) {
            page.append(line.isEmpty() ? ".P\n" : roff(line) + "\n");
        }
        return page.toString();
    }

    private static void append(StringBuilder page, CommandLine commandLine) {
        commandLine.getSubcommands().values().forEach(command -> {
            CommandSpec spec = command.getCommandSpec();
            page.append(".SS ").append(roff(spec.qualifiedName())).append('\n');
            for (String paragraph : spec.usageMessage().description()) {
                page.append(roff(paragraph)).append("\n.P\n");
            }
            page.append(roff(new CommandLine.Help(spec, Ansi.OFF)
                            .synopsis(0)
                            .strip()
                            .replaceAll("\\s+", " ")))
                    .append('\n');
            spec.options().stream().filter(ReferenceTest::isOwn).forEach(option -> append(page, option));
            for (String line : spec.usageMessage().footer()) {
                page.append(line.isEmpty() ? ".P\n" : roff(line) + "\n");
            }
            append(page, command);
        });
    }

    private static void append(StringBuilder page, OptionSpec option) {
        String value = option.arity().max() == 0 ? "" : " " + option.paramLabel();
        page.append(".TP\n.B ").append(roff(String.join(", ", option.names()) + value));
        page.append('\n')
                .append(roff(String.join(" ", option.description()).replace("%%", "%")))
                .append('\n');
    }

    /** A text as troff takes it: signs that mean something there are escaped, and so is a line that looks like a request. */
    private static String roff(String text) {
        String escaped = text.replace("\\", "\\\\").replace("-", "\\-").replace("`", "");
        return String.format(
                Locale.ROOT, "%s%s", escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" : "", escaped);
    }
}
