package io.creditplatform.analytics.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.analytics.web.TestServer;
import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/**
 * Four small loads: what single rows were, what changed since each of them, and which rows a figure rests on. Credit 2 goes with
 * the second and comes back with the third, credit 3 goes with the fourth.
 */
@SuppressWarnings("StringConcatToTextBlock") // lines of files
class RowsOverTimeTest {

    private static final String CREDITS = "credit_id,seller_id,amount,issue_date,due_date,status,currency\n";

    @TempDir
    private Path folder;

    private CreditRunner credit = new CreditRunner(TestDatabase.none(Database.SQLITE));

    private void load(String name, String... files) throws IOException {
        Path extract = Files.createDirectories(folder.resolve(name));
        for (int i = 0; i < files.length; i += 2) {
            SampleData.write(extract.resolve(files[i] + ".csv"), files[i + 1]);
        }
        CreditRunner.Result result =
                credit.importFolder(extract, "--complete", "credits", "--max-removed-rate", "100%");
        assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
    }

    private void loadAll() throws IOException {
        load(
                "first",
                "senior_account_managers",
                "sam_id,sam_name,sam_email\n1,S,s@example.com\n",
                "account_managers",
                "am_id,am_name,am_email,sam_id\n1,A,a@example.com,1\n",
                "sellers",
                "seller_id,seller_name,market,signup_date,credit_limit,avg_weekly_leads,initial_wallet,am_id,sam_id,preferred_currency\n"
                        + "1,One,GCC,2024-01-01,100,1,0,1,1,EUR\n2,Two,GCC,2024-01-01,100,1,0,1,1,USD\n",
                "credits",
                CREDITS
                        + "1,1,10,2025-01-05 00:00:00,,Approved,EUR\n2,1,20,2025-01-10 00:00:00,,Approved,USD\n3,2,30,,,Approved,USD\n",
                "credit_histories",
                "credit_id,status,changed_at\n1,New,2025-01-05 10:00:00.5\n",
                "leads",
                "lead_id,seller_id,created_at,amount,status,shipping_status,tracking_number\n"
                        + "1,1,2025-02-03 00:00:00,5,Confirmed,Pending,\n",
                "invoices",
                "invoice_id,seller_id,period_start,period_end,sales_amount,fees,credits_due,from_balance,total\n"
                        + "1_20250101,1,2025-01-01,2025-01-07,1,0,0,0,1\n",
                "invoice_items",
                "invoice_id,item_type,amount\n1_20250101,sales,1\n1_20250101,total,1\n",
                "wallet_transactions",
                "transaction_id,seller_id,type,amount,created_at,currency\nWT/1/2,1,deposit,5,2025-01-06,EUR\n",
                "exchange_rates",
                "from_currency,to_currency,rate,effective_date\nEUR,USD,2,2025-01-01\nEUR,USD,3,2025-02-01\n"
                        + "SAR,USD,1,2025-01-01\n");
        load(
                "second",
                "credits",
                CREDITS
                        + "3,2,30,,,Approved,USD\n1,1,11,2025-01-05 00:00:00,2025-03-01 00:00:00,Paid,EUR\n4,1,40,2025-01-12 00:00:00,,New,USD\n",
                "wallet_transactions",
                "transaction_id,seller_id,type,amount,created_at,currency\nWT/1/2,1,deposit,6,2025-01-06,EUR\n");
        load(
                "third",
                "credits",
                CREDITS
                        + "1,1,11,2025-01-05 00:00:00,2025-03-01 00:00:00,Paid,EUR\n2,1,25,2025-01-10 00:00:00,,Approved,USD\n3,2,30,,,Approved,USD\n"
                        + "4,1,44,2025-01-12 00:00:00,,New,USD\n");
        load(
                "fourth",
                "credits",
                CREDITS
                        + "1,1,11,2025-01-05 00:00:00,2025-03-01 00:00:00,Paid,EUR\n2,1,25,2025-01-10 00:00:00,,Approved,USD\n4,1,44,2025-01-12 00:00:00,,New,USD\n");
    }

