package io.creditplatform.analytics.page;

import static io.creditplatform.analytics.page.OpenPage.sum;
import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.analytics.web.TestServer;
import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page comes from this server alone, shows a token where one is needed, and says what to do where there is nothing. */
class PageServerTest {

    @RegisterExtension
    static final OpenPage PAGE = new OpenPage();

    @Test
    void theFirstViewTakesTenRequestsAndComesFromThisServerAlone() {
        PAGE.browser().prefer("light", 1440, 900);
        PAGE.browser().openAnew(PAGE.server().url("/#/portfolio"));
        JsonNode resources = PAGE.browser().ask("""
                return performance.getEntriesByType('resource').concat(performance.getEntriesByType('navigation'))
                    .map(({ name, transferSize }) => ({ name, transferSize }));
                """);
        assertThat(resources.valueStream().map(resource -> resource.get("name").asString()))
                .allMatch(name -> name.startsWith(PAGE.server().url("/")));
        assertThat(resources).hasSizeLessThanOrEqualTo(10);
        assertThat(sum(resources, "transferSize")).isLessThan(800_000);
        assertThat(PAGE.server()
                        .get("/")
                        .headers()
                        .firstValue("Content-Security-Policy")
                        .orElse(""))
                .contains("default-src 'none'", "script-src 'self'", "style-src 'self'")
                .doesNotContain("unsafe");
    }

    @Test
    void filesAreAskedForAgainAndSentOnlyIfTheyChanged() {
        var first = PAGE.server().get("/page/app/main.js");
        assertThat(first.headers().firstValue("Cache-Control")).hasValue("no-cache");
        String entityTag = first.headers().firstValue("ETag").orElseThrow();
        assertThat(PAGE.server()
                        .get("/page/app/main.js", "If-None-Match", entityTag)
                        .statusCode())
                .isEqualTo(304);
        assertThat(PAGE.server()
                        .get("/page/library/echarts/dist/echarts.esm.min.js")
                        .statusCode())
                .isEqualTo(200);
        assertThat(PAGE.server().get("/page/nothing.js").statusCode()).isEqualTo(404);
    }

    @Test
    void whatThePageRunsIsOneFileWithAllThatItImports() {
        String whole = PAGE.server().get("/page/page.js").body();
        assertThat(whole)
                .contains("modules['app/main.js'] = ", "modules['views/portfolio/portfolio.js'] = ")
                .contains("return { h, announce };")
                .contains("const CURRENCIES = ['USD', 'EUR', 'SAR', 'AED'];")
                .contains("import('./library/echarts/dist/echarts.esm.min.js')")
                .doesNotContainPattern("(?m)^(import|export) ");
        assertThat(PAGE.server().get("/page/page.css").body())
                .contains("--ground:", ".panel {", ".trust {")
                .doesNotContain("@import");
        assertThat(PAGE.server().get("/page/style/page.css").body())
                .as("a source of the same name")
                .startsWith("/* The frame:");
        for (String file : List.of("/page/page.js", "/page/page.css")) {
            String entityTag =
                    PAGE.server().get(file).headers().firstValue("ETag").orElseThrow();
            assertThat(PAGE.server().get(file, "If-None-Match", entityTag).statusCode())
                    .isEqualTo(304);
        }
    }

    /** As SpreadsheetTextTest does; the table is one. */
    @Test
    void textsOfCsvAreGuardedAsTheApisAre() {
        PAGE.open("managers");
        JsonNode table = JsonMapper.shared()
                .readTree(SampleData.read(Path.of(
                        "..",
                        "shared-model",
                        "src",
                        "test",
                        "resources",
                        "io",
                        "creditplatform",
                        "text",
                        "spreadsheet-text.json")));
        PAGE.browser().run("import('/page/components/csv.js').then(({ guarded }) => { window.guarded = guarded; });");
        PAGE.browser().await("return window.guarded !== undefined;");
        for (JsonNode text : table.get("run")) {
            assertThat(PAGE.browser()
                            .ask("return window.guarded(arguments[0]);", text.asString())
                            .asString())
                    .as(text.toString())
                    .isEqualTo("'" + text.asString());
        }
        for (JsonNode text : table.get("kept")) {
            assertThat(PAGE.browser()
                            .ask("return window.guarded(arguments[0]);", text.asString())
                            .asString())
                    .as(text.toString())
                    .isEqualTo(text.asString());
        }
    }

