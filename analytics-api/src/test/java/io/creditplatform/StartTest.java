package io.creditplatform;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.testing.Program;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Without the launcher, which looks at the limits of a process first, it is said as well which one is in the way. */
class StartTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "io.creditplatform.cli.Start, 15, loads",
        "io.creditplatform.cli.Start, 40, loads",
        "io.creditplatform.analytics.Start, 40, serve --dry-run"
    })
    void saysThatTooFewFilesMayBeOpen(Class<?> main, int files, String command) throws Exception {
        Program.Ended ended = run(main, "ulimit -n " + files, command);
        assertThat(ended.output())
                .startsWith("credit: The process may have no more files open. Raise the limit: `ulimit -n 1024`")
                .hasLineCount(1);
        assertThat(ended.exitCode()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"io.creditplatform.cli.Start, --version", "io.creditplatform.analytics.Start, --version"})
    void runsTheProgramOtherwise(Class<?> main, String command) throws Exception {
        assertThat(run(main, ":", command)).matches(ended -> ended.exitCode() == 0);
    }

    private Program.Ended run(Class<?> main, String limit, String command) throws Exception {
        Program.pack(folder, main);
        Path output = folder.resolve("output.txt");
        List<String> shell = List.of(
                "bash",
                "-c",
                limit + "; exec \"$0\" -Xmx128m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -jar credit.jar " + command
                        + (command.startsWith("-") ? "" : " --db no.db"),
                Path.of(System.getProperty("java.home"), "bin", "java").toString());
        return Program.await(
                new ProcessBuilder(shell)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start(),
                output);
    }
}