    @ParameterizedTest
    @EnumSource
    void areKnownInEachState(Database database) throws IOException {
        credit = new CreditRunner(TestDatabase.fresh(database));
        loadAll();
        try (TestServer server = TestServer.on(credit.address())) {
            commandTellsVersions();
            serverTellsVersions(server);
            serverTellsChanges(server);
            serverTellsLineage(server);
        }
        rowsOfBeforeLinesSaySo();
    }

    /** What the command prints, without times, folders and digests. */
    private List<String> history(String feed, String key) {
        CreditRunner.Result result = credit.run("history", feed, key);
        assertThat(result.exitCode()).as(result.err()).isZero();
        return result.out()
                .lines()
                .map(line -> line.replaceFirst(
                                "^(load \\d+)  \\S+Z  .*/(\\w+/\\w+\\.csv, .*), sha256 \\p{XDigit}{64}$", "$1 $2")
                        .strip())
                .toList();
    }

    private void commandTellsVersions() {
        assertThat(history("credits", "1"))
                .containsExactly(
                        "load 1 first/credits.csv, line 2",
                        "credit_id  1",
                        "seller_id  1",
                        "amount  10.00",
                        "issue_date  2025-01-05T00:00:00Z",
                        "status  Approved",
                        "currency  EUR",
                        "replaced by load 2",
                        "load 2 second/credits.csv, line 3",
                        "amount  10.00 → 11.00",
                        "due_date  – → 2025-03-01T00:00:00Z",
                        "status  Approved → Paid");
        assertThat(history("credits", "2"))
                .as("it went, and came back")
                .containsSubsequence(
                        "load 1 first/credits.csv, line 3",
                        "removed by load 2",
                        "load 3 third/credits.csv, line 3",
                        "amount  20.00 → 25.00")
                .endsWith("amount  20.00 → 25.00");
        assertThat(history("wallet_transactions", "WT/1/2")).endsWith("amount  5.00 → 6.00");
        assertThat(history("invoice_items", "1_20250101/total"))
                .startsWith("load 1 first/invoice_items.csv, line 3", "invoice_id  1_20250101", "item_type  total");
        assertThat(history("credit_histories", "1/2025-01-05 10:00:00.5/New")).hasSize(4);

        CreditRunner.Result json = credit.run("history", "credits", "3", "--json");
        assertThat(json.out()).contains("\"line\" : 4", "\"ended_by\" : 4", "\"ended_as\" : \"removed\"");
        assertRefused("credit: there is and was no row 99 in credits.", "credits", "99");
        assertThat(credit.run("history", "credits", "99", "--json").exitCode()).isEqualTo(2);
        assertRefused("credit: 'x' is no key of credits, expected credit_id (int)", "credits", "x");
        assertRefused("expected credit_id (int)/changed_at (timestamp)/status (", "credit_histories", "1/New");
        assertRefused("credit: Unknown feed 'credit', expected one of exchange_rates, ", "credit", "1");
    }

    private void assertRefused(String reason, String... arguments) {
        CreditRunner.Result refused = credit.run("history", arguments[0], arguments[1]);
        assertThat(refused.err()).contains(reason);
        assertThat(refused.exitCode()).isEqualTo(2);
    }

