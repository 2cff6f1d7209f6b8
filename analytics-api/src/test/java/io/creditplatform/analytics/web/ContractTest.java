package io.creditplatform.analytics.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.analytics.web.Endpoints.Endpoint;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.testing.Csv;
import io.creditplatform.testing.TestDatabase;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What holds for every endpoint, whatever it is about. */
class ContractTest {

    private static final TestServer SQLITE = TestServer.ofBaseline(Database.SQLITE);
    private static final TestServer POSTGRESQL = TestServer.ofBaseline(Database.POSTGRESQL);

    static Stream<Endpoint> endpoints() {
        return Endpoints.of(SQLITE).stream();
    }

    static Stream<Endpoint> listings() {
        return endpoints().filter(Endpoint::listing);
    }

    static Stream<Endpoint> ofOneById() {
        return endpoints().filter(Endpoint::takesInteger);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/dashboard/stats",
                "/api/analytics/seller-health/{seller_id}",
                "/api/analytics/sellers",
                "/api/analytics/approval-rates",
                "/api/analytics/account-managers",
                "/api/analytics/lead-conversion",
                "/api/analytics/revenue-efficiency",
                "/api/analytics/credit-to-lead",
                "/api/analytics/portfolio/ageing",
                "/api/analytics/portfolio/concentration",
                "/api/analytics/portfolio/roll-rates",
                "/api/analytics/portfolio/vintages",
                "/api/sellers",
                "/api/sellers/{seller_id}",
                "/api/credits",
                "/api/credits/{credit_id}",
                "/api/invoices",
                "/api/invoices/{invoice_id}",
                "/api/leads",
                "/api/leads/{lead_id}",
                "/api/wallet-transactions",
                "/api/wallet-transactions/{transaction_id}",
                "/api/data-quality/scorecard",
                "/api/data-quality/issues",
                "/api/loads",
                "/api/loads/{load_id}"
            })
    void thereIsEveryEndpoint(String path) {
        assertThat(endpoints().map(Endpoint::path)).contains(path);
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void bothDatabasesGiveTheSameBytes(Endpoint endpoint) {
        assertThat(withoutTimes(SQLITE, endpoint.example()))
                .isEqualTo(withoutTimes(POSTGRESQL, endpoint.example()))
                .isNotEmpty();
        if (endpoint.listing()) {
            assertThat(withoutTimes(SQLITE, endpoint.example() + "?format=csv"))
                    .isEqualTo(withoutTimes(POSTGRESQL, endpoint.example() + "?format=csv"));
        }
    }

    /** When the load was published, and how long that took, is another matter on each database. */
    private static String withoutTimes(TestServer server, String path) {
        JsonNode load = server.json("/api/loads/1");
        return server.get(path)
                .body()
                .replace(load.get("started_at").asString(), "STARTED")
                .replace(load.get("published_at").asString(), "PUBLISHED")
                .replaceAll(
                        "(duration_ms\":|PUBLISHED,)" + load.get("duration_ms").asString() + "\\b", "$1DURATION");
    }

    @ParameterizedTest
    @MethodSource("listings")
    void pagesToTheEndAreTheCsv(Endpoint endpoint) {
        for (TestServer server : List.of(SQLITE, POSTGRESQL)) {
            HttpResponse<String> csv = server.get(endpoint.example(), "Accept", "text/csv");
            assertThat(csv.statusCode()).isEqualTo(200);
            assertThat(csv.headers().firstValue("Content-Type")).contains("text/csv;charset=UTF-8");
            List<List<String>> rows = Csv.parse(csv.body().replace("\r\n", "\n"));
            List<JsonNode> items = items(server, endpoint);
            assertThat(rows).hasSize(items.size() + 1);
            for (int i = 0; i < items.size(); i++) {
                String firstColumn = rows.get(0).get(0);
                JsonNode value = items.get(i).at("/" + firstColumn.replace('.', '/'));
                assertThat(rows.get(i + 1).get(0)).isEqualTo(value.isNull() ? "" : value.asString());
            }
        }
    }

    private static List<JsonNode> items(TestServer server, Endpoint endpoint) {
        List<JsonNode> items = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = server.json(endpoint.example() + (endpoint.paged() ? "?limit=7" + after : ""));
            if (!endpoint.paged()) {
                assertThat(page.isArray()).isTrue();
                page.forEach(items::add);
                return items;
            }
            assertThat(page.propertyNames())
                    .startsWith("items", "next", "load_id")
                    .isSubsetOf("items", "next", "load_id", "as_of");
            assertThat(page.get("items").size()).isLessThanOrEqualTo(7);
            assertThat(page.get("load_id").asLong()).isEqualTo(1);
            page.get("items").forEach(items::add);
            after = page.get("next").isNull()
                    ? ""
                    : "&after=" + page.get("next").asString();
        } while (!after.isEmpty());
        return items;
    }

    @ParameterizedTest
    @CsvSource({
        "sellers, sellers",
        "credits, credits",
        "invoices, invoices",
        "leads, leads",
        "wallet-transactions, wallet_transactions"
    })
    void rowsAreAllThereAre(String path, String table) {
        long rows = TestDatabase.number(SQLITE.address(), "SELECT count(*) FROM " + table);
        assertThat(items(SQLITE, new Endpoint("/api/" + path, true, true, true)))
                .hasSize((int) rows);
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void unknownParametersAreRefusedByName(Endpoint endpoint) {
        JsonNode problem = problem(SQLITE.get(endpoint.example() + "?colour=red"), 400);
        assertThat(problem.get("parameter").asString()).isEqualTo("colour");
        assertThat(problem.get("detail").asString()).contains("is unknown here", "format");
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void onlyReadingIsAllowed(Endpoint endpoint) {
        for (String method : List.of("POST", "PUT", "PATCH", "DELETE", "BREW")) {
            HttpResponse<String> response = SQLITE.send(method, endpoint.example());
            assertThat(problem(response, 405).get("detail").asString())
                    .isEqualTo("Method '" + method + "' is not allowed here, expected one of GET, HEAD, OPTIONS.");
            assertThat(response.headers().allValues("Allow")).containsExactly("GET, HEAD, OPTIONS");
        }
        HttpResponse<String> options = SQLITE.send("OPTIONS", endpoint.example());
        assertThat(options.statusCode()).isEqualTo(200);
        assertThat(options.headers().firstValue("Allow")).contains("GET,HEAD,OPTIONS");
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void headIsGetWithoutTheBody(Endpoint endpoint) {
        HttpResponse<String> head = SQLITE.send("HEAD", endpoint.example());
        HttpResponse<String> get = SQLITE.get(endpoint.example());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        for (String header : List.of("ETag", "Content-Length", "Content-Type")) {
            assertThat(head.headers().firstValue(header))
                    .isEqualTo(get.headers().firstValue(header));
        }
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void formsThatNobodyOffersAreRefused(Endpoint endpoint) {
        problem(SQLITE.get(endpoint.example(), "Accept", "application/xml"), 406);
        problem(SQLITE.get(endpoint.example(), "Accept", "nonsense"), 406);
        problem(SQLITE.get(endpoint.example(), "Accept", "text/plain, ".repeat(60) + "*/*"), 406);
        assertThat(SQLITE.get(endpoint.example(), "Accept", "").statusCode()).isEqualTo(200);
        assertThat(SQLITE.get(endpoint.example(), "Accept", "text/html, */*;q=0.1")
                        .headers()
                        .firstValue("Content-Type"))
                .contains("application/json");
        assertThat(problem(SQLITE.get(endpoint.example() + "?format=xml"), 400)
                        .get("parameter")
                        .asString())
                .isEqualTo("format");
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void whoHasTheAnswerIsOnlyToldSo(Endpoint endpoint) {
        String tag = SQLITE.get(endpoint.example()).headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again = SQLITE.get(endpoint.example(), "If-None-Match", "\"other\", W/" + tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.headers().firstValue("ETag")).contains(tag);
        assertThat(SQLITE.get(endpoint.example(), "If-None-Match", "*").statusCode())
                .isEqualTo(304);
        assertThat(SQLITE.get(endpoint.example(), "If-None-Match", "\"0\"").statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("ofOneById")
    void identifiersAreDigitsAndNothingElse(Endpoint endpoint) {
        for (String bad : List.of(
                "12abc", "1e3", "1.9", "-1", "0", "000", "01", "+1", "0x1", "%201", "9223372036854775808", "%D9%A1")) {
            JsonNode problem = problem(SQLITE.get(endpoint.path().replaceAll("\\{.*}", bad)), 400);
            assertThat(problem.get("detail").asString()).contains("expected an integer from 1 to 9223372036854775807");
            assertThat(endpoint.path()).contains("{" + problem.get("parameter").asString() + "}");
        }
        assertThat(problem(SQLITE.get(endpoint.path().replaceAll("\\{.*}", "999999")), 404)
                        .get("detail")
                        .asString())
                .contains("999999");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=1001",
                "limit=-1",
                "limit=x",
                "limit=1.5",
                "after=x",
                "after=%21",
                "limit=",
                "limit=1&limit=2"
            })
    void pagesOutsideTheContractAreRefused(String query) {
        listings().forEach(endpoint -> {
            JsonNode problem = problem(SQLITE.get(endpoint.example() + "?" + query), 400);
            assertThat(problem.get("parameter").asString()).isEqualTo(query.replaceAll("=.*", ""));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/credits?status=Open",
                "/api/credits?seller_id=1e3",
                "/api/leads?created_from=2025-13-01",
                "/api/data-quality/issues?severity=bad",
                "/api/data-quality/issues?entity=seller",
                "/api/analytics/portfolio/ageing?as_of=yesterday",
                "/api/analytics/portfolio/ageing?as_of=9999-12-31",
                "/api/analytics/portfolio/roll-rates?as_of=0001-01-01",
                "/api/leads?created_to=9999-12-31",
                "/api/analytics/account-managers?by=name",
                "/api/analytics/account-managers?top=0"
            })
    void valuesThatAreNoneAreRefusedWithWhatWasExpected(String path) {
        JsonNode problem = problem(SQLITE.get(path), 400);
        assertThat(path).contains("?" + problem.get("parameter").asString() + "=");
        assertThat(problem.get("detail").asString()).contains("expected");
    }

    @Test
    void firstAndLastDateThatCanBeAskedAboutAreAnswered() {
        for (String path : List.of(
                "/api/analytics/portfolio/ageing?as_of=",
                "/api/analytics/portfolio/roll-rates?as_of=",
                "/api/analytics/portfolio/vintages?limit=1000&as_of=")) {
            for (String date : List.of("1000-01-01", "9998-12-31")) {
                assertThat(SQLITE.get(path + date).body())
                        .isEqualTo(POSTGRESQL.get(path + date).body());
            }
        }
        assertThat(SQLITE.json("/api/analytics/portfolio/roll-rates?as_of=1000-01-01")
                        .at("/items/0/from_month_end")
                        .asString())
                .isEqualTo("0999-11-30");
        assertThat(SQLITE.json("/api/leads?created_to=9998-12-31").get("items")).isNotEmpty();
        assertThat(problem(SQLITE.get("/api/leads?created_to=9999-12-31"), 400)
                        .get("detail")
                        .asString())
                .contains("expected a date from 1000-01-01 to 9998-12-31");
    }

    @Test
    void cursorsHoldWhateverKeysDo() {
        for (String key : List.of("W\nT", "W\\nT", "\\", "\n", "", "ü\r\n\t\"x\\\n")) {
            assertThat(Cursor.of(Cursor.behind(key, 7, key).text("q"), "q").values())
                    .containsExactly(key, "7", key);
        }
    }

    @ParameterizedTest
    @MethodSource("listings")
    void madeUpCursorsAreRefused(Endpoint endpoint) {
        if (!endpoint.paged()) {
            return;
        }
        for (Cursor made :
                List.of(Cursor.behind("x", "y", "z"), Cursor.behind(-1), Cursor.behind(1), Cursor.behind("\0", "\0"))) {
            for (TestServer server : List.of(SQLITE, POSTGRESQL)) {
                HttpResponse<String> refused = server.get(endpoint.example() + "?after=" + made.text("something else"));
                assertThat(problem(refused, 400).get("parameter").asString()).isEqualTo("after");
                assertThat(problem(refused, 400).get("detail").asString())
                        .contains("is no cursor of this collection with these filters");
            }
        }
    }

    /** Whoever found out how cursors are made gets an answer or a refusal, too. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/credits",
                "/api/wallet-transactions",
                "/api/invoices",
                "/api/data-quality/issues",
                "/api/loads"
            })
    void cursorsThatAreForgedAreNoFailure(String path) {
        for (Cursor made : List.of(
                Cursor.behind("\0", "\0"), Cursor.behind("x"), Cursor.behind("\uD800", "NaN"), new Cursor(List.of()))) {
            for (TestServer server : List.of(SQLITE, POSTGRESQL)) {
                assertThat(server.get(path + "?after=" + made.text(path)).statusCode())
                        .as(path + made)
                        .isIn(200, 400);
            }
        }
    }

    @Test
    void cursorsAreOfTheirCollectionAndItsFilters() {
        String ofSellers = SQLITE.json("/api/sellers?limit=1").get("next").asString();
        String ofMarket =
                SQLITE.json("/api/sellers?limit=1&market=GCC").get("next").asString();
        for (String elsewhere : List.of(
                "/api/credits?after=" + ofSellers,
                "/api/sellers?market=GCC&after=" + ofSellers,
                "/api/sellers?after=" + ofMarket,
                "/api/sellers?market=AFRQ&after=" + ofMarket,
                "/api/sellers?format=csv&after=" + ofMarket)) {
            assertThat(problem(SQLITE.get(elsewhere), 400).get("parameter").asString())
                    .isEqualTo("after");
        }
        // How many rows, in which form, in which order the parameters stand, and what goes without saying, is no other
        // question.
        String ranked = SQLITE.json("/api/analytics/sellers?limit=1&market=GCC")
                .get("next")
                .asString();
        JsonNode next = SQLITE.json("/api/analytics/sellers?limit=2&market=GCC&after=" + ranked)
                .get("items");
        for (String same : List.of(
                "/api/analytics/sellers?after=%s&market=GCC&limit=2",
                "/api/analytics/sellers?after=%s&market=GCC&limit=2&currency=USD&sort=health_score&direction=desc")) {
            assertThat(SQLITE.json(same.formatted(ranked)).get("items")).isEqualTo(next);
        }
        assertThat(POSTGRESQL
                        .json("/api/sellers?limit=1&after=" + ofSellers)
                        .get("items")
                        .get(0))
                .isEqualTo(SQLITE.json("/api/sellers?limit=1&after=" + ofSellers)
                        .get("items")
                        .get(0));
    }

    @Test
    void whatIsNotThereIsNothingThatAClientCanHave() {
        String tag = SQLITE.get("/api/sellers").headers().firstValue("ETag").orElseThrow();
        for (String known : List.of("*", tag)) {
            problem(SQLITE.get("/api/sellers/999", "If-None-Match", known), 404);
            problem(SQLITE.get("/api/analytics/seller-health/999", "If-None-Match", known), 404);
            problem(SQLITE.get("/api/leads?format=csv&after=AAAA", "If-None-Match", known), 400);
        }
        HttpResponse<String> csv = SQLITE.get(
                "/api/sellers?format=csv",
                "If-None-Match",
                SQLITE.get("/api/sellers?format=csv")
                        .headers()
                        .firstValue("ETag")
                        .orElseThrow());
        assertThat(csv.statusCode()).isEqualTo(304);
        assertThat(csv.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"?market=%", "?%zz=1", "?market=%FF%FE", "?market=%C0%80", "?%FF=1"})
    void queriesThatCannotBeReadAreRefused(String query) throws java.io.IOException {
        assertThat(SecurityTest.raw(
                        "GET /api/sellers" + query + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json", "percent-encoded UTF-8");
    }

    @Test
    void queriesWithTooManyParametersAreRefused() {
        String query = "a=1&".repeat(60);
        problem(SQLITE.get("/api/sellers?" + query), 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/sellers/1;a=b", "/api/sellers;x", "/api;x/sellers", "/actuator/health;x", "/;x"})
    void pathsMeanNothingButWhatTheySay(String path) {
        problem(SQLITE.get(path), 400);
    }

    @ParameterizedTest
    @EnumSource
    void keysWithAnyCharacterCanBeReached(Database database) {
        DatabaseAddress address = TestDatabase.baseline(database);
        List<String> keys = List.of(
                "A/B",
                "/",
                "a//b",
                "A\\B",
                "a;b",
                "a?b",
                "a#b",
                "a%b",
                "a%2Fb",
                "%252F",
                "a b",
                "a+b",
                "a&b=c",
                "{x}",
                "..",
                ".",
                "..\\..",
                "\u00e9",
                "\u65e5\u672c",
                "\ud83d\ude00",
                "a\nb",
                "a'b",
                "\"",
                "1");
        for (String key : keys) {
            TestDatabase.execute(
                    address,
                    "INSERT INTO wallet_transactions (transaction_id, seller_id, type, amount_minor, created_at, currency,"
                            + " load_id) SELECT '" + key.replace("'", "''")
                            + "', seller_id, type, amount_minor, created_at,"
                            + " currency, load_id FROM wallet_transactions WHERE transaction_id = 'WT_10_20250602'");
        }
        try (TestServer server = TestServer.on(address)) {
            for (String key : keys) {
                String path = "/api/wallet-transactions/"
                        + URLEncoder.encode(key, StandardCharsets.UTF_8)
                                .replace("+", "%20")
                                .replace(".", "%2E");
                assertThat(server.json(path).get("transaction_id").asString())
                        .as(path)
                        .isEqualTo(key);
            }
            problem(server.get("/api/invoices/A%2FB"), 404);
            problem(server.get("/api/sellers/1%2F2"), 400);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/page/..%2F..%2Findex.html",
                "/page/%2E%2E%2F%2E%2E%2Flogback.xml",
                "/page/app%2F..%2F..%2F..%2Flogback.xml",
                "/page/..%5C..%5Clogback.xml",
                "/api%2Fsellers",
                "/%2Fapi/sellers",
                "/actuator%2Fprometheus"
            })
    void slashesOfKeysLeadNowhereElse(String path) {
        assertThat(SQLITE.get(path).statusCode()).isIn(400, 404);
    }

    @Test
    void filtersFilter() {
        assertThat(SQLITE.json("/api/credits?seller_id=9&status=Deposit").get("items"))
                .allMatch(credit -> credit.get("seller_id").asLong() == 9
                        && credit.get("status").asString().equals("Deposit"))
                .isNotEmpty();
        long inMay = TestDatabase.number(
                SQLITE.address(),
                "SELECT count(*) FROM leads WHERE created_at >= '2025-05-01' AND created_at < '2025-06-01'");
        assertThat(inMay).isPositive();
        for (TestServer server : List.of(SQLITE, POSTGRESQL)) {
            assertThat(server.json("/api/leads?created_from=2025-05-01&created_to=2025-05-31&limit=1000")
                            .get("items"))
                    .hasSize((int) inMay);
            assertThat(server.json("/api/invoices?market=GCC&period_from=2025-06-08&period_to=2025-06-08")
                            .get("items"))
                    .allMatch(invoice -> invoice.get("period_end").asString().equals("2025-06-08"))
                    .isNotEmpty();
        }
    }

    @Test
    void creditsBringTheirHistoryInvoicesTheirItems() {
        JsonNode credit = SQLITE.json("/api/credits/5");
        assertThat(SQLITE.get("/api/credits/5").body()).contains("\"amount\":350.00,");
        assertThat(credit.get("history"))
                .extracting(step -> step.get("status").asString())
                .containsExactly("New", "InReview", "Approved", "Deposit");
        assertThat(credit.get("chat")).hasSize(2);
        assertThat(SQLITE.json("/api/invoices/10_20250602").get("items"))
                .extracting(item -> item.get("item_type").asString())
                .containsExactly("sales", "fees", "credits_due", "from_balance", "total");
    }

    @Test
    void whereThereIsNothingAProblemSaysSo() {
        problem(SQLITE.get("/api/nothing"), 404);
        problem(SQLITE.get("/api/invoices/12abc"), 404);
        problem(SQLITE.get("/a%00b"), 400);
    }

    /** A problem document, complete and with nothing of the server's inside in it. */
    static JsonNode problem(HttpResponse<String> response, int status) {
        assertThat(response.statusCode())
                .as("%s %.2000s", response.uri(), response.body()) // a body may be long
                .isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(response.body()).doesNotContain("SELECT", "Exception", "\\tat ", "credit.db");
        JsonNode problem = JsonMapper.shared().readTree(response.body());
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        for (String key : List.of("type", "title", "detail")) {
            assertThat(problem.get(key).asString()).isNotBlank();
        }
        return problem;
    }
}
