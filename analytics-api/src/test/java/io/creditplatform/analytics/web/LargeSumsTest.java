package io.creditplatform.analytics.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.analytics.AnalyticsProgram;
import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.testing.TestDatabase;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Amounts that are allowed one by one, and together are more than a sum can hold. */
class LargeSumsTest {

    private static final int CREDITS = 10_000;

    @ParameterizedTest
    @EnumSource
    void areExactOrNamedForWhatTheyAre(Database database, @TempDir Path folder) throws IOException {
        write(folder, "senior_account_managers", "sam_id,sam_name,sam_email\n1,S,s@example.com\n");
        write(folder, "account_managers", "am_id,am_name,am_email,sam_id\n1,A,a@example.com,1\n");
        write(folder, "sellers", """
                seller_id,seller_name,market,signup_date,credit_limit,avg_weekly_leads,initial_wallet,am_id,sam_id
                1,N1,GCC,2025-01-01,100,1,0,1,1
                2,N2,GCC,2025-01-01,100,1,0,1,1
                """);
        StringBuilder credits = new StringBuilder("credit_id,seller_id,amount,issue_date,due_date,status\n");
        for (int i = 1; i <= CREDITS; i++) {
            credits.append(i)
                    .append(',')
                    .append(1 + i % 2)
                    .append(",10000000000000.00,2025-02-01 00:00:00,2025-03-01 00:00:00,Approved\n");
        }
        write(folder, "credits", credits.toString());
        CreditRunner credit = new CreditRunner(TestDatabase.fresh(database));
        assertThat(credit.importFolder(folder).exitCode()).isZero();
        try (TestServer server = TestServer.on(credit.address())) {
            assertThat(server.json("/api/analytics/seller-health/1")
                            .at("/reported/issued")
                            .decimalValue())
                    .isEqualByComparingTo("50000000000000000.00");
            assertThat(server.get("/api/analytics/sellers").statusCode()).isEqualTo(200);
            var refused = server.get("/api/analytics/account-managers");
            ContractTest.problem(refused, 422);
            assertThat(refused.body()).contains("add up to more than 92,233,720,368,547,758.07");
            // What Java adds up must not wrap either.
            ContractTest.problem(server.get("/api/analytics/portfolio/concentration"), 422);
            for (Endpoints.Endpoint endpoint : Endpoints.of(server)) {
                assertThat(server.get(endpoint.example()).statusCode())
                        .as(endpoint.path())
                        .isIn(200, 404, 422);
            }
        }
        StringWriter exported = new StringWriter();
        assertThat(AnalyticsProgram.commandLine()
                        .setErr(new PrintWriter(exported, true))
                        .execute(
                                "export",
                                folder.resolve("export").toString(),
                                "--db",
                                credit.address().jdbcUrl()))
                .isEqualTo(1);
        assertThat(exported.toString())
                .contains("add up to more than 92,233,720,368,547,758.07")
                .doesNotContain("SELECT");

        // All of them are one seller's now, whose sum nothing could hold.
        write(folder, "credits", credits.toString().replaceAll("(?m)^([0-9]+),2,", "$1,1,"));
        var refusedLoad = credit.importFolder(folder);
        assertThat(refusedLoad.exitCode()).isEqualTo(1);
        assertThat(refusedLoad.err())
                .contains("Seller 1's sum of issued credits (issued_minor) is more than can be kept, expected at most"
                        + " 92233720368547758.07. Correct the amounts in credits, then import again.")
                .doesNotContain("resume");
        TestDatabase.execute(credit.address(), "UPDATE credits SET seller_id = 1");
        var check = credit.run("check");
        assertThat(check.exitCode()).isEqualTo(1);
        assertThat(check.err())
                .contains("the check failed.")
                .contains("`credit db rebuild --dry-run` names a seller and sum that are too large.")
                .doesNotContain("go on");
        assertThat(credit.run("db", "rebuild", "--dry-run").err())
                .contains("Seller 1's sum of issued credits (issued_minor) is more than can be kept");
    }

    private static void write(Path folder, String feed, String rows) throws IOException {
        Files.writeString(folder.resolve(feed + ".csv"), rows);
    }
}
