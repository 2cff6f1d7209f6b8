package io.creditplatform.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.audit.Actor;
import io.creditplatform.console.Progress;
import io.creditplatform.console.StopSignal;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.ingest.Loads;
import io.creditplatform.load.LoadReport;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import io.micrometer.observation.ObservationRegistry;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Random;
import java.util.Set;

/** Two nights of which the second is loaded in parts, and what comes of it if one reader stages it, on PostgreSQL. */
final class NightInParts {

    private final Path first;
    private final Path second;
    private final DatabaseAddress beforeSecond;
    private final LoadedState expected;

    NightInParts(Path folder) {
        first = SampleData.large(folder.resolve("first"), 1_000);
        second = SampleData.nextNight(folder.resolve("second"), 2_100);
        spoil(second.resolve("leads.csv"));
        beforeSecond = TestDatabase.fresh(Database.POSTGRESQL);
        importer(beforeSecond, Workers.NONE).run(request(first));
        DatabaseAddress plain = before();
        expected = LoadedState.of(
                plain, importer(plain, Workers.NONE).run(request()).report());
        LoadReport.FeedReport leads = feed("leads");
        assertThat(leads.counts().updated()).isPositive();
        assertThat(leads.counts().duplicate()).isPositive();
        assertThat(leads.counts().superseded()).isPositive();
        assertThat(leads.rejections()).extracting("code").contains("quote", "type", "unknown-parent", "missing-cell");
    }

    Path first() {
        return first;
    }

    Path second() {
        return second;
    }

    /** A database with the first night. */
    DatabaseAddress before() {
        return TestDatabase.copy(beforeSecond);
    }

    private LoadReport.FeedReport feed(String name) {
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

    /** Fails if a load of the second night differs from the one that a single reader staged, or has left something behind. */
    void assertSame(DatabaseAddress address, ImportOutcome outcome) {
        assertThat(outcome).isInstanceOf(ImportOutcome.Published.class);
        assertSame(address, outcome.report().loadId());
    }

    /** As above, of a load in a process of its own. */
    void assertSame(DatabaseAddress address, long loadId) {
        LoadReport report = TestDatabase.query(address, jdbc -> new Loads(Database.POSTGRESQL, jdbc).report(loadId));
        assertThat(LoadedState.of(address, report)).usingRecursiveComparison().isEqualTo(expected);
        assertThat(TestDatabase.number(address, "SELECT count(*) FROM load_parts"))
                .isZero();
        assertThat(TestDatabase.number(address, RestartTest.stageTables(Database.POSTGRESQL)))
                .isZero();
    }

    static Importer importer(DatabaseAddress address, Workers workers) {
        return importer(address, workers, StopSignal.silent(), Progress.NONE);
    }

    static Importer importer(DatabaseAddress address, Workers workers, StopSignal stop, Progress progress) {
        return new Importer(
                address,
                new Importer.Options(
                        Actor.atCommandLine(),
                        Clock.systemUTC(),
                        progress,
                        stop,
                        1,
                        workers,
                        ObservationRegistry.NOOP));
    }

    /** To load the second night. */
    ImportRequest request() {
        return request(second);
    }

    static ImportRequest request(Path extract) {
        return new ImportRequest(extract, Set.of(), new BigDecimal("0.5"), null, false, false);
    }
}
