package io.creditplatform.analytics.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.analytics.web.TestServer;
import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import tools.jackson.databind.JsonNode;

/**
 * The page, open in a browser, and the API that it shows. There is one browser, and one server for each extract, for all test
 * classes together; what none asks for is not started. After each test, the browser must have nothing to complain about.
 */
final class OpenPage implements BeforeAllCallback, AfterEachCallback {

    private @Nullable Browser browser;
    private ExtensionContext.@Nullable Store shared;

    @Override
    public void beforeAll(ExtensionContext context) {
        shared = context.getRoot().getStore(ExtensionContext.Namespace.create(OpenPage.class));
        Assumptions.assumeTrue(Browser.isThere(), Browser.MISSING);
        browser = shared.computeIfAbsent("browser", key -> Browser.start(), Browser.class);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        assertThat(browser().complaints()).isEmpty();
    }

    Browser browser() {
        return Objects.requireNonNull(browser);
    }

    /** Two nights, each checked, and a third whose load failed. */
    TestServer server() {
        return shared("two nights", OpenPage::twoNightsAndABrokenOne);
    }

    /** Credits, leads and wallets in four currencies, of which one has no rate. */
    TestServer inFourCurrencies() {
        return shared("four currencies", OpenPage::fourCurrencies);
    }

    /** More sellers than two pages hold, all of whom owe something. Some have names or amounts that take more room than most. */
    TestServer withManySellers() {
        return shared("many sellers", ManySellers::serve);
    }

    private TestServer shared(String name, Supplier<TestServer> start) {
        return Objects.requireNonNull(shared).computeIfAbsent(name, key -> start.get(), TestServer.class);
    }

    private static TestServer twoNightsAndABrokenOne() {
        DatabaseAddress address = TestDatabase.fresh(Database.SQLITE);
        CreditRunner credit = new CreditRunner(address);
        assertThat(credit.importFolder(withOneOverTheLimit("baseline")).exitCode())
                .isZero();
        assertThat(credit.run("check", "--as-of", "2025-10-01").exitCode()).isZero();
        assertThat(credit.importFolder(withOneOverTheLimit("next-day")).exitCode())
                .isZero();
        assertThat(credit.run("check", "--as-of", "2025-10-06").exitCode()).isZero();
        assertThat(credit.importFolder(SampleData.folder("broken")).exitCode()).isEqualTo(3);
        return TestServer.on(address);
    }

