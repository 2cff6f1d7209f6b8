package io.creditplatform.jobs;

import static io.creditplatform.testing.TestDatabase.number;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.audit.Actor;
import io.creditplatform.cli.CreditRunner;
import io.creditplatform.console.StopSignal;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.testing.Digests;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows that are published already are not staged, and the load ends as if they had been. */
class KnownRowsTest {

    private static final int LEADS = 5_000; // of which five have no seller

    @TempDir
    private Path folder;

    private Path leads(String name) {
        return SampleData.large(folder.resolve(name), LEADS);
    }

    /** A database in which all leads are published. */
    private CreditRunner published(Database database) {
        CreditRunner credit = new CreditRunner(TestDatabase.fresh(database));
        assertThat(credit.importFolder(leads("today")).exitCode()).isZero();
        return credit;
    }

    /** Stops a load when it has read some thousand leads. */
    private static void stopAfter(int blocks, DatabaseAddress address, Path extract, Set<String> complete) {
        StopSignal stop = StopSignal.silent();
        int[] read = {0};
        Importer.Options options = new Importer.Options(
                Actor.atCommandLine(),
                Clock.systemUTC(),
                (task, done, total) -> {
                    if (task.equals("leads") && ++read[0] == blocks) {
                        stop.request();
                    }
                },
                stop,
                1);
        assertThat(new Importer(address, options)
                        .run(new ImportRequest(
                                extract,
                                Set.of(),
                                new BigDecimal("0.05"),
                                complete,
                                new BigDecimal("0.05"),
                                false,
                                null,
                                true,
                                false)))
                .isInstanceOf(ImportOutcome.Stopped.class);
    }

    @ParameterizedTest
    @EnumSource
    void areLeftOutOfTheStage(Database database) {
        CreditRunner credit = published(database);
        Path tomorrow = leads("tomorrow");
        SampleData.replace(tomorrow.resolve("leads.csv"), "\n1500,1,", "\n1500,2,");

        stopAfter(3, credit.address(), tomorrow, Set.of());

        assertThat(TestDatabase.numbers(credit.address(), "SELECT line FROM stage_2_leads ORDER BY line"))
                .containsExactly(1001L, 1501L, 2001L, 3001L); // without a seller, or another one than before
        CreditRunner.Result rehearsed = credit.run("db", "verify");
        assertThat(rehearsed.exitCode())
                .as(rehearsed.out())
                .isZero(); // what it holds of a load under way need not come back
        assertThat(number(credit.address(), "SELECT known FROM load_feeds WHERE load_id = 2 AND feed = 'leads'"))
                .isEqualTo(2_996);
        assertThat(number(credit.address(), "SELECT max(unchanged) FROM load_feeds WHERE load_id = 2"))
                .as("what became of rows is said once they are published")
                .isZero();
        assertThat(credit.run("resume").out())
                .contains("leads                         5,000 read: 1 updated, 4,994 unchanged, 5 rejected");
        assertThat(number(credit.address(), "SELECT count(*) FROM leads WHERE load_id = 2"))
                .isEqualTo(1);
        assertThat(number(credit.address(), "SELECT seller_id FROM leads WHERE lead_id = 1500"))
                .isEqualTo(2);
    }

    /** Which rows are gone is told by what is staged. */
    @ParameterizedTest
    @EnumSource
    void areStagedOfCompleteFeeds(Database database) {
        CreditRunner credit = new CreditRunner(TestDatabase.fresh(database));
        Path extract = leads("extract");
        assertThat(credit.importFolder(extract).exitCode()).isZero();

        stopAfter(3, credit.address(), extract, Set.of("leads"));

        assertThat(number(credit.address(), "SELECT count(*) FROM stage_2_leads"))
                .isEqualTo(3_000);
    }

    /** What was published when rows were compared is not what is there when the load goes on. */
    @ParameterizedTest
    @EnumSource
    void areComparedAnewIfWhatIsPublishedChanges(Database database) {
        CreditRunner credit = published(database);
        Path tomorrow = leads("tomorrow");
        SampleData.replace(tomorrow.resolve("leads.csv"), "\n4500,1,", "\n4500,3,");
        stopAfter(3, credit.address(), tomorrow, Set.of());
        TestDatabase.execute(credit.address(), "UPDATE leads SET seller_id = 4 WHERE lead_id = 500");
        assertThat(credit.run("db", "rebuild").exitCode()).isZero();

        CreditRunner.Result resumed = credit.run("resume");

        assertThat(resumed.out())
                .contains("leads                         5,000 read: 2 updated, 4,993 unchanged, 5 rejected");
        assertThat(number(credit.address(), "SELECT seller_id FROM leads WHERE lead_id = 500"))
                .isEqualTo(1);
        assertThat(number(credit.address(), "SELECT seller_id FROM leads WHERE lead_id = 4500"))
                .isEqualTo(3);
    }

