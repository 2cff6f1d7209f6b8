package io.creditplatform.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.creditplatform.testing.Program;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher {@code credit} at the repository's root, with a small program in place of the real one: nothing is built. */
class LauncherTest {

    private static final Path LAUNCHER =
            Path.of("..", "credit").toAbsolutePath().normalize();

    @TempDir
    private Path folder;

    private Path output;

    /** Is run in place of the program. */
    static final class StandIn {

        private StandIn() {}

        public static void main(String[] arguments) throws IOException, InterruptedException {
            if (arguments[0].equals("exit")) {
                System.exit(Integer.parseInt(arguments[1]));
            } else if (arguments[0].equals("wait")) {
                Path stopped = Path.of("stopped");
                Runtime.getRuntime().addShutdownHook(new Thread(() -> create(stopped)));
                create(Path.of("started"));
                new CountDownLatch(1).await();
            } else if (arguments[0].equals("variable")) {
                System.out.println(System.getenv(arguments[1]));
            } else if (arguments[0].equals("property")) {
                System.out.println(System.getProperty(arguments[1]));
            } else {
                System.out.println(Path.of("").toAbsolutePath() + " " + Arrays.asList(arguments));
            }
        }

        private static void create(Path file) {
            try {
                Files.createFile(file);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @BeforeEach
    void packStandIn() throws IOException {
        folder = folder.toRealPath();
        output = folder.resolve("output");
        Program.pack(folder, StandIn.class);
    }

    /** JUnit warns when it deletes links that lead out of the folder. */
    @AfterEach
    void deleteLinks() throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path link : files.filter(Files::isSymbolicLink).toList()) {
                Files.delete(link);
            }
        }
    }

    @Test
    void passesArgumentsUnchanged() throws IOException {
        List<String> arguments = List.of("two words", "", "*", "$HOME", "a\"b'c\\", "--db=x y", "");
        assertThat(run(Map.of(), LAUNCHER, arguments).output()).isEqualTo(folder + " " + arguments + "\n");
    }

    @Test
    void asksForTheSizeOfAnyFolder() throws IOException {
        Path extract = Files.createDirectory(folder.resolve("-two\nlines"));
        assertThat(run(
                                Map.of(),
                                LAUNCHER,
                                List.of("import", "--", extract.getFileName().toString()))
                        .output())
                .isEqualTo(folder + " [import, --, -two\nlines]\n");
    }

