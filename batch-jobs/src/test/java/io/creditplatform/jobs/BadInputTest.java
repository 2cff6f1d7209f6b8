package io.creditplatform.jobs;

import static io.creditplatform.testing.TestDatabase.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.feed.Feeds;
import io.creditplatform.testing.Digests;
import io.creditplatform.testing.Program;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever is wrong with the input, the message says it, and the database is as it was or the row in quarantine. */
class BadInputTest {

    private static final Logger LOGS = (Logger) LoggerFactory.getLogger("io.creditplatform");

    @TempDir
    private static Path loadedFolder;

    @TempDir
    private Path folder;

    /** A database that holds {@code baseline}; each test gets a copy. */
    @BeforeAll
    static void load() {
        assertThat(new CreditRunner(DatabaseAddress.of(loadedFolder.resolve("credit.db")))
                        .importFolder(SampleData.folder("baseline"))
                        .exitCode())
                .isZero();
    }

    private DatabaseAddress loaded() throws IOException {
        return DatabaseAddress.of(Files.copy(loadedFolder.resolve("credit.db"), folder.resolve("credit.db")));
    }

    static Stream<BadInput> all() {
        return BadInput.all().stream();
    }

    @ParameterizedTest
    @MethodSource("all")
    void isExplainedAndLeavesNothingHalfDone(BadInput input) throws IOException {
        DatabaseAddress address = loaded();
        CreditRunner credit = new CreditRunner(address);
        Map<String, String> before = Digests.ofFeeds(address);
        long rowsBefore = rows(address);
        Path extract = write(input, folder.resolve("ex\u001B[2J\ntract"));

        ListAppender<ILoggingEvent> warnings = new ListAppender<>();
        LOGS.addAppender(warnings);
        warnings.start();
        var first = credit.importFolder(extract);
        LOGS.detachAppender(warnings);

        assertThat(first.exitCode()).as(first.err()).isEqualTo(input.exitCode());
        String said = first.err() + warnings.list;
        assertThat(input.said()).allSatisfy(sentence -> assertThat(said).contains(sentence));
        assertThat(said).doesNotContain("Exception", "\tat ", "nexpected");
        assertThat(said.chars().filter(c -> c != '\n' && Character.isISOControl(c)))
                .isEmpty();
        assertThat(said).as("the folder's line break is shown, not made").doesNotContain("\ntract");
        if (input.exitCode() != 0) {
            assertThat(first.out()).isEmpty();
            assertThat(Digests.ofFeeds(address)).isEqualTo(before);
        }
        if (input.exitCode() == 3) { // as if somebody had looked at the quarantine and found it bearable
            assertThat(quarantine(address)).isEqualTo(input.rejected());
            var allowed = credit.importFolder(extract, "--max-reject-rate", "100%");
            assertThat(allowed.exitCode()).as(allowed.err()).isZero();
        }
        assertThat(quarantine(address)).isEqualTo(input.rejected());
        assertThat(rows(address) - rowsBefore).isEqualTo(input.accepted());
        input.holds().forEach((sql, value) -> {
            List<String> held = TestDatabase.query(
                    address, jdbc -> jdbc.sql(sql).query(String.class).list());
            assertThat(held).as(sql).containsExactly(value);
        });
        for (JsonNode load :
                JsonMapper.shared().readTree(credit.run("loads", "--json").out())) {
            if (load.get("status").asString().equals("COMPLETED")) {
                load.get("feeds").forEach(BadInputTest::assertAddsUp);
                assertAddsUp(load.get("totals"));
            }
        }
    }

    /** PostgreSQL keeps text in its own way; the quarantine must not depend on it. */
    @Test
    void isQuarantinedOnPostgresqlToo() throws IOException {
        DatabaseAddress address = TestDatabase.baseline(Database.POSTGRESQL);
        CreditRunner credit = new CreditRunner(address);
        for (BadInput input : BadInput.all()) {
            if (!input.rejected().isEmpty()) {
                Path extract = write(input, folder.resolve(input.name()));
                var result = credit.importFolder(extract, "--max-reject-rate", "100%", "--force");
                assertThat(result.exitCode())
                        .as(input.name() + ": " + result.err())
                        .isZero();
                assertThat(quarantine(address)).as(input.name()).isEqualTo(input.rejected());
            }
        }
    }

    private static Path write(BadInput input, Path extract) throws IOException {
        Files.createDirectories(extract);
        for (Map.Entry<String, byte[]> file : input.files().entrySet()) {
            Path path = extract.resolve(file.getKey());
            if (file.getKey().endsWith("/")) {
                Files.createDirectory(path);
            } else {
                Files.write(path, file.getValue());
            }
        }
        return extract;
    }

    private static void assertAddsUp(JsonNode counts) {
        assertThat(Stream.of("inserted", "updated", "unchanged", "duplicate", "superseded", "rejected")
                        .mapToLong(outcome -> counts.get(outcome).asLong())
                        .sum())
                .isEqualTo(counts.get("read").asLong());
    }

    private static long rows(DatabaseAddress address) {
        return Feeds.all().stream()
                .map(FeedDefinition::name)
                .mapToLong(feed -> number(address, "SELECT count(*) FROM " + feed))
                .sum();
    }

