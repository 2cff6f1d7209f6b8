package io.creditplatform.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.database.DatabaseException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How commands are read and what they say, told from one that counts hens. */
class ConsoleTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** Counts hens, unless that fails. */
    @Command(name = "hens", mixinStandardHelpOptions = true, versionProvider = Console.Version.class)
    private static final class Hens implements Callable<Integer> {

        @Mixin
        @SuppressWarnings("UnusedVariable") // Console and Stderr look at it
        private final CommonOptions common = new CommonOptions();

        @Option(names = "--on")
        private @Nullable LocalDate on;

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        private final @Nullable Exception failure;

        Hens(@Nullable Exception failure) {
            this.failure = failure;
        }

        @Override
        public Integer call() throws Exception {
            Stderr.of(spec.commandLine()).say("Counting");
            if (failure != null) {
                throw failure;
            }
            spec.commandLine().getOut().println("12 hens" + (on == null ? "" : ", " + on.getDayOfWeek()));
            return ExitCode.DONE;
        }
    }

    private CommandLine credit(@Nullable Exception failure, Writer results) {
        return Console.prepare(new CommandLine(CommandSpec.create().name("credit"))
                        .addSubcommand(new CommandLine(new Hens(failure))))
                .setOut(new PrintWriter(results, true))
                .setErr(new PrintWriter(err, true));
    }

    private int run(String... arguments) {
        return Console.run(credit(null, out), arguments);
    }

    private int runFailing(Exception failure, String... arguments) {
        return Console.run(credit(failure, out), arguments);
    }

    private static Captured jsonLog() {
        return Captured.from(OutputOptions.LogFormat.JSON, false);
    }

    private static List<JsonNode> entries(Captured log) {
        return log.text().lines().map(JsonMapper.shared()::readTree).toList();
    }

    @Test
    void resultsGoToStdoutAndTheRestToStderr() {
        assertThat(run("hens")).isZero();
        assertThat(out).hasToString("12 hens" + System.lineSeparator());
        assertThat(err).hasToString("Counting" + System.lineSeparator());
    }

    @Test
    void readsDates() {
        assertThat(run("hens", "--on", "2025-10-01")).isZero();
        assertThat(out.toString()).startsWith("12 hens, WEDNESDAY");
        assertThat(run("hens", "--on", "1000-01-01")).isZero();
        assertThat(run("hens", "--on", "9998-12-31")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.10.2025", "2025-02-29", "today", "0999-12-31", "9999-01-01", "+10000-01-01"})
    void refusesWhatIsNoDate(String text) {
        assertThat(run("hens", "--on", text)).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines())
                .containsExactly(
                        "credit: Invalid value for option '--on': '" + text
                                + "' is not a date from 1000-01-01 to 9998-12-31, such as 2025-10-01",
                        "See `credit hens --help`.");
    }

    @Test
    void suggestsWhatMayBeMeant() {
        assertThat(run("henns")).isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly(
                        "credit: Unmatched argument at index 0: 'henns'",
                        "Did you mean: credit hens?",
                        "See `credit --help`.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "TEXT", "Text"})
    void takesFormatsHoweverTheyAreWritten(String format) {
        assertThat(run("hens", "--log-format", format)).isZero();
    }

    @Test
    void tellsItsVersion() {
        assertThat(run("hens", "--version")).isZero();
        assertThat(out.toString().strip()).isEqualTo("credit (not packaged), Java " + Runtime.version());
    }

    @Test
    void quietSaysNothingButErrors() {
        assertThat(run("hens", "--quiet")).isZero();
        assertThat(err.toString()).isEmpty();
        assertThat(runFailing(new DatabaseException("It is locked"), "hens", "--quiet"))
                .isEqualTo(1);
        assertThat(err.toString().strip()).isEqualTo("credit: It is locked");
    }

    static Stream<Arguments> explainsFailures() {
        return Stream.of(
                Arguments.of(new DatabaseException("It is locked"), 1, "credit: It is locked"),
                Arguments.of(
                        new UncheckedIOException("Cannot write a.json", new IOException("disk full")),
                        1,
                        "credit: Cannot write a.json: disk full."),
                Arguments.of(
                        new IllegalStateException("fox"),
                        1,
                        "credit: unexpected failure: java.lang.IllegalStateException: fox."
                                + " Nothing half-done is visible; --log-format json shows the details."),
                Arguments.of(
                        new IOException(),
                        1,
                        "credit: unexpected failure: java.io.IOException."
                                + " Nothing half-done is visible; --log-format json shows the details."));
    }

    @ParameterizedTest
    @MethodSource
    void explainsFailures(Exception failure, int exitCode, String message) {
        assertThat(runFailing(failure, "hens", "--quiet")).isEqualTo(exitCode);
        assertThat(err.toString().lines()).containsExactly(message);
    }

    /** Uses more than there is. */
    @Command(name = "graze", mixinStandardHelpOptions = true)
    private static final class Graze implements Callable<Integer> {

        @Option(names = "--meadow")
        @SuppressWarnings("UnusedVariable") // it is to be read
        private @Nullable Path meadow;

        private final Error failure;

        Graze(Error failure) {
            this.failure = failure;
        }

        @Override
        public Integer call() {
            throw failure;
        }
    }

    private int graze(Error failure, String... arguments) {
        return Console.run(
                Console.prepare(new CommandLine(new Graze(failure))).setErr(new PrintWriter(err, true)), arguments);
    }

    @Test
    void limitsOfTheProcessAreExplained() {
        assertThat(graze(new OutOfMemoryError("Java heap space"))).isEqualTo(1);
        assertThat(err.toString().lines())
                .containsExactly(
                        "credit: The memory that Java may use, "
                                + Runtime.getRuntime().maxMemory() / 1024 / 1024
                                + " MB, is not enough. Allow more, as by CREDIT_JAVA_OPTS=-Xmx1g, then run this command again.");
    }

    @Test
    void missingPartsAreExplained() {
        assertThat(graze(new NoClassDefFoundError("Hen"))).isEqualTo(1);
        assertThat(err.toString().lines())
                .containsExactly("credit: a part of the program cannot be loaded: java.lang.NoClassDefFoundError: Hen."
                        + " Is it whole, and may the process have 256 files open, as `ulimit -n` says?");
    }

    @Test
    void whatIsNoNameOfAFileIsExplained() {
        assertThat(graze(new AssertionError(), "--meadow=a\u0000b")).isEqualTo(2);
        assertThat(err.toString().lines())
                .first()
                .isEqualTo(
                        "credit: Invalid value for option '--meadow': 'a<U+0000>b' is no name of a file here. Where it has"
                                + " other signs than ASCII, set a locale that has them, as by LC_ALL=C.UTF-8 (Nul character not allowed)");
        assertThat(runFailing(new InvalidPathException("a\nb", "Malformed input"), "hens"))
                .isEqualTo(1);
        assertThat(err.toString())
                .contains(
                        "credit: 'a<U+000A>b' is no name of a file here. Where it has other signs than ASCII, set a locale"
                                + " that has them, as by LC_ALL=C.UTF-8 (Malformed input).");
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> DatabaseAddress.of("a\u0000b"))
                .withMessageStartingWith("'a<U+0000>b' is no name of a file here.");
    }

    @Test
    void missingDatabaseIsWrongUsage() {
        DatabaseAddress nowhere = DatabaseAddress.of(Path.of("nowhere", "credit.db"));
        assertThat(runFailing(missing(nowhere), "hens")).isEqualTo(2);
        assertThat(err.toString())
                .contains("credit: There is no database at " + nowhere + ". `credit import DIR` creates it");
    }

    private static DatabaseException missing(DatabaseAddress nowhere) {
        try {
            Database.open(nowhere, Database.Access.READ);
            throw new AssertionError(nowhere + " is there");
        } catch (DatabaseException e) {
            return e;
        }
    }

    /** A reader such as {@code head} that has gone. */
    private static Writer broken() {
        return new Writer() {
            @Override
            public void write(char[] text, int start, int length) throws IOException {
                throw new IOException("Broken pipe");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }

    @Test
    void lostResultsAreAFailure() {
        assertThat(Console.run(credit(null, broken()), "hens", "--quiet")).isEqualTo(1);
        assertThat(err.toString().strip())
                .isEqualTo("credit: what had to be done is done, but not all results could be written to stdout."
                        + " Has its reader gone, or is the disk full that it leads to?");
    }

    @Test
    void failureIsToldRatherThanLostResults() {
        CommandLine credit = credit(new DatabaseException("It is locked"), broken());
        credit.getOut().println("lost");
        assertThat(Console.run(credit, "hens", "--quiet")).isEqualTo(1);
        assertThat(err.toString().strip()).isEqualTo("credit: It is locked");
    }

    @Test
    void collectorsGetWhatIsSaid() {
        try (Captured log = jsonLog()) {
            assertThat(run("hens", "--log-format", "json")).isZero();
            assertThat(entries(log)).singleElement().satisfies(entry -> {
                assertThat(entry.path("level").asString()).isEqualTo("INFO");
                assertThat(entry.path("formattedMessage").asString()).isEqualTo("Counting");
            });
        }
        assertThat(err.toString()).isEmpty();
        assertThat(out.toString().strip()).isEqualTo("12 hens");
    }

    @Test
    void collectorsGetFailuresWithTheirDetails() {
        try (Captured log = jsonLog()) {
            assertThat(runFailing(new IllegalStateException("fox"), "hens", "--log-format", "json"))
                    .isEqualTo(1);
            assertThat(entries(log)).last().satisfies(entry -> {
                assertThat(entry.path("level").asString()).isEqualTo("ERROR");
                assertThat(entry.path("formattedMessage").asString())
                        .startsWith("unexpected failure: java.lang.IllegalStateException: fox.");
                assertThat(entry.path("throwable").path("message").asString()).isEqualTo("fox");
            });
        }
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--log-format json --frob", "--frob --log-format=JSON"})
    void collectorsGetWrongUsage(String arguments) {
        try (Captured log = jsonLog()) {
            assertThat(run(("hens " + arguments).split(" ", 0))).isEqualTo(2);
            assertThat(entries(log)).singleElement().satisfies(entry -> {
                assertThat(entry.path("level").asString()).isEqualTo("ERROR");
                assertThat(entry.path("formattedMessage").asString())
                        .startsWith("Unknown option: '--frob' ")
                        .endsWith("See `credit hens --help`.");
            });
        }
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void progressIsForPeopleWhoWantToHear() {
        assertThat(isForPeople()).isTrue();
        assertThat(isForPeople("--quiet")).isFalse();
        assertThat(isForPeople("--log-format", "json")).isFalse();
    }

    private static boolean isForPeople(String... arguments) {
        CommandLine hens = Console.prepare(new CommandLine(new Hens(null)));
        hens.parseArgs(arguments);
        return Stderr.of(hens).isForPeople();
    }

    @Test
    void commandWithoutTheOptionsSpeaksToPeople() {
        CommandLine plain = new CommandLine(CommandSpec.create().name("plain")).setErr(new PrintWriter(err, true));
        Stderr stderr = Stderr.of(plain);
        stderr.say("Hello");
        stderr.fail("Alas");
        assertThat(stderr.isForPeople()).isTrue();
        assertThat(err.toString().lines()).containsExactly("Hello", "credit: Alas");
    }

    @Test
    void writesProcessStreamsInUtf8(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("out.txt");
        try (FileOutputStream stream = new FileOutputStream(file.toFile());
                PrintWriter writer = Console.writer(stream.getFD())) {
            writer.print("Köln €");
            writer.flush();
        }
        assertThat(Files.readAllBytes(file)).containsExactly(0x4B, 0xC3, 0xB6, 0x6C, 0x6E, 0x20, 0xE2, 0x82, 0xAC);
    }
}
