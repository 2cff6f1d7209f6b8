package io.creditplatform.quality;

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
import org.junit.jupiter.params.provider.EnumSource;

/** Rows without their parent: those that the last load refused, and those that came round the foreign keys. */
class OrphanTest {

    @TempDir
    private Path folder;

    /** A refused row says nothing about the row in the table that has the same key. */
    @ParameterizedTest
    @EnumSource
    void refusedRowsAreNamedButMakeNoPublishedRowUnclean(Database database) {
        DatabaseAddress address = TestDatabase.baseline(database);
        CreditRunner credit = new CreditRunner(address);
        SampleData.write(folder.resolve("credit_histories.csv"), """
                changed_at, status ,credit_id
                2025-06-02T10:00:00Z,New,77
                2025-06-02T10:00:00Z,New,77
                2025-06-02T10:00:00Z,New,41
                """);
        SampleData.write(
                folder.resolve("credits.csv"),
                "credit_id,seller_id,amount,issue_date,due_date,status\n5,99,10,,,New\n41,1,300,,,New\n");
        assertThat(credit.importFolder(folder, "--max-reject-rate", "100%").exitCode())
                .isZero();
        credit.run("check", "--as-of", "2025-10-01");

        assertThat(issues(address))
                .containsExactly(
                        "orphan_credit_histories_credit_id | 77/2025-06-02T10:00:00Z/New | credit_id: got '77', expected the"
                                + " key of a row of credits in the database or accepted in this load;"
                                + " refused, credit_histories.csv line 2 | 2",
                        "orphan_credits_seller_id | 5 | seller_id: got '99', expected the key of a row of sellers in the"
                                + " database or accepted in this load; refused, credits.csv line 2 | 2");
        assertThat(score(address, "credits", "Critical")).isEqualTo("41 41 0 1");
        assertThat(score(address, "credit_histories", "Critical")).isEqualTo("128 128 0 2");
        assertThat(score(address, "total", "Critical"))
                .isEqualTo("%1$d %1$d 0 3".formatted(SampleData.records("baseline") + 2));
    }

    @ParameterizedTest
    @EnumSource
    void rowsThatCameRoundTheForeignKeysAreFound(Database database) {
        DatabaseAddress address = TestDatabase.baseline(database);
        CreditRunner credit = new CreditRunner(address);
        TestDatabase.execute(
                address,
                database.checkForeignKeys(false),
                database == Database.SQLITE ? "SELECT 1" : "SET session_replication_role = replica",
                "INSERT INTO credit_histories (credit_id, status, changed_at, load_id)"
                        + " VALUES (77, 'New', '2025-06-02 10:00:00.000000', 1)",
                "UPDATE invoice_items SET invoice_id = '1_20200101' WHERE invoice_id = '1_20250602' AND item_type = 'fees'",
                "UPDATE sellers SET am_id = 9 WHERE seller_id = 2");
        credit.run("check", "--as-of", "2025-10-01");

        assertThat(issues(address))
                .containsExactly(
                        "orphan_credit_histories_credit_id | 77/2025-06-02 10:00:00.000000/New | credit_id: got '77',"
                                + " expected the key of a row of credits | null",
                        "orphan_invoice_items_invoice_id | 1_20200101/fees | invoice_id: got '1_20200101',"
                                + " expected the key of a row of invoices | null",
                        "orphan_sellers_am_id | 2 | am_id: got '9', expected the key of a row of account_managers | null");
        assertThat(score(address, "credit_histories", "Critical")).isEqualTo("128 127 1 0");
        assertThat(score(address, "sellers", "all")).isEqualTo("12 11 1 0");
        assertThat(score(address, "total", "Critical"))
                .isEqualTo(
                        "%d %d 3 0".formatted(SampleData.records("baseline") + 1, SampleData.records("baseline") - 2));
    }

    private static List<String> issues(DatabaseAddress address) {
        return TestDatabase.query(address, jdbc -> jdbc.sql(
                        "SELECT rule, entity_key, reason, line FROM quality_issues WHERE rule LIKE 'orphan%'"
                                + " ORDER BY rule, entity_key")
                .query((row, index) -> String.join(
                        " | ", row.getString(1), row.getString(2), row.getString(3), String.valueOf(row.getString(4))))
                .list());
    }

    private static String score(DatabaseAddress address, String entity, String scope) {
        return TestDatabase.query(address, jdbc -> jdbc.sql(
                        "SELECT total, clean, with_issues, rejected FROM quality_scores WHERE entity = ? AND scope = ?")
                .params(entity, scope)
                .query((row, index) ->
                        row.getLong(1) + " " + row.getLong(2) + " " + row.getLong(3) + " " + row.getLong(4))
                .single());
    }
}
