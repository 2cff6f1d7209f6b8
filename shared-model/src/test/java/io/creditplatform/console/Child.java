package io.creditplatform.console;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A Java process beside the one of the tests, for what concerns a process as a whole. */
final class Child {

    private Child() {}

    /** Starts the main method of a class; what it prints, on stdout or stderr, goes to a file. */
    static Process start(Path output, Class<?> main, List<String> options, String... arguments) throws IOException {
        return start(output, Map.of(), main, options, arguments);
    }

    /** The same with variables of its own, and without those that say how this one's output is to look. */
    static Process start(
            Path output, Map<String, String> environment, Class<?> main, List<String> options, String... arguments)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command(main, options, arguments))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().remove("NO_COLOR");
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** What runs the main method of a class, a word after the other. */
    static List<String> command(Class<?> main, List<String> options, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Waits for the end; returns the exit code. */
    static int await(Process process) throws InterruptedException {
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("The process did not end");
        }
        return process.exitValue();
    }
}
