package io.creditplatform.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The scripts in {@code bench}, run on the tests' class path instead of what the launcher builds. */
public final class Benchmark {

    private static final Path SCRIPTS = Path.of("..", "bench").toAbsolutePath().normalize();

    /** A script starts many processes, one after the other, on a machine that may be busy. */
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private Benchmark() {}

    /** Skips a test where what the scripts need is not there. */
    public static void requireTools() {
        for (String tool : List.of("python3", "sqlite3")) {
            assumeTrue(
                    Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                            .anyMatch(entry -> Files.isExecutable(Path.of(entry, tool))),
                    tool + " is not on the PATH; the benchmarks need it");
        }
    }

    /**
     * Runs one round of a script.
     *
     * @param folder where it works
     * @param main the program that it times
     */
    public static Program.Ended run(Path folder, Class<?> main, String script, String... arguments) throws IOException {
        Program.pack(folder, main);
        List<String> command = new ArrayList<>(
                List.of(SCRIPTS.resolve(script).toString(), "--rounds", "1", "--work", folder.toString()));
        command.addAll(List.of(arguments));
        Path output = folder.resolve("output");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("CREDIT_APP", folder.toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return Program.await(builder.start(), output, LIMIT);
    }
}