    private static void serverTellsVersions(TestServer server) {
        JsonNode credit = server.json("/api/history/credits/1");
        assertThat(credit.get("key").asString()).isEqualTo("1");
        assertThat(credit.at("/versions/1/changes").toString())
                .isEqualTo("[{\"column\":\"amount\",\"was\":\"10.00\",\"became\":\"11.00\"},"
                        + "{\"column\":\"due_date\",\"was\":null,\"became\":\"2025-03-01T00:00:00Z\"},"
                        + "{\"column\":\"status\",\"was\":\"Approved\",\"became\":\"Paid\"}]");
        assertThat(credit.at("/versions/0").toString())
                .contains("\"load_id\":1", "\"file\":\"credits.csv\"", "\"line\":2", "\"ended_by\":2")
                .contains("\"ended_as\":\"replaced\"", "\"published_at\":\"20", "\"sha256\":\"");
        assertThat(server.json("/api/history/credits/1?load=1").get("versions")).hasSize(1);
        for (String[] keys : new String[][] {
            {"wallet_transactions", "WT%2F1%2F2", "WT/1/2"},
            {"invoice_items", "1_20250101%2Ftotal", "1_20250101/total"},
            {"credit_histories", "1%2F2025-01-05T10:00:00.500Z%2FNew", "1/2025-01-05T10:00:00.500Z/New"}
        }) {
            String encoded =
                    server.get("/api/history/" + keys[0] + "/" + keys[1]).body();
            assertThat(encoded).contains("\"key\":\"" + keys[2] + "\"", "\"load_id\":1");
            assertThat(server.get("/api/history/" + keys[0] + "/" + keys[2]).body())
                    .as("slashes as they are")
                    .isEqualTo(encoded);
        }
        for (String[] wrong : new String[][] {
            {"credits/x", "Parameter 'key' is not what it should be: 'x' is no key of credits, expected credit_id (int)"
            },
            {"credits/1e3", "'1e3' is no key of credits"},
            {"credits/01", "'01' is no key of credits, expected credit_id (int)"},
            {"credit_histories/1/New", "'1/New' is no key of credit_histories, expected credit_id (int)/changed_at"},
            {"credit/1", "Parameter 'feed' is 'credit', expected one of exchange_rates, "}
        }) {
            HttpResponse<String> refused = server.get("/api/history/" + wrong[0]);
            assertThat(refused.statusCode()).as(wrong[0]).isEqualTo(400);
            assertThat(refused.body()).contains(wrong[1]);
        }
        assertThat(server.get("/api/history/credits/99").statusCode()).isEqualTo(404);
        assertThat(server.get("/api/history/credits/99").body()).contains("There is no row 99 in credits.");
    }