    private static Path withOneOverTheLimit(String name) {
        try {
            Path extract = SampleData.copy(
                    name, Files.createTempDirectory(Path.of("target"), "page").resolve(name));
            SampleData.replace(extract.resolve("sellers.csv"), ",2024-01-15,2200,", ",2024-01-15,1200,");
            return extract;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TestServer fourCurrencies() {
        DatabaseAddress address = TestDatabase.fresh(Database.SQLITE);
        assertThat(new CreditRunner(address)
                        .importFolder(SampleData.folder("currencies"), "--as-of", "2025-03-01")
                        .exitCode())
                .isZero();
        return TestServer.on(address);
    }

    // ---- what is asked of the page

    void open(String view) {
        browser().prefer("light", 1440);
        browser().go(server().url("/#/" + view));
    }

    /** Chooses a filter's value, as a reader does. */
    void choose(String filter, String value) {
        browser()
                .run(
                        "const control = document.getElementById('filter-' + arguments[0]);"
                                + "control.value = arguments[1]; control.dispatchEvent(new Event('change'));"
                                + "return new Promise((done) => setTimeout(done, 0));",
                        filter,
                        value);
    }

    String text(String selector) {
        return browser()
                .ask("return document.querySelector(arguments[0]).innerText;", selector)
                .asString();
    }

    String focused() {
        return browser().ask("return document.activeElement.textContent;").asString();
    }

    String theme() {
        return browser().ask("return document.documentElement.dataset.theme;").asString();
    }

    /** What a reader can read on the first screen of a view, without a click and without moving. */
    String firstScreen(String view) {
        browser().prefer("light", 1440, 900);
        browser().go(server().url("/#/" + view));
        return browser().ask("""
                const words = [];
                const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
                while (texts.nextNode()) {
                    const range = document.createRange();
                    range.selectNodeContents(texts.currentNode);
                    const { width, bottom } = range.getBoundingClientRect();
                    if (width > 1 && bottom <= innerHeight && texts.currentNode.parentElement.checkVisibility()) {
                        words.push(texts.currentNode.textContent.trim());
                    }
                }
                return words.join(' ').replaceAll(/\\s+/g, ' ');
                """).asString();
    }

    /** The tiles, as {@code name: value}. */
    List<String> tiles() {
        return texts(browser()
                .ask("return [...document.querySelectorAll('.tile')].map((tile) =>"
                        + " `${tile.querySelector('dt').textContent}: ${tile.querySelector('dd').textContent}`);"));
    }

    /** What stands above figures that lack an amount. */
    List<String> notices() {
        return texts(browser()
                .ask("return [...document.querySelectorAll('.notice, .rates')].map((notice) => notice.textContent);"));
    }

    /** The heads of a panel's table. */
    List<String> heads(String panel) {
        return texts(browser().ask("""
                const panel = [...document.querySelectorAll('section.panel')]
                    .find((section) => section.querySelector('h2')?.textContent.startsWith(arguments[0]));
                panel.querySelector('button[aria-pressed="false"]')?.click();
                return [...panel.querySelectorAll('thead th')].map((head) => head.textContent);
                """, panel));
    }

    /** The texts of a panel's table, which is called for if a chart stands in its place. */
    List<List<String>> table(String panel) {
        return browser().ask("""
                const panel = [...document.querySelectorAll('section.panel')]
                    .find((section) => section.querySelector('h2')?.textContent.startsWith(arguments[0]));
                panel.querySelector('button[aria-pressed="false"]')?.click();
                return [...panel.querySelectorAll('tbody tr')].map((row) => [...row.cells].map((cell) => cell.textContent));
                """, panel).valueStream().map(OpenPage::texts).toList();
    }

    static List<String> texts(JsonNode values) {
        return values.valueStream().map(JsonNode::asString).toList();
    }

    static List<String> column(List<List<String>> table, int index) {
        return table.stream().map(row -> row.get(index)).toList();
    }

    void setStatusOfLoad3(String status) {
        try (Connection connection =
                        DriverManager.getConnection(server().address().jdbcUrl());
                PreparedStatement update =
                        connection.prepareStatement("UPDATE loads SET status = ? WHERE load_id = 3")) {
            update.setString(1, status);
            assertThat(update.executeUpdate()).isEqualTo(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Has a worker be at part 7 of the leads of load 3, or not any more. */
    void setWorkerAtLoad3(boolean there) {
        try (Connection connection =
                        DriverManager.getConnection(server().address().jdbcUrl());
                Statement statement = connection.createStatement()) {
            statement.execute(
                    there
                            ? "INSERT INTO load_parts (load_id, feed, part, is_last, from_byte, bytes, line, sha256, crc32c,"
                                    + " \"read\", tries, claim, worker, message)"
                                    + " VALUES (3, 'leads', 7, 1, 0, 9, 2, 'x', 1, 1234, 2, 'c', 'east:17', 'No folder.')"
                            : "DELETE FROM load_parts");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    // ---- what the API says

    JsonNode items(String path) {
        return server().json(path).get("items");
    }

    List<List<String>> rows(String path, Function<JsonNode, List<String>> columns) {
        return rows(items(path), columns);
    }

    static List<List<String>> rows(JsonNode rows, Function<JsonNode, List<String>> columns) {
        return rows.valueStream().map(columns).toList();
    }

    static JsonNode only(JsonNode rows, String key, JsonNode value) {
        return only(rows, key, value.asString());
    }

    static JsonNode only(JsonNode rows, String key, String value) {
        return rows.valueStream()
                .filter(row -> row.get(key).asString().equals(value))
                .findFirst()
                .orElseThrow();
    }

    static long sum(JsonNode rows, String key) {
        return rows.valueStream().mapToLong(row -> row.get(key).asLong()).sum();
    }

    static BigDecimal sumOfMoney(JsonNode rows, String key) {
        return rows.valueStream().map(row -> row.get(key).decimalValue()).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
