package io.creditplatform.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A signal that comes while a progress bar shows is heeded as any other time: on a terminal as in a pipe, whichever signal it is. */
class SignalTest {

    private static final char CTRL_C = '\u0003';

    @TempDir
    private Path folder;

    /** Shows a bar and works until it is asked to stop, and says so then. */
    static final class Worker {

        private Worker() {}

        /** The argument is a file, into which goes the number of the process once the bar shows. */
        public static void main(String[] arguments) throws Exception {
            try (StopSignal stop = StopSignal.listening()) {
                count(stop, Path.of(arguments[0]));
                System.err.println("stopped after all was tidied up");
                System.err.flush();
            }
        }

        private static void count(StopSignal stop, Path begun) throws Exception {
            try (ProgressDisplay display = new ProgressDisplay(true, "Counting", " eggs", 1)) {
                for (int pass = 0; !stop.isRequested(); pass++) {
                    display.at("Berta", pass, 1_000_000);
                    if (pass == 150) {
                        Path unfinished = begun.resolveSibling("unfinished");
                        Files.writeString(
                                unfinished,
                                String.valueOf(ProcessHandle.current().pid()));
                        Files.move(unfinished, begun);
                    }
                    Thread.sleep(10);
                }
            }
        }
    }

    /** Begins to listen when the process is about to end. */
    static final class Latecomer {

        private Latecomer() {}

        public static void main(String[] arguments) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try (StopSignal stop = StopSignal.listening()) {
                    System.err.println("requested: " + stop.isRequested());
                    System.err.flush();
                }
            }));
        }
    }

    @Test
    void isHeededThoughItCameBeforeAnybodyListened() throws Exception {
        Path output = folder.resolve("output.txt");
        assertThat(Child.await(Child.start(output, Latecomer.class, List.of()))).isZero();
        assertThat(output).hasContent("requested: true");
    }

    @BeforeEach
    void requireThatSignalsArrive() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (Files.exists(status)) {
            long ignored = Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("SigIgn:"))
                    .mapToLong(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
                    .findFirst()
                    .orElse(0);
            assumeFalse((ignored & 0b11) != 0, "whoever started the tests has them ignore SIGINT or SIGHUP");
        }
    }

    @ParameterizedTest
    @CsvSource({"HUP, 129", "INT, 130", "TERM, 143"})
    void isHeededWhereStderrIsNoTerminal(String signal, int exitCode) throws Exception {
        Path output = folder.resolve("output.txt");
        Process process = Child.start(output, Worker.class, List.of(), begun().toString());
        awaitBegun(process);
        send(signal);
        assertThat(Child.await(process)).isEqualTo(exitCode);
        assertThat(output).hasContent("stopped after all was tidied up");
    }

    @ParameterizedTest
    @CsvSource({"HUP, 129", "INT, 130", "TERM, 143"})
    void isHeededOnTerminalWhileBarShows(String signal, int exitCode) throws Exception {
        Process terminal = startOnTerminal();
        awaitBegun(terminal);
        send(signal);
        assertThat(Child.await(terminal)).isEqualTo(exitCode);
        assertThat(Files.readString(shown())).contains("Counting", "stopped after all was tidied up");
    }

    @Test
    void isHeededWhenItIsTyped() throws Exception {
        Process terminal = startOnTerminal();
        awaitBegun(terminal);
        OutputStream keys = terminal.getOutputStream();
        keys.write(CTRL_C);
        keys.flush();
        assertThat(Child.await(terminal)).isEqualTo(130);
        assertThat(Files.readString(shown())).contains("Counting", "stopped after all was tidied up");
    }

    /** On a pseudo-terminal, as the tool {@code script} of util-linux makes one. */
    private Process startOnTerminal() throws IOException {
        assumeTrue(isOnPath("script") && isOnPath("setsid"), "there is no script of util-linux to make a terminal");
        List<String> command = new ArrayList<>();
        for (String word : Child.command(
                Worker.class, List.of("-Dcredit.terminal=true", "-Dcredit.terminal.columns=60"), begun().toString())) {
            command.add("'" + word.replace("'", "'\\''") + "'");
        }
        return new ProcessBuilder("script", "-qefc", "exec " + String.join(" ", command), "/dev/null")
                .redirectErrorStream(true)
                .redirectOutput(shown().toFile())
                .start();
    }

    private static boolean isOnPath(String tool) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, 0))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }

    private Path begun() {
        return folder.resolve("begun");
    }

    private Path shown() {
        return folder.resolve("shown.txt");
    }

    private void awaitBegun(Process process) throws InterruptedException {
        while (process.isAlive() && !Files.exists(begun())) {
            Thread.sleep(5);
        }
    }

    private void send(String signal) throws IOException, InterruptedException {
        String pid = Files.readString(begun(), StandardCharsets.UTF_8);
        new ProcessBuilder("sh", "-c", "kill -s " + signal + " " + pid)
                .inheritIO()
                .start()
                .waitFor();
    }
}
