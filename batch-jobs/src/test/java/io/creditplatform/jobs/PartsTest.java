package io.creditplatform.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.cli.CreditRunner;
import io.creditplatform.console.Progress;
import io.creditplatform.console.StopSignal;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.load.LoadReport;
import io.creditplatform.setting.Setting;
import io.creditplatform.testing.Digests;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Loads that several workers stage in parts, against one that a single reader staged: nothing differs, however it is cut. */
class PartsTest {

    @TempDir
    private static Path folder;

    private static Path first;
    private static Path second;
    private static DatabaseAddress beforeSecond;
    private static Outcome expected;

    /** What came of a load, and what the tables then hold, lines and all. */
    private record Outcome(
            LoadReport.FeedReport[] feeds,
            Map<String, String> tables,
            Map<String, String> versions,
            String quarantine) {

        static Outcome of(DatabaseAddress address, ImportOutcome outcome) {
            LoadReport report = ((ImportOutcome.Published) outcome).report();
            return new Outcome(
                    report.feeds().toArray(LoadReport.FeedReport[]::new),
                    Digests.ofFeeds(address),
                    Digests.ofVersions(address),
                    Digests.ofQuarantine(address, report.loadId()));
        }
    }

    @BeforeAll
    static void loadInOnePiece() {
        first = SampleData.large(folder.resolve("first"), 1_000);
        second = SampleData.nextNight(folder.resolve("second"), 2_100);
        spoil(second.resolve("leads.csv"));
        beforeSecond = TestDatabase.fresh(Database.POSTGRESQL);
        importer(beforeSecond, Workers.NONE, StopSignal.silent(), Progress.NONE).run(request(first));
        DatabaseAddress plain = TestDatabase.copy(beforeSecond);
        expected = Outcome.of(
                plain,
                importer(plain, Workers.NONE, StopSignal.silent(), Progress.NONE)
                        .run(request(second)));
        LoadReport.FeedReport leads = feed("leads");
        assertThat(leads.counts().updated()).isPositive();
        assertThat(leads.counts().duplicate()).isPositive();
        assertThat(leads.counts().superseded()).isPositive();
        assertThat(leads.rejections()).extracting("code").contains("quote", "type", "unknown-parent", "missing-cell");
    }

    private static LoadReport.FeedReport feed(String name) {
        for (LoadReport.FeedReport report : expected.feeds()) {
            if (report.feed().equals(name)) {
                return report;
            }
        }
        throw new IllegalStateException(name);
    }

    /** Gives rows quotation marks that pair up, over lines, and such that do not, other line ends and other letters. */
    private static void spoil(Path file) {
        StringBuilder text = new StringBuilder();
        Random random = new Random(1);
        boolean header = true;
        for (String line : SampleData.lines(file)) {
            int kind = header ? 9 : random.nextInt(60);
            switch (kind) {
                case 0 ->
                    text.append(line.replaceFirst(",TRK", ",\"é😀\r\nTRK")).append("\"\r\n");
                case 1 -> text.append(line.replaceFirst(",TRK", ",\"TRK")).append('\n');
                case 2 -> text.append(line.replaceFirst(",TRK.*", "")).append('\r');
                case 3 -> text.append("\n,,,,,,\n").append(line).append("\r\n");
                default -> text.append(line).append('\n');
            }
            header = false;
        }
        SampleData.write(file, text.toString());
    }

    @ParameterizedTest
    @CsvSource({"1, 5000", "2, 30000", "3, 9000", "4, 2500", "2, 1000000"})
    void outcomeIsThatOfOneReader(int workers, long partBytes) {
        DatabaseAddress address = TestDatabase.copy(beforeSecond);
        ImportOutcome outcome = importer(address, new Workers(workers, partBytes), StopSignal.silent(), Progress.NONE)
                .run(request(second));
        assertSame(address, outcome);
        TestDatabase.remove(address);
    }

    private static void assertSame(DatabaseAddress address, ImportOutcome outcome) {
        assertThat(Outcome.of(address, outcome)).usingRecursiveComparison().isEqualTo(expected);
        assertThat(TestDatabase.number(address, "SELECT count(*) FROM load_parts"))
                .isZero();
        assertThat(TestDatabase.number(address, RestartTest.stageTables(Database.POSTGRESQL)))
                .isZero();
    }

    @Test
    void goesOnWithThePartsThatAreNotThrough() {
        DatabaseAddress address = TestDatabase.copy(beforeSecond);
        StopSignal stop = StopSignal.silent();
        AtomicInteger blocks = new AtomicInteger();
        ImportOutcome stopped = importer(address, new Workers(3, 8_000), stop, (task, done, total) -> {
                    if (task.equals("stage") && blocks.incrementAndGet() == 9) {
                        stop.request();
                    }
                })
                .run(request(second));

        assertThat(stopped).isInstanceOf(ImportOutcome.Stopped.class);
        long parts = TestDatabase.number(address, "SELECT count(*) FROM load_parts");
        long done = TestDatabase.number(address, "SELECT count(*) FROM load_parts WHERE is_done = 1");
        assertThat(done).isPositive().isLessThan(parts);
        assertThat(TestDatabase.number(address, "SELECT sum(\"read\") FROM load_parts"))
                .isEqualTo(stopped.report().totals().read());

        // Neither the size of parts nor the number of workers of now makes a difference to a load that has begun.
        ImportOutcome resumed = importer(address, Workers.NONE, StopSignal.silent(), Progress.NONE)
                .run(request(second));
        assertSame(address, resumed);
        assertThat(TestDatabase.number(
                        address,
                        "SELECT count(*) FROM BATCH_STEP_EXECUTION WHERE STEP_NAME LIKE 'part:%'"
                                + " AND JOB_EXECUTION_ID = (SELECT max(JOB_EXECUTION_ID) FROM BATCH_JOB_EXECUTION)"))
                .isEqualTo(parts - done);
    }

    @Test
    void commandStagesWithWorkers() {
        DatabaseAddress address = TestDatabase.copy(beforeSecond);
        System.setProperty(Setting.PART_BYTES.key(), "9000");
        try {
            var imported = new CreditRunner(address)
                    .importFolder(second, "--workers", "3", "--max-reject-rate", "50%", "--quiet");
            assertThat(imported.exitCode()).as(imported.err()).isZero();
        } finally {
            System.clearProperty(Setting.PART_BYTES.key());
        }
        assertThat(Digests.ofVersions(address)).isEqualTo(expected.versions());
        assertThat(Digests.ofQuarantine(address, 2)).isEqualTo(expected.quarantine());
    }

    @Test
    void refusesWorkersWhereOnlyOneCanWrite() {
        CreditRunner credit = new CreditRunner(TestDatabase.none(Database.SQLITE));
        assertThat(credit.importFolder(first, "--workers", "2").exitCode()).isEqualTo(2);
        assertThat(credit.importFolder(first, "--workers", "2").err())
                .contains("--workers 2 needs a PostgreSQL database, since SQLite takes one writer at a time."
                        + " Leave --workers out, or name such a database with --db.");
        assertThat(credit.importFolder(first, "--workers", "0").err())
                .contains("Invalid value for option '--workers': expected a whole number from 1 to 64, got '0'");
    }

    private static Importer importer(DatabaseAddress address, Workers workers, StopSignal stop, Progress progress) {
        return new Importer(address, new Importer.Options(Clock.systemUTC(), progress, stop, 1, workers));
    }

    private static ImportRequest request(Path extract) {
        return new ImportRequest(extract, Set.of(), new BigDecimal("0.5"), null, false, false);
    }
}
