package io.creditplatform.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A row that is refused for its cells is told as well that its parent is nowhere. */
class RefusedOrphansTest {

    private static final String HEADER = "lead_id,seller_id,created_at,amount,status,shipping_status,tracking_number\n";

    private static final String REST = ",Cancelled,Pending,\n";

    @TempDir
    private Path folder;

    /** Seller 1 is there, 99 nowhere; line by line what is wrong with the leads. */
    private Path extract() {
        Path extract = SampleData.copy("baseline", folder.resolve("extract"));
        SampleData.write(
                extract.resolve("leads.csv"),
                HEADER
                        + "1,1,2025-04-02 10:00:00,76.88" + REST
                        + "2,99,2025-04-02 10:00:00,76.88 USD" + REST // line 3: both
                        + "3,1,2025-04-02 10:00:00,76.88 USD" + REST // the cell
                        + "4,99,2025-04-02 10:00:00,76.88" + REST // the parent
                        + "5,99,2025-04-32 10:00:00,-" + REST // two cells and the parent
                        + "6,ninety-nine,2025-04-02 10:00:00,-" + REST // two cells, one of which names the parent
                        + "7,0,2025-04-02 10:00:00,-" + REST // likewise, outside its range
                        + "8,99,2025-04-02 10:00:00,76.88,Cancelled,Pending\n" // its cells may stand elsewhere
                        + "9,99,2025-04-02 10:00:00,1,Cancelled,Pending,a 5\" pipe\n"
                        + "10,,2025-04-02 10:00:00,-" + REST);
        return extract;
    }

    private static List<String> reasons(DatabaseAddress address, long load) {
        return TestDatabase.query(address, jdbc -> jdbc.sql(
                        "SELECT line, reasons FROM rejected_rows WHERE load_id = ? AND feed = 'leads'"
                                + " ORDER BY line")
                .param(load)
                .query((row, number) -> row.getLong(1) + ":"
                        + row.getString(2)
                                .replaceAll("\\{\"code\":\"([^\"]+)\",\"column\":\"?([a-z_]+)\"?,[^}]+}", " $1 $2"))
                .list());
    }

    private static List<String> counts(DatabaseAddress address, long load) {
        return TestDatabase.query(
                address, jdbc -> jdbc.sql("SELECT code || ' ' || column_name || ' ' || row_count FROM load_rejections"
                                + " WHERE load_id = ? AND feed = 'leads' ORDER BY code, column_name")
                        .param(load)
                        .query(String.class)
                        .list());
    }

    private static final List<String> REASONS = List.of(
            "3:[ type amount, unknown-parent seller_id]",
            "4:[ type amount]",
            "5:[ unknown-parent seller_id]",
            "6:[ type created_at, type amount, unknown-parent seller_id]",
            "7:[ type seller_id, type amount]",
            "8:[ range seller_id, type amount]",
            "9:[ missing-cell tracking_number]",
            "10:[ quote tracking_number]",
            "11:[ required seller_id, type amount]");

    private static final List<String> COUNTS = List.of(
            "missing-cell tracking_number 1",
            "quote tracking_number 1",
            "range seller_id 1",
            "required seller_id 1",
            "type amount 6",
            "type created_at 1",
            "type seller_id 1",
            "unknown-parent seller_id 3");

    @ParameterizedTest
    @CsvSource({"SQLITE, 0", "POSTGRESQL, 0", "POSTGRESQL, 2"})
    void eachRowHasEveryReason(Database database, int workers) {
        CreditRunner credit = new CreditRunner(TestDatabase.fresh(database));
        String[] options = workers == 0
                ? new String[] {"--max-reject-rate", "1"}
                : new String[] {"--max-reject-rate", "1", "--workers", String.valueOf(workers)};
        var done = credit.importFolder(extract(), options);

        assertThat(done.exitCode()).as(done.err()).isZero();
        assertThat(reasons(credit.address(), 1)).isEqualTo(REASONS);
        assertThat(counts(credit.address(), 1)).isEqualTo(COUNTS);
        assertThat(credit.run("check").out()).containsPattern("orphan_leads_seller_id +3 of 1 leads");
    }

