package io.creditplatform.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.audit.Actor;
import io.creditplatform.cli.CreditRunner;
import io.creditplatform.console.StopSignal;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A file may lack an optional column; what an earlier file said of it stays. */
class OptionalColumnTest {

    private static final String HEADER = "credit_id,seller_id,amount,issue_date,due_date,status";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void columnThatDisappearsForOneDayLeavesWhatItSaid(Database database) {
        CreditRunner credit = loaded(database, "1,1,10,,,New,EUR", "2,1,20,,,New,SAR", "3,1,30,,,New,USD");

        String out = credits(credit, HEADER, "1,1,10,,,New", "2,1,25,,,New", "4,1,40,,,New");

        assertThat(out).contains("3 read: 1 inserted, 1 updated, 1 unchanged, 0 rejected");
        assertThat(currencies(credit)).containsExactly("1 1000 EUR", "2 2500 SAR", "3 3000 USD", "4 4000 USD");

        out = credits(credit, HEADER + ",currency", "1,1,10,,,New,EUR", "2,1,25,,,New,AED", "4,1,40,,,New,USD");

        assertThat(out).contains("3 read: 1 updated, 2 unchanged, 0 rejected");
        assertThat(currencies(credit)).containsExactly("1 1000 EUR", "2 2500 AED", "3 3000 USD", "4 4000 USD");
    }

    @ParameterizedTest
    @EnumSource
    void repeatedRowsAreSettledWithoutTheColumn(Database database) {
        CreditRunner credit = loaded(database, "1,1,10,,,New,EUR");

        String out =
                credits(credit, HEADER, "1,1,11,,,New", "1,1,10,,,New", "1,1,10,,,New", "2,1,5,,,New", "2,1,5,,,New");

        assertThat(out).contains("5 read: 1 inserted, 1 unchanged, 2 duplicate, 1 superseded, 0 rejected");
        assertThat(currencies(credit)).containsExactly("1 1000 EUR", "2 500 USD");
    }

    @ParameterizedTest
    @EnumSource
    void columnThatIsThereIsLikeAnyOther(Database database) {
        CreditRunner credit = loaded(database, "1,1,10,,,New,EUR");

        var result = importCredits(
                credit,
                HEADER.replace("amount", "Currency ,amount"),
                "1,1,,10,,,New",
                "2,1,GBP,10,,,New",
                "3,1,eur,10,,,New",
                "4,1,EUR,10,,,New");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains("4 read: 1 inserted, 3 rejected");
        assertThat(currencies(credit)).containsExactly("1 1000 EUR", "4 1000 EUR");
        assertThat(credit.run("rejects").out().lines().toList())
                .containsExactly(
                        "credit_id,seller_id,currency,amount,issue_date,due_date,status,line,reasons",
                        "1,1,,10,,,New,2,\"required currency: is blank, expected a value\"",
                        "2,1,GBP,10,,,New,3,\"enum currency: got 'GBP', expected one of [USD, EUR, SAR, AED]\"",
                        "3,1,eur,10,,,New,4,\"enum currency: got 'eur', expected one of [USD, EUR, SAR, AED]\"");
    }

    @ParameterizedTest
    @EnumSource
    void rejectedRowsComeBackInTheirFilesOwnForm(Database database) {
        CreditRunner credit = loaded(database, "1,1,10,,,New,EUR");

        assertThat(importCredits(credit, HEADER, "2,1,ten,,,New").exitCode()).isZero();

        assertThat(credit.run("rejects").out())
                .startsWith(HEADER + ",line,reasons\n")
                .contains("2,1,ten,,,New,2,\"type amount: ");
    }

    @ParameterizedTest
    @EnumSource
    void stoppedLoadGoesOnWithoutTheColumn(Database database) {
        Path extract = SampleData.large(folder.resolve("extract"), 3_000);
        DatabaseAddress address = TestDatabase.fresh(database);
        CreditRunner credit = new CreditRunner(address);
        assertThat(credit.importFolder(extract).exitCode()).isZero();
        TestDatabase.execute(address, "UPDATE leads SET currency = 'AED' WHERE lead_id <= 2000");
        Path next = SampleData.nextNight(folder.resolve("next"), 3_000);
        StopSignal stop = StopSignal.silent();
        new Importer(
                        address,
                        new Importer.Options(
                                Actor.atCommandLine(),
                                Clock.systemUTC(),
                                (task, done, total) -> {
                                    if (task.equals("leads")) {
                                        stop.request();
                                    }
                                },
                                stop,
                                1))
                .run(new ImportRequest(next, Set.of(), new BigDecimal("0.05"), null, false, false));
        assertThat(TestDatabase.number(address, "SELECT count(*) FROM stage_2_leads"))
                .isPositive();

        var resumed = credit.run("resume");

        assertThat(resumed.exitCode()).as(resumed.err()).isZero();
        assertThat(TestDatabase.numbers(
                        address,
                        "SELECT count(*) FROM leads WHERE currency = 'AED' UNION ALL SELECT count(*) FROM leads"
                                + " WHERE currency = 'USD'"))
                .containsExactly(1_998L, 999L);
    }

    private CreditRunner loaded(Database database, String... credits) {
        CreditRunner credit = new CreditRunner(TestDatabase.fresh(database));
        Path sellers = SampleData.large(folder.resolve("sellers"), 10);
        assertThat(credit.importFolder(sellers).exitCode()).isZero();
        credits(credit, HEADER + ",currency", credits);
        return credit;
    }

    private String credits(CreditRunner credit, String header, String... rows) {
        var result = importCredits(credit, header, rows);
        assertThat(result.exitCode()).as(result.err()).isZero();
        return result.out();
    }

    private CreditRunner.Result importCredits(CreditRunner credit, String header, String... rows) {
        try {
            Path extract = Files.createTempDirectory(folder, "credits");
            SampleData.write(extract.resolve("credits.csv"), header + "\n" + String.join("\n", rows) + "\n");
            return credit.importFolder(extract, "--max-reject-rate", "100%");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> currencies(CreditRunner credit) {
        return TestDatabase.query(credit.address(), jdbc -> jdbc.sql(
                        "SELECT credit_id || ' ' || amount_minor || ' ' || currency FROM credits ORDER BY credit_id")
                .query(String.class)
                .list());
    }
}
