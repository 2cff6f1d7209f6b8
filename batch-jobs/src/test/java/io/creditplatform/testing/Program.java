package io.creditplatform.testing;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/** The program as a process of its own, for tests that kill it. */
public final class Program {

    private Program() {}

    /** How a process ended. */
    public record Ended(int exitCode, String output) {}

    /** Makes a folder one that the launcher runs by {@code CREDIT_APP}: its jar holds no class, it names this class path. */
    public static void pack(Path folder, Class<?> main) {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toUri().toString())
                .collect(Collectors.joining(" "));
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, main.getName());
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
        manifest.getMainAttributes().putValue("Enable-Native-Access", "ALL-UNNAMED");
        try (OutputStream file = Files.newOutputStream(folder.resolve("credit.jar"))) {
            new JarOutputStream(file, manifest).close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts {@code credit} with these arguments; what it prints goes to a file. */
    public static Process start(Path output, String... arguments) {
        return start(List.of(), output, arguments);
    }

    /** The same with options for the Java machine. */
    public static Process start(List<String> options, Path output, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "io.creditplatform.cli.Credit"));
        if (Runtime.version().feature() >= 24) {
            command.add(1, "--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(1, options);
        command.addAll(List.of(arguments));
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for a process to end. */
    public static Ended await(Process process, Path output) {
        try {
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException("The process did not end: " + SampleData.read(output));
            }
            return new Ended(process.exitValue(), SampleData.read(output));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Waits until something is so, as long as the process lives; false if it ended first. */
    public static boolean awaitWhileAlive(Process process, BooleanSupplier condition) {
        try {
            while (process.isAlive()) {
                if (condition.getAsBoolean()) {
                    return true;
                }
                Thread.sleep(2);
            }
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