    /** What was accepted in this load is a parent, what was refused in it is none; so is what the database has had before. */
    @ParameterizedTest
    @EnumSource
    void parentsAreThoseOfTheDatabaseAndOfTheLoad(Database database) {
        CreditRunner credit = new CreditRunner(TestDatabase.fresh(database));
        Path extract = extract();
        credit.importFolder(extract, "--max-reject-rate", "1");
        SampleData.append(
                extract.resolve("sellers.csv"),
                "98,Refused Trading,GCC,2024-02-19,much,42,185.4,1,1",
                "99,Accepted Trading,GCC,2024-02-19,2500,42,185.4,1,1");
        SampleData.append(
                extract.resolve("leads.csv"),
                "11,98,2025-04-02 10:00:00,none,Cancelled,Pending,",
                "12,99,2025-04-02 10:00:00,none,Cancelled,Pending,");
        var done = credit.importFolder(extract, "--max-reject-rate", "1");

        assertThat(done.exitCode()).as(done.err()).isZero();
        assertThat(reasons(credit.address(), 2))
                .containsExactly(
                        "3:[ type amount]",
                        "4:[ type amount]",
                        "6:[ type created_at, type amount]",
                        "7:[ type seller_id, type amount]",
                        "8:[ range seller_id, type amount]",
                        "9:[ missing-cell tracking_number]",
                        "10:[ quote tracking_number]",
                        "11:[ required seller_id, type amount]",
                        "12:[ type amount, unknown-parent seller_id]",
                        "13:[ type amount]");
        assertThat(reasons(credit.address(), 1)).isEqualTo(REASONS);
    }

    /** More than are in memory at once, and a message that says what a row without other faults is told. */
    @ParameterizedTest
    @EnumSource
    void manyRowsAreAsked(Database database) {
        CreditRunner credit = new CreditRunner(TestDatabase.fresh(database));
        Path extract = SampleData.copy("baseline", folder.resolve("extract"));
        StringBuilder leads = new StringBuilder(HEADER);
        for (int lead = 1; lead <= 1_000; lead++) {
            leads.append(lead)
                    .append(lead % 2 == 0 ? ",99" : ",1")
                    .append(",2025-04-02 10:00:00,none")
                    .append(REST);
        }
        SampleData.write(extract.resolve("leads.csv"), leads.toString());
        credit.importFolder(extract, "--max-reject-rate", "1");

        assertThat(counts(credit.address(), 1)).containsExactly("type amount 1000", "unknown-parent seller_id 500");
        List<String> last = TestDatabase.query(
                credit.address(), jdbc -> jdbc.sql("SELECT reasons FROM rejected_rows WHERE line = 1001")
                        .query(String.class)
                        .list());
        assertThat(last)
                .singleElement()
                .asString()
                .endsWith(
                        "{\"code\":\"unknown-parent\",\"column\":\"seller_id\",\"message\":\"got '99', expected the key"
                                + " of a row of sellers in the database or accepted in this load\"}]");
    }

    /** A key that is itself at fault still tells rows apart, and is no longer than a database and an address take. */
    @ParameterizedTest
    @EnumSource
    void anIssueNamesRowsWithoutSoundKey(Database database) {
        CreditRunner credit = new CreditRunner(TestDatabase.fresh(database));
        Path extract = SampleData.copy("baseline", folder.resolve("extract"));
        StringBuilder longKey = new StringBuilder("k");
        for (int i = 0; i < 1_000; i++) {
            longKey.append(Integer.toString(i * 7919, 36));
        }
        SampleData.write(
                extract.resolve("leads.csv"),
                HEADER + ",99,2025-04-02 10:00:00,1" + REST + ",99,2025-04-02 10:00:00,1" + REST + longKey
                        + ",99,2025-04-02 10:00:00,1" + REST);
        credit.importFolder(extract, "--max-reject-rate", "1");

        var check = credit.run("check");

        assertThat(check.exitCode()).as(check.err()).isZero();
        assertThat(check.out()).containsPattern("orphan_leads_seller_id +3 of 0 leads");
        List<String> keys = TestDatabase.query(credit.address(), jdbc -> jdbc.sql(
                        "SELECT entity_key FROM quality_issues" + " WHERE rule = 'orphan_leads_seller_id'")
                .query(String.class)
                .list());
        assertThat(keys).containsExactlyInAnyOrder("line 2", "line 3", longKey.substring(0, 200) + "\u2026");
    }
}
