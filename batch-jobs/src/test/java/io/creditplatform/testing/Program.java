package io.creditplatform.testing;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The program as a process of its own, for tests that kill it. It starts as the launcher starts it. */
public final class Program {

    private static final Duration LIMIT = Duration.ofMinutes(6);

    private Program() {}

    /** What the launcher prepares once for all starts: a new database, loaded classes, and SQLite's native library. */
    private static final class Prepared {

        /** The beginning of each command. */
        private static final List<String> JAVA = prepare();

        private static List<String> prepare() {
            try {
                Path folder =
                        Files.createTempDirectory(Path.of("target"), "program").toAbsolutePath();
                unpackSqlite(folder);
                List<String> java = new ArrayList<>(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:-UsePerfData",
                        "-Xlog:disable",
                        "-Dorg.sqlite.lib.path=" + folder,
                        "-cp",
                        String.join(File.pathSeparator, ClassPath.JARS.values())));
                if (Runtime.version().feature() >= 24) {
                    java.add(1, "--enable-native-access=ALL-UNNAMED");
                }
                Path template = folder.resolve("template.db");
                run(java, folder, "db", "migrate", "--db", template.toString());
                java.add(1, "-Dcredit.template=" + template);
                Path archive = folder.resolve("classes");
                List<String> training = new ArrayList<>(java);
                training.add(1, "-XX:ArchiveClassesAtExit=" + archive);
                String database = folder.resolve("training.db").toString();
                run(training, folder, "import", SampleData.folder("baseline").toString(), "--db", database);
                java.add(1, "-XX:SharedArchiveFile=" + archive);
                return java;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void run(List<String> java, Path folder, String... arguments) {
            Path output = folder.resolve("output.txt");
            if (await(start(List.of(), java, output, arguments), output).exitCode() != 0) {
                throw new IllegalStateException("The program does not start: " + SampleData.read(output));
            }
        }

        private static void unpackSqlite(Path folder) throws IOException {
            String system = System.getProperty("os.name").startsWith("Mac") ? "Mac" : "Linux";
            String machine = System.getProperty("os.arch").replace("amd64", "x86_64");
            String library = System.mapLibraryName("sqlitejdbc");
            try (InputStream stream =
                    Program.class.getResourceAsStream("/org/sqlite/native/" + system + "/" + machine + "/" + library)) {
                if (stream != null) {
                    Files.copy(stream, folder.resolve(library));
                }
            }
        }
    }

    /** The tests' class path with folders packed into jars: classes from folders are never archived. */
    private static final class ClassPath {

        /** What stands for each entry. */
        private static final Map<Path, String> JARS = jars();

        private static Map<Path, String> jars() {
            ToolProvider jar = ToolProvider.findFirst("jar").orElseThrow();
            Map<Path, String> jars = new LinkedHashMap<>();
            try {
                Path folder =
                        Files.createTempDirectory(Path.of("target"), "jars").toAbsolutePath();
                for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, 0)) {
                    Path path = Path.of(entry).toAbsolutePath().normalize();
                    String packed = folder.resolve(jars.size() + ".jar").toString();
                    boolean isFolder = Files.isDirectory(path);
                    if (isFolder
                            && jar.run(System.out, System.err, "--create", "--file", packed, "-C", entry, ".") != 0) {
                        throw new IllegalStateException("Cannot pack " + entry);
                    }
                    jars.put(path, isFolder ? packed : path.toString());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return jars;
        }

        /** The entry that a class comes from. */
        private static String of(Class<?> type) {
            try {
                return Objects.requireNonNull(JARS.get(Path.of(type.getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI())
                        .normalize()));
            } catch (URISyntaxException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** How a process ended. */
    public record Ended(int exitCode, String output) {}

    /** Makes a folder one that the launcher runs by {@code CREDIT_APP}: its jar holds no class, it names this class path. */
    public static void pack(Path folder, Class<?> main) {
        // The program's own classes come first, as they do in its jar: Java opens a library for each place that it
        // looks in.
        String classPath = Stream.concat(Stream.of(ClassPath.of(main)), ClassPath.JARS.values().stream())
                .distinct()
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

    /** As {@link #pack}, with the library that the launcher unpacks. */
    static void packWithLibraries(Path folder, Class<?> main) throws IOException {
        Path libraries = Files.createDirectories(folder.resolve("lib"));
        for (String entry : ClassPath.JARS.values()) {
            Path jar = Path.of(entry);
            if (jar.getFileName().toString().startsWith("sqlite-jdbc-")) {
                Files.copy(jar, libraries.resolve(jar.getFileName()));
            }
        }
        pack(folder, main);
    }

    /** Starts {@code credit} with these arguments; what it prints goes to a file. */
    public static Process start(Path output, String... arguments) {
        return start(List.of(), Prepared.JAVA, output, arguments);
    }

    /** Starts another class's main method as {@code credit} is started. */
    public static Process startClass(Class<?> main, Path output, String... arguments) {
        return start(List.of(), Prepared.JAVA, main.getName(), output, arguments);
    }

    /** Starts {@code credit} with these arguments from a shell: {@code "$@"} in its commands stands for it. */
    public static Process startFrom(String shellCommands, Path output, String... arguments) {
        return start(List.of("bash", "-c", shellCommands, "bash"), Prepared.JAVA, output, arguments);
    }

    private static Process start(List<String> shell, List<String> java, Path output, String... arguments) {
        return start(shell, java, "io.creditplatform.cli.Credit", output, arguments);
    }

    private static Process start(List<String> shell, List<String> java, String main, Path output, String... arguments) {
        List<String> command = new ArrayList<>(shell);
        command.addAll(java);
        command.add(main);
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
        return await(process, output, LIMIT);
    }

    /** As {@link #await(Process, Path)}, of one that may take that long. */
    static Ended await(Process process, Path output, Duration limit) {
        try {
            if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("The process did not end: " + SampleData.read(output));
            }
            return new Ended(process.exitValue(), SampleData.read(output));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * Waits until something is so, as long as the process lives; false if it ended first. Looking takes a fifth of the time at
     * most: the process, and whatever is tested beside it, need the processor.
     */
    public static boolean awaitWhileAlive(Process process, BooleanSupplier condition) {
        long[] looked = {0};
        boolean[] isSo = {false};
        Awaitility.await()
                .atMost(LIMIT)
                .pollDelay(Duration.ZERO)
                .pollInterval((poll, before) -> Duration.ofMillis(2).plusNanos(4 * looked[0]))
                .until(() -> {
                    if (!process.isAlive()) {
                        return true;
                    }
                    long begin = System.nanoTime();
                    isSo[0] = condition.getAsBoolean();
                    looked[0] = System.nanoTime() - begin;
                    return isSo[0];
                });
        return isSo[0];
    }

    /** Whether a program of that name can be started here. */
    public static boolean isThere(String name) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(folder -> new File(folder, name).canExecute());
    }
}