    @Test
    void whereATokenIsNeededThePageAsksForIt(@TempDir Path folder) {
        Path tokens = folder.resolve("tokens");
        String token = TestServer.newToken(tokens);
        try (TestServer guarded = TestServer.guarded(PAGE.server().address(), tokens)) {
            PAGE.browser().prefer("light", 1440);
            PAGE.browser().open(guarded.url("/#/managers"));
            PAGE.browser().await("return document.getElementById('token') !== null;");
            assertThat(PAGE.text("h1")).isEqualTo("A token is needed");
            assertThat(PAGE.browser().barriers()).isEmpty();
            assertThat(PAGE.browser().complaints()).isNotEmpty().allMatch(complaint -> complaint.contains("401"));

            PAGE.browser().type(token, Keys.ENTER);
            PAGE.browser().await("return document.querySelector('tbody tr') !== null;");
            assertThat(PAGE.text("h1")).isEqualTo("Account managers");
            assertThat(guarded.get("/page/../api/sellers").statusCode()).isEqualTo(401);
            assertThat(guarded.get("/page/app/%2e%2e/%2e%2e/api/sellers").statusCode())
                    .isNotEqualTo(200);

            PAGE.browser()
                    .run("const make = URL.createObjectURL; URL.createObjectURL = (copy) => {"
                            + " copy.text().then((text) => { window.saved = text; }); return make.call(URL, copy); };"
                            + " document.querySelector('.foot a[href=\"openapi.json\"]').click();");
            PAGE.browser().await("return window.saved !== undefined;");
            assertThat(PAGE.browser().ask("return window.saved;").asString()).startsWith("{\"openapi\":\"3.1.0\"");
            assertThat(PAGE.browser().complaints()).isEmpty();

            PAGE.browser().leave("document.querySelector('.foot a[href=\"swagger-ui.html\"]').click();");
            PAGE.browser().awaitElsewhere("return document.querySelectorAll('.opblock').length > 0;");
            assertThat(PAGE.browser()
                            .ask("return document.querySelectorAll('.opblock').length;")
                            .asInt())
                    .isGreaterThanOrEqualTo(26);
            // It styles some things by itself, which the policy forbids, and looks well without.
            assertThat(PAGE.browser().complaints()).allMatch(complaint -> complaint.contains("Applying inline style"));
        }
    }

    @Test
    void descriptionOfTheApiLeadsToWhereATokenIsAskedFor(@TempDir Path folder) {
        Path tokens = folder.resolve("tokens");
        TestServer.newToken(tokens);
        try (TestServer guarded = TestServer.guarded(PAGE.server().address(), tokens)) {
            PAGE.browser().prefer("light", 1440);
            PAGE.browser().leave("location.assign(arguments[0]);", guarded.url("/swagger-ui.html"));
            PAGE.browser().await("return document.getElementById('token') !== null;");
            assertThat(PAGE.text("h1")).isEqualTo("A token is needed");
            assertThat(PAGE.browser().complaints()).isNotEmpty().allMatch(complaint -> complaint.contains("401"));
        }
    }

    @Test
    void anEmptyDatabaseSaysWhatToRun() {
        DatabaseAddress address = TestDatabase.none(Database.SQLITE);
        try (TestServer empty = TestServer.on(address)) {
            PAGE.browser().prefer("light", 1440);
            PAGE.browser().open(empty.url("/#/portfolio"));
            assertThat(PAGE.text("main")).contains("The database cannot be used now", "credit import DIR");
            PAGE.browser().photograph("no-database");
            assertThat(PAGE.browser().complaints()).isNotEmpty().allMatch(complaint -> complaint.contains("503"));
        }
        assertThat(new CreditRunner(address)
                        .importFolder(SampleData.folder("broken"))
                        .exitCode())
                .isEqualTo(3);
        try (TestServer empty = TestServer.on(address)) {
            PAGE.browser().open(empty.url("/#/portfolio"));
            assertThat(PAGE.text("main")).contains("Nothing is loaded yet. credit import DIR loads an extract");
            PAGE.browser().photograph("no-load");
            PAGE.browser().open(empty.url("/#/quality"));
            assertThat(PAGE.text("main")).contains("No quality run yet. credit check makes one.");
            PAGE.browser().photograph("no-quality-run");
        }
    }
}