    @Test
    void runsThroughSymbolicLinksInTheCallersFolder() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("direct link"), LAUNCHER);
        Path relative = Files.createSymbolicLink(folder.resolve("link"), link.getFileName());
        assertThat(run(Map.of(), relative, List.of("x")).output()).isEqualTo(folder + " [x]\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void passesExitCodes(int exitCode) throws IOException {
        assertThat(run(Map.of(), LAUNCHER, List.of("exit", String.valueOf(exitCode))))
                .isEqualTo(new Program.Ended(exitCode, ""));
    }

    @Test
    void terminationReachesTheProgram() throws IOException {
        Process process = start(Map.of(), LAUNCHER, List.of("wait"));
        assertThat(Program.awaitWhileAlive(process, () -> Files.exists(folder.resolve("started"))))
                .isTrue();
        process.destroy();
        assertThat(Program.await(process, output)).isEqualTo(new Program.Ended(143, ""));
        assertThat(folder.resolve("stopped")).exists();
    }

    @Test
    void saysThatNeitherStderrNorStdoutIsTerminal() throws IOException {
        for (String stream : List.of("credit.terminal", "credit.terminal.stdout")) {
            assertThat(run(Map.of(), LAUNCHER, List.of("property", stream)).output())
                    .isEqualTo("null\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "ends so\n", "\n"})
    void runsFromFoldersWithLineBreaks(String name) throws IOException {
        Path odd = Files.createDirectory(folder.resolve(name));
        Path copy = Files.copy(LAUNCHER, odd.resolve("credit"), StandardCopyOption.COPY_ATTRIBUTES);
        Path link = Files.createSymbolicLink(odd.resolve("link"), Path.of("credit"));
        assertThat(run(Map.of(), copy, List.of("x")).output()).isEqualTo(folder + " [x]\n");
        assertThat(run(Map.of(), link, List.of("x")).output()).isEqualTo(folder + " [x]\n");
    }

    @Test
    void showsNothingThatDrivesTerminal() throws IOException {
        Path odd = Files.createDirectory(folder.resolve("a\nb\u001B[2J"));
        assertThat(run(Map.of("JAVA_HOME", odd.toString()), LAUNCHER, List.of("x"))
                        .output())
                .startsWith("credit: no Java found in JAVA_HOME (" + folder + "/a?b?[2J), expected");
    }

    @Test
    void takesFlagsForTheJvm() throws IOException {
        var environment = Map.of("CREDIT_JAVA_OPTS", "-Done=1 -Dall=*");
        assertThat(run(environment, LAUNCHER, List.of("property", "all")).output())
                .isEqualTo("*\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.8.0_442", "11.0.26"})
    void refusesAnOldJava(String version) throws IOException {
        Path java = folder.resolve("bin/java");
        Files.createDirectory(folder.resolve("bin"));
        Files.writeString(java, "#!/bin/sh\necho 'openjdk version \"" + version + "\" 2025-01-21' >&2\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        String path = java.getParent() + File.pathSeparator + System.getenv("PATH");
        assertThat(run(Map.of("JAVA_HOME", "", "PATH", path), LAUNCHER, List.of("x")))
                .isEqualTo(new Program.Ended(
                        1,
                        "credit: " + java + " is Java " + version + ", expected 17 or newer. "
                                + "Set JAVA_HOME to a newer JDK, or put its java first on the PATH.\n"));
    }

    @Test
    void saysWhereItMissesJava() throws IOException {
        assertThat(run(Map.of("JAVA_HOME", folder.toString()), LAUNCHER, List.of("x")))
                .isEqualTo(new Program.Ended(
                        1,
                        "credit: no Java found in JAVA_HOME (" + folder + "), expected 17 or newer. "
                                + "Install a JDK and set JAVA_HOME to it, or put its java on the PATH.\n"));
    }

    @Test
    void saysThatThereIsNoJava() throws IOException {
        Path tools = Files.createDirectory(folder.resolve("tools"));
        for (String name : List.of("bash", "basename", "dirname", "readlink")) {
            Files.createSymbolicLink(tools.resolve(name), onPath(name));
        }
        var ended = run(Map.of("JAVA_HOME", "", "PATH", tools.toString()), LAUNCHER, List.of("x"));
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.output()).startsWith("credit: no Java found, expected 17 or newer.");
    }

    /** The locale of cron, and of many services. */
    @ParameterizedTest
    @ValueSource(strings = {"LC_ALL=C", "LC_ALL=POSIX", "-u LC_ALL -u LC_CTYPE -u LANG", "LC_ALL=xx_XX.UTF-8"})
    void takesNamesInUnicodeWhateverTheLocale(String locale) throws IOException {
        assumeThat(runScript("locale -a").output().lines())
                .as("a locale with UTF-8 that is there everywhere")
                .anyMatch(name -> name.equalsIgnoreCase("C.utf8") || name.equalsIgnoreCase("C.UTF-8"));
        assertThat(runScript("exec env " + locale + " \"$0\" $'K\\xc3\\xb6ln'").output())
                .endsWith(folder + " [K\u00f6ln]\n");
    }

    @Test
    void leavesOtherLocalesAsTheyAre() throws IOException {
        String shown = "exec env LC_ALL=%s CREDIT_JAVA_OPTS= \"$0\" variable LC_ALL";
        assertThat(runScript(String.format(shown, "de_DE.ISO-8859-1")).output()).endsWith("de_DE.ISO-8859-1\n");
        assertThat(runScript(String.format(shown, "C.UTF-8")).output()).endsWith("C.UTF-8\n");
    }

    @Test
    void saysThatTooFewFilesMayBeOpen() throws IOException {
        assertThat(runScript("ulimit -n 40; exec \"$0\" x"))
                .isEqualTo(new Program.Ended(
                        1,
                        "credit: this process may have only 40 files open, expected 256 or more. Raise the limit:"
                                + " `ulimit -n 1024` where it is started, or LimitNOFILE= of its service.\n"));
    }

    /** Runs commands of a shell, to which the launcher is {@code $0}: what no Java process can hand over itself. */
    private Program.Ended runScript(String commands) throws IOException {
        return run(Map.of(), onPath("bash"), List.of("-c", commands, LAUNCHER.toString()));
    }

    private static Path onPath(String tool) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }

    private Program.Ended run(Map<String, String> environment, Path launcher, List<String> arguments)
            throws IOException {
        return Program.await(start(environment, launcher, arguments), output);
    }

    private Process start(Map<String, String> environment, Path launcher, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("CREDIT_APP", folder.toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().keySet().removeAll(List.of("CREDIT_JAVA_OPTS", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
        builder.environment().putAll(environment);
        return builder.start();
    }
}