    /** Feed, key, what happened, and the load that did it. */
    private static List<String> changes(TestServer server, String query) {
        List<String> changes = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = server.json("/api/changes?limit=2&" + query + after);
            page.get("items")
                    .forEach(row -> changes.add(row.get("feed").asString() + " "
                            + row.get("key").asString() + " "
                            + row.get("change").asString() + " "
                            + row.get("load_id").asInt()));
            after = page.get("next").isNull()
                    ? ""
                    : "&after=" + page.get("next").asString();
        } while (!after.isEmpty());
        return changes;
    }

    private static void serverTellsChanges(TestServer server) {
        assertThat(changes(server, "since_load=1"))
                .containsExactly(
                        "credits 1 updated 2",
                        "credits 2 updated 3",
                        "credits 4 inserted 3",
                        "credits 3 removed 4",
                        "wallet_transactions WT/1/2 updated 2");
        assertThat(changes(server, "since_load=2"))
                .containsExactly("credits 2 inserted 3", "credits 4 updated 3", "credits 3 removed 4");
        assertThat(changes(server, "since_load=3")).containsExactly("credits 3 removed 4");
        assertThat(changes(server, "since_load=4")).isEmpty();
        assertThat(changes(server, "since_load=1&feed=wallet_transactions")).hasSize(1);
        assertThat(changes(server, "since_load=1&load=2"))
                .containsExactly(
                        "credits 1 updated 2",
                        "credits 4 inserted 2",
                        "credits 2 removed 2",
                        "wallet_transactions WT/1/2 updated 2");
        assertThat(changes(server, ""))
                .as("all there is")
                .hasSize(1 + 1 + 2 + 3 + 1 + 1 + 1 + 2 + 1 + 3)
                .allMatch(row -> row.contains(" inserted "))
                .startsWith("exchange_rates EUR/USD/2025-01-01 inserted 1");
        assertThat(server.json("/api/changes?since_load=2&feed=credits")
                        .get("items")
                        .get(1)
                        .toString())
                .isEqualTo(
                        "{\"feed\":\"credits\",\"key\":\"4\",\"change\":\"updated\",\"load_id\":3,\"line\":5,\"row\":"
                                + "{\"credit_id\":\"4\",\"seller_id\":\"1\",\"amount\":\"44.00\",\"issue_date\":\"2025-01-12T00:00:00Z\","
                                + "\"due_date\":null,\"status\":\"New\",\"currency\":\"USD\"}}");
        assertThat(server.get("/api/changes?since_load=3&format=csv").body().lines())
                .containsExactly("feed,key,change,load_id,line,row", "credits,3,removed,4,,");
        assertThat(server.get("/api/changes?since_load=5").statusCode()).isEqualTo(404);
        assertThat(server.get("/api/changes?since_load=3&load=2").body())
                .contains("There is no load 3, expected a published one.");
        assertThat(server.get("/api/changes?since_load=0").statusCode()).isEqualTo(400);
        assertThat(server.get("/api/changes?feed=credit").body())
                .contains("Parameter 'feed' is 'credit', expected one of exchange_rates, ");
    }

    private static List<String> lineage(TestServer server, String query) {
        List<String> rows = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = server.json("/api/lineage/seller-health/1?limit=3" + query + after);
            page.get("items")
                    .forEach(row -> rows.add(row.get("feed").asString() + " "
                            + row.get("key").asString() + " "
                            + row.get("load_id").asInt() + " "
                            + row.get("file").asString() + ":" + row.get("line").asInt()));
            after = page.get("next").isNull()
                    ? ""
                    : "&after=" + page.get("next").asString();
        } while (!after.isEmpty());
        return rows;
    }

    /** The day of the data, by which the limit is converted, is that of the lead. */
    private static void serverTellsLineage(TestServer server) {
        List<String> rows = List.of(
                "exchange_rates EUR/USD/2025-02-01 1 exchange_rates.csv:3", // of the limit
                "exchange_rates EUR/USD/2025-01-01 1 exchange_rates.csv:2",
                "sellers 1 1 sellers.csv:2",
                "credits 1 2 credits.csv:3",
                "credits 2 3 credits.csv:3",
                "credits 4 3 credits.csv:5",
                "leads 1 1 leads.csv:2",
                "wallet_transactions WT/1/2 2 wallet_transactions.csv:2");
        assertThat(lineage(server, "")).containsExactlyInAnyOrderElementsOf(rows);
        assertThat(lineage(server, "&currency=EUR")).as("a limit in EUR").isEqualTo(rows.subList(1, 8));
        assertThat(lineage(server, "&load=1"))
                .containsSubsequence("credits 1 1 credits.csv:2", "credits 2 1 credits.csv:3")
                .noneMatch(row -> row.startsWith("credits 4"));
        List<String> csv = server.get("/api/lineage/seller-health/1?format=csv")
                .body()
                .lines()
                .toList();
        assertThat(csv).hasSize(1 + rows.size()).startsWith("feed,key,load_id,directory,file,sha256,line,published_at");
        assertThat(server.get("/api/lineage/seller-health/3").statusCode()).isEqualTo(404);
        assertThat(server.get("/api/lineage/seller-health/2?currency=USD").body())
                .doesNotContain("exchange_rates");
    }

    /** A database that was version 2 has rows without a line, and no versions of before. */
    private void rowsOfBeforeLinesSaySo() {
        for (String[] step : new String[][] {{"db", "rollback", "--to", "v2"}, {"db", "migrate"}}) {
            CreditRunner.Result result = credit.run(step);
            assertThat(result.exitCode()).as(result.err()).isZero();
        }
        assertThat(history("credits", "1"))
                .startsWith(
                        "load 2 second/credits.csv, line not kept",
                        "what it was before is not kept",
                        "credit_id  1",
                        "seller_id  1",
                        "amount  11.00")
                .hasSize(9);
        assertThat(credit.run("history", "credits", "1", "--json").out()).contains("\"line\" : null");
        assertThat(history("credits", "4").stream().collect(Collectors.joining("\n")))
                .startsWith("load 3 third/credits.csv, line not kept");
    }
}