    /** The newest load's rejected rows, one line for each reason. */
    private static List<String> quarantine(DatabaseAddress address) {
        List<String> told = new ArrayList<>();
        TestDatabase.query(address, jdbc -> jdbc.sql("""
                        SELECT feed, line, reasons FROM rejected_rows WHERE load_id = (SELECT max(load_id) FROM loads)
                        ORDER BY feed, line
                        """)
                .query((row, index) -> {
                    String place = row.getString("feed") + " " + row.getLong("line") + " ";
                    for (JsonNode reason : JsonMapper.shared().readTree(row.getString("reasons"))) {
                        told.add(place + reason.get("code").asString() + " "
                                + reason.get("column").asString("null") + ": "
                                + reason.get("message").asString());
                    }
                    return place;
                })
                .list());
        return told;
    }

    // --- what is not a matter of a file's content

    @Test
    void missingFolder() throws IOException {
        DatabaseAddress address = loaded();
        var result = new CreditRunner(address).importFolder(folder.resolve("nowhere"));
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err())
                .isEqualTo(String.format(
                        "credit: There is no folder %s, expected one with a CSV file per feed such as %s%n",
                        folder.resolve("nowhere"), folder.resolve("nowhere/sellers.csv")));
        assertThat(number(address, "SELECT count(*) FROM loads")).isEqualTo(1);
    }

    /** Whoever may read and write everything, such as root, cannot be refused. */
    private static void deny(Path path, boolean read) {
        assertThat(read ? path.toFile().setReadable(false) : path.toFile().setWritable(false))
                .isTrue();
        assumeThat(read ? Files.isReadable(path) : Files.isWritable(path))
                .as("permissions do not bind this user; run the tests as another one to see this")
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"leads.csv", ""})
    void unreadableFileOrFolder(String name) throws IOException {
        DatabaseAddress address = loaded();
        Path extract = SampleData.copy("next-day", folder.resolve("extract"));
        Path unreadable = extract.resolve(name);
        deny(unreadable, true);
        var result = new CreditRunner(address).importFolder(extract);
        assertThat(unreadable.toFile().setReadable(true)).isTrue();
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err().strip())
                .isEqualTo(
                        "credit: Cannot read " + unreadable + ": you may not read it. Have its permissions changed.");
        assertThat(number(address, "SELECT count(*) FROM loads")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"credit.db", ""})
    void readOnlyDatabase(String name) throws IOException {
        DatabaseAddress address = loaded();
        Map<String, String> before = Digests.ofFeeds(address);
        Path readOnly = folder.resolve(name);
        deny(readOnly, false);
        var result = new CreditRunner(address).importFolder(SampleData.folder("next-day"));
        assertThat(readOnly.toFile().setWritable(true)).isTrue();
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err().strip())
                .isEqualTo("credit: " + address
                        + " is read-only for you. Have that changed, or name another one by --db or"
                        + " CREDIT_DB, then run this command again.");
        assertThat(Digests.ofFeeds(address)).isEqualTo(before);
    }

    /** Rows stand before and after it, and it must not take more memory than any other. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void fieldOfHundredMegabytes(boolean quoted) throws IOException {
        DatabaseAddress address = loaded();
        Path extract = Files.createDirectories(folder.resolve("extract"));
        String unit = quoted ? "1,1,AM,2025-07-03 00:00:00,not a row\r\n" : "x".repeat(40);
        int units = 100_000_000 / unit.length();
        try (BufferedWriter file = Files.newBufferedWriter(extract.resolve("credit_chat.csv"))) {
            file.write("credit_id,user_id,role,message_time,message\n1,1,AM,2025-07-01 00:00:00,before\n");
            file.write("1,1,AM,2025-07-02 00:00:00," + (quoted ? "\"" : ""));
            for (int i = 0; i < units; i++) {
                file.write(unit);
            }
            file.write((quoted ? "\"" : "") + "\n1,1,AM,2025-07-04 00:00:00,after\n");
        }
        Path output = folder.resolve("output.txt");

        var ended = Program.await(
                Program.start(
                        output, "import", extract.toString(), "--max-reject-rate", "50%", "--db", address.jdbcUrl()),
                output);

        assertThat(ended.exitCode()).as(ended.output()).isZero();
        assertThat(ended.output()).contains("3 read: 2 inserted, 1 rejected");
        assertThat(quarantine(address))
                .containsExactly("credit_chat 3 too-long message: got more than 1048576 characters, expected fewer"
                        + (quoted ? "; the row goes on to line " + (3 + units) : ""));
        assertThat(number(address, "SELECT count(*) FROM credit_chat WHERE message IN ('before', 'after')"))
                .isEqualTo(2);
        Files.delete(extract.resolve("credit_chat.csv"));
    }

    @Test
    void failedDryRunSaysThatItWasOne() throws IOException {
        CreditRunner credit = new CreditRunner(loaded());
        var result = credit.importFolder(SampleData.folder("broken"), "--dry-run");
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.err())
                .startsWith("credit: the dry run failed. Nothing was published, since too many rows were rejected: ")
                .endsWith(String.format("Import a corrected extract, or allow more with --max-reject-rate.%n"));
    }
}