    /** Whether in one go, or after a stop before the order breaks: the file is staged whole, so that repeats are found. */
    @ParameterizedTest
    @CsvSource({"SQLITE, false", "SQLITE, true", "POSTGRESQL, false", "POSTGRESQL, true"})
    void areStagedOnceKeysMayRepeat(Database database, boolean stopped) {
        CreditRunner credit = published(database);
        Path tomorrow = leads("tomorrow");
        String tail = ",2025-05-30 06:45:31.929850,7.25,Confirmed,Shipped,TRK7";
        SampleData.append(
                tomorrow.resolve("leads.csv"),
                "7,8" + tail, // as known and as before
                "8,9,2025-05-30 06:45:31.929850,800.25,Confirmed,Shipped,TRK8"); // unlike both
        if (stopped) {
            stopAfter(3, credit.address(), tomorrow, Set.of());
            assertThat(number(credit.address(), "SELECT count(*) FROM stage_2_leads"))
                    .isEqualTo(3);
        }

        CreditRunner.Result result = credit.importFolder(tomorrow, "--force");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .contains("leads                         5,002 read: 1 updated, 4,994 unchanged, 1 duplicate,"
                        + " 1 superseded, 5 rejected");
        assertThat(number(credit.address(), "SELECT amount_minor FROM leads WHERE lead_id = 8"))
                .isEqualTo(80_025);
        assertThat(number(credit.address(), "SELECT line FROM leads WHERE lead_id = 8"))
                .isEqualTo(5_003);

        // Now that the order is not expected any more.
        CreditRunner.Result again = credit.importFolder(tomorrow, "--force");
        assertThat(again.out())
                .contains(
                        "leads                         5,002 read: 4,995 unchanged, 1 duplicate, 1 superseded, 5 rejected");
    }

    /** A load that is staged whole is so for good, however often it is stopped: else it would begin anew each time. */
    @ParameterizedTest
    @EnumSource
    void areStagedFurtherAfterAStop(Database database) {
        CreditRunner credit = published(database);
        Path tomorrow = leads("tomorrow");
        SampleData.append(tomorrow.resolve("leads.csv"), "7,8,2025-05-30 06:45:31.929850,7.25,Confirmed,Shipped,TRK7");

        stopAfter(6 + 2, credit.address(), tomorrow, Set.of()); // the sixth block breaks the order
        assertThat(number(credit.address(), "SELECT count(*) FROM stage_2_leads"))
                .isEqualTo(2_000);
        stopAfter(1, credit.address(), tomorrow, Set.of());
        assertThat(number(credit.address(), "SELECT count(*) FROM stage_2_leads"))
                .isEqualTo(3_000);

        assertThat(credit.run("resume").out())
                .contains("leads                         5,001 read: 4,995 unchanged, 1 duplicate, 5 rejected");
    }

    /** A file without a column leaves it as it is, whatever it holds. */
    @ParameterizedTest
    @EnumSource
    void areKnownWithoutAColumnThatMayBeMissing(Database database) {
        CreditRunner credit = new CreditRunner(TestDatabase.fresh(database));
        Path with = leads("with");
        StringBuilder text = new StringBuilder();
        SampleData.lines(with.resolve("leads.csv")).forEach(line -> text.append(line)
                .append(line.startsWith("lead_id") ? ",currency\n" : line.startsWith("9,") ? ",EUR\n" : ",USD\n"));
        Path without = leads("without");
        SampleData.write(with.resolve("leads.csv"), text.toString());
        SampleData.write(
                with.resolve("exchange_rates.csv"),
                "from_currency,to_currency,rate,effective_date\nEUR,USD,1.1,2025-01-01\n");
        assertThat(credit.importFolder(with).exitCode()).isZero();
        var before = Digests.ofFeeds(credit.address());

        stopAfter(3, credit.address(), without, Set.of());
        assertThat(number(credit.address(), "SELECT count(*) FROM stage_2_leads"))
                .isEqualTo(3);

        assertThat(credit.run("resume").exitCode()).isZero();
        assertThat(Digests.ofFeeds(credit.address())).isEqualTo(before);
    }
}
