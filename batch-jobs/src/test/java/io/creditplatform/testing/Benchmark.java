package io.creditplatform.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The scripts in {@code bench}, run in a folder like a checkout that has been built already, from the tests' class path: the
 * launcher prepares for it what it prepares for any other.
 */
public final class Benchmark {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /** A script starts many processes, one after the other, on a machine that may be busy. */
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final Path checkout;

    /**
     * Makes such a folder.
     *
     * @param checkout where; nothing is there yet
     * @param programs each module's program
     */
    public Benchmark(Path checkout, Map<String, Class<?>> programs) throws IOException {
        this.checkout = checkout.toRealPath();
        copy("credit");
        try (var scripts = Files.walk(ROOT.resolve("bench"), 4)) {
            for (Path script : scripts.filter(Files::isRegularFile).toList()) {
                copy(ROOT.relativize(script).toString());
            }
        }
        SampleData.copy("baseline", checkout.resolve("sample-data").resolve("baseline"));
        Files.createFile(checkout.resolve("pom.xml"));
        Path runs = checkout.resolve("target").resolve("run");
        for (Map.Entry<String, Class<?>> program : programs.entrySet()) {
            Files.createDirectories(
                    checkout.resolve(program.getKey()).resolve("src").resolve("main"));
            Files.createFile(checkout.resolve(program.getKey()).resolve("pom.xml"));
            Program.packWithLibraries(runs.resolve("built").resolve(program.getKey()), program.getValue());
        }
        Files.writeString(runs.resolve("current"), "built\n"); // the last one, so that nothing is newer
    }

    private void copy(String file) throws IOException {
        Path copy = checkout.resolve(file);
        Files.createDirectories(copy.getParent());
        Files.copy(ROOT.resolve(file), copy, StandardCopyOption.COPY_ATTRIBUTES);
    }

    /** Skips a test where what the scripts need is not there. */
    public static void requireTools() {
        for (String tool : List.of("python3", "sqlite3")) {
            assumeTrue(
                    Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                            .anyMatch(entry -> Files.isExecutable(Path.of(entry, tool))),
                    tool + " is not on the PATH; the benchmarks need it");
        }
    }

    /** The folder that stands for a checkout. */
    public Path checkout() {
        return checkout;
    }

    /**
     * Runs one round of a script.
     *
     * @param folder where it works
     */
    public Program.Ended run(Path folder, String script, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                checkout.resolve("bench").resolve(script).toString(), "--rounds", "1", "--work", folder.toString()));
        command.addAll(List.of(arguments));
        Path output = folder.resolve("output");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().remove("CREDIT_APP");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return Program.await(builder.start(), output, LIMIT);
    }
}
