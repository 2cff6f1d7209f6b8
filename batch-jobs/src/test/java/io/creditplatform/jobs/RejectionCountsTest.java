package io.creditplatform.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.audit.Actor;
import io.creditplatform.cli.CreditRunner;
import io.creditplatform.console.Progress;
import io.creditplatform.console.StopSignal;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/** The reasons for which rows are refused are counted when that happens, once each, and no report reads the rows again. */
class RejectionCountsTest {

    private static final String COUNTS =
            "SELECT feed || ' ' || code || ' ' || column_name || ' ' || row_count FROM load_rejections"
                    + " WHERE load_id = 1 ORDER BY feed, code, column_name";

    @TempDir
    private Path folder;

    /** Every 100th lead of 4,000 has no amount that can be read; 2 of them no date either; 4 more name an unknown seller. */
    private Path extract() {
        Path extract = SampleData.large(folder.resolve("extract"), 4_000);
        StringBuilder leads = new StringBuilder();
        for (String line : SampleData.lines(extract.resolve("leads.csv"))) {
            int lead = line.startsWith("lead_id") ? 0 : Integer.parseInt(line.substring(0, line.indexOf(',')));
            String changed = lead % 100 == 50 ? line.replace(".25,", ".25 USD,") : line;
            leads.append(lead % 2_000 == 50 ? changed.replace("2025-05-30", "2025-05-32") : changed)
                    .append('\n');
        }
        SampleData.write(extract.resolve("leads.csv"), leads.toString());
        return extract;
    }

    private static List<String> counts(DatabaseAddress address) {
        return TestDatabase.query(
                address, jdbc -> jdbc.sql(COUNTS).query(String.class).list());
    }

    @ParameterizedTest
    @EnumSource
    void anInterruptedLoadCountsEachRowOnce(Database database) {
        Path extract = extract();
        DatabaseAddress address = TestDatabase.fresh(database);
        AtomicInteger blocks = new AtomicInteger();
        StopSignal stop = StopSignal.silent();
        Progress progress = (task, done, total) -> {
            if (task.equals("leads") && blocks.incrementAndGet() == 3) {
                stop.request();
            }
        };
        new Importer(address, new Importer.Options(Actor.atCommandLine(), Clock.systemUTC(), progress, stop, 1))
                .run(new ImportRequest(extract, Set.of(), new BigDecimal("0.05"), null, false, false));
        assertThat(counts(address)).containsExactly("leads type amount 30", "leads type created_at 2");

        var resumed = new CreditRunner(address).run("resume");

        assertThat(resumed.exitCode()).as(resumed.err()).isZero();
        assertThat(counts(address))
                .containsExactly("leads type amount 40", "leads type created_at 2", "leads unknown-parent seller_id 4");
        assertThat(reports(new CreditRunner(address)))
                .contains("{\"code\":\"type\",\"column\":\"amount\",\"count\":40}")
                .contains("\"rejected\":44");
    }

    /** Reasons and texts that nobody could read show that nobody reads them. */
    @ParameterizedTest
    @EnumSource
    void noReportReadsTheRowsAgain(Database database) {
        DatabaseAddress address = TestDatabase.fresh(database);
        CreditRunner credit = new CreditRunner(address);
        SampleData.replace(extract().resolve("leads.csv"), "\n1,2,", "\none,2,");
        assertThat(credit.importFolder(folder.resolve("extract")).exitCode()).isZero();
        String before = reports(credit);
        assertThat(credit.run("check").out()).contains("orphan_leads_seller_id");
        TestDatabase.execute(
                address,
                "UPDATE rejected_rows SET raw = '\"', reasons = 'none' WHERE reasons NOT LIKE '%unknown-parent%'");

        assertThat(reports(credit)).isEqualTo(before);
        var check = credit.run("check");
        assertThat(check.exitCode()).as(check.err()).isZero();
        assertThat(check.out()).contains("orphan_leads_seller_id");
    }

    /** A schema without the counts gets them from the rows. */
    @ParameterizedTest
    @EnumSource
    void aMigrationCountsTheRowsOfEarlierLoads(Database database) {
        DatabaseAddress address = TestDatabase.fresh(database);
        CreditRunner credit = new CreditRunner(address);
        credit.importFolder(SampleData.folder("broken"), "--max-reject-rate", "1");
        String before = reports(credit);
        List<String> counted = counts(address);
        assertThat(counted).contains("leads unknown-parent seller_id 1", "invoice_items extra-cell  1");

        var rollback = credit.run("db", "rollback", "--to", "v2");
        assertThat(rollback.exitCode()).as(rollback.err()).isZero();
        assertThat(credit.run("db", "migrate").exitCode()).isZero();

        assertThat(counts(address)).isEqualTo(counted);
        assertThat(reports(credit)).isEqualTo(before);
    }

    private static String reports(CreditRunner credit) {
        return JsonMapper.shared().readTree(credit.run("loads", "--json").out()).toString();
    }
}
