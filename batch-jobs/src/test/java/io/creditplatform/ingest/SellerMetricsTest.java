package io.creditplatform.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.testing.Measured;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** After each kind of load {@code seller_metrics} is what the feeds' rows add up to. {@code KillMatrixTest} holds it to that under kills. */
class SellerMetricsTest {

    private static final String SELLERS =
            "seller_id,seller_name,market,signup_date,credit_limit,avg_weekly_leads,initial_wallet,am_id,sam_id";
    private static final String CREDITS = "credit_id,seller_id,amount,issue_date,due_date,status";
    private static final String LEADS = "lead_id,seller_id,created_at,amount,status,shipping_status,tracking_number";
    private static final String WALLET = "transaction_id,seller_id,type,amount,created_at";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void staysInStepThroughEachKindOfLoad(Database database) {
        DatabaseAddress address = TestDatabase.fresh(database);
        CreditRunner credit = new CreditRunner(address);
        for (String sample : List.of("baseline", "next-day")) {
            load(credit, SampleData.folder(sample));
            assertInStep(address, sample);
            load(credit, SampleData.folder(sample), "--force");
            assertInStep(address, sample + ", forced");
        }
        load(credit, SampleData.folder("broken"), "--max-reject-rate", "100%");
        assertInStep(address, "broken");
        load(credit, SampleData.folder("baseline"), "--force", "--feeds", "leads");
        assertInStep(address, "leads only, of the day before");
    }

    @ParameterizedTest
    @EnumSource
    void measuresSellersThatLoseRowsToOthers(Database database) {
        DatabaseAddress address = loaded(database);
        Measured winner = Measured.inTable(address).get(2L);

        file("credits.csv", CREDITS, "1,2,100.10,2025-01-06 09:00:00,2025-02-06 09:00:00,Approved");
        file("leads.csv", LEADS, "1,2,2025-01-05 23:59:59.999999,8.00,Confirmed,Shipped,T1");
        file("wallet_transactions.csv", WALLET, "W1,2,deposit,7.07,2025-01-05");
        load(new CreditRunner(address), folder);

        assertInStep(address, "moved");
        assertThat(winner).isEqualTo(NOTHING);
        assertThat(Measured.inTable(address))
                .containsEntry(
                        2L,
                        new Measured(
                                List.of(1L, 0L, 0L, 1L, 1L),
                                List.of(10_010L, 10_010L),
                                List.of(1L, 1L),
                                800,
                                1,
                                707,
                                1));
    }

    @ParameterizedTest
    @EnumSource
    void addsUpBySeller(Database database) {
        DatabaseAddress address = loaded(database);

        // The withdrawal at the very end of a Sunday lies in the week of the deposit on its Wednesday, 1 January, which
        // is
        // the week that began on 30 December; so there are two weeks, and two years, but three days.
        assertThat(Measured.inTable(address))
                .isEqualTo(Map.of(
                        1L,
                        new Measured(
                                List.of(4L, 1L, 1L, 3L, 2L),
                                List.of(35_040L, 30_030L),
                                List.of(3L, 2L),
                                1_225,
                                4,
                                707 - 100 + 50 + 1,
                                2),
                        2L,
                        NOTHING));
    }

    @ParameterizedTest
    @EnumSource
    void marksOnlyTheSellersWhoseRowsCame(Database database) {
        DatabaseAddress address = loaded(database);
        file("leads.csv", LEADS, "9,2,2025-01-07 10:00:00,1.00,New,Pending,");

        load(new CreditRunner(address), folder, "--feeds", "leads");

        assertInStep(address, "one lead more");
        assertThat(TestDatabase.numbers(address, "SELECT load_id FROM seller_metrics ORDER BY seller_id"))
                .containsExactly(1L, 2L);
    }

    @ParameterizedTest
    @EnumSource
    void aDryRunLeavesItAsItIs(Database database) {
        DatabaseAddress address = loaded(database);
        Map<Long, Measured> before = Measured.inTable(address);
        file("credits.csv", CREDITS, "1,2,100.10,2025-01-06 09:00:00,2025-02-06 09:00:00,Approved");

        load(new CreditRunner(address), folder, "--dry-run");

        assertThat(Measured.inTable(address)).isEqualTo(before);
    }

    private static final Measured NOTHING =
            new Measured(List.of(0L, 0L, 0L, 0L, 0L), List.of(0L, 0L), List.of(0L, 0L), 0, 0, 0, 0);

    /** Two sellers; all credits, leads and transactions are the first one's. */
    private DatabaseAddress loaded(Database database) {
        DatabaseAddress address = TestDatabase.fresh(database);
        file("senior_account_managers.csv", "sam_id,sam_name,sam_email", "1,Sam,sam@example.org");
        file("account_managers.csv", "am_id,am_name,am_email,sam_id", "1,Am,am@example.org,1");
        file("sellers.csv", SELLERS, "1,One,GCC,2025-01-01,1000,10,0.5,1,1", "2,Two,GCC,2025-01-01,0,0,0,1,1");
        file(
                "credits.csv",
                CREDITS,
                "1,1,100.10,2025-01-06 09:00:00,2025-02-06 09:00:00,Approved",
                "2,1,200.20,2025-01-06 09:00:00,2025-02-06 09:00:00,Deposit",
                "3,1,50.10,2025-01-06 09:00:00,2025-02-06 09:00:00,Paid",
                "4,1,999.99,,,Cancelled");
        file(
                "leads.csv",
                LEADS,
                "1,1,2025-01-05 23:59:59.999999,8.00,Confirmed,Shipped,T1",
                "2,1,2025-01-06 00:00:00,4.25,Confirmed,Shipped,T2",
                "3,1,2025-01-06 00:00:00,16.00,Contacted,Pending,");
        file(
                "wallet_transactions.csv",
                WALLET,
                "W1,1,deposit,7.07,2025-01-01",
                "W2,1,withdrawal,1.00,2025-01-05 23:59:59.999999",
                "W3,1,deposit,0.50,2025-01-06",
                "W4,1,deposit,0.01,2024-12-30");
        load(new CreditRunner(address), folder);
        return address;
    }

    private void file(String name, String... lines) {
        SampleData.write(folder.resolve(name), String.join("\n", lines) + "\n");
    }

    private static void load(CreditRunner credit, Path folder, String... options) {
        CreditRunner.Result result = credit.importFolder(folder, options);
        assertThat(result.exitCode()).as(result.err()).isZero();
    }

    private static void assertInStep(DatabaseAddress address, String when) {
        assertThat(Measured.inTable(address)).as(when).isEqualTo(Measured.anew(address));
    }
}
