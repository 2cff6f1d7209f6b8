package io.creditplatform.analytics.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.analytics.AnalyticsProgram;
import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.testing.Documents;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/** What {@code docs/power-bi.md} names is there. */
class PowerBiTest {

    private static final String PAGE = SampleData.read(Path.of("..", "docs", "power-bi.md"));

    @TempDir
    private static Path folder;

    private static Path target;

    @BeforeAll
    static void export() {
        DatabaseAddress address = TestDatabase.baseline(Database.SQLITE);
        target = folder.resolve("export");
        for (String format : List.of("json", "csv")) {
            assertThat(AnalyticsProgram.commandLine()
                            .execute(
                                    "export",
                                    target.toString(),
                                    "--replace",
                                    "--format",
                                    format,
                                    "--db",
                                    address.jdbcUrl()))
                    .isZero();
            assertThat(named("export(/[a-z_/-]+\\." + format + ")"))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Path.of(target + file)).exists());
        }
    }

    @Test
    void readmeShowsWhatTheExportPrints() {
        DatabaseAddress address = TestDatabase.fresh(Database.SQLITE);
        CreditRunner credit = new CreditRunner(address);
        for (String extract : List.of("baseline", "next-day")) {
            assertThat(credit.importFolder(SampleData.folder(extract)).exitCode())
                    .isZero();
        }
        StringWriter out = new StringWriter();
        CommandLine program = AnalyticsProgram.commandLine().setOut(new PrintWriter(out));
        assertThat(program.execute(
                        "export",
                        folder.resolve("readme").toString(),
                        "--as-of",
                        "2025-10-06",
                        "--db",
                        address.jdbcUrl()))
                .isZero();
        List<String> shown = Documents.section("Files for Power BI, Excel and pandas")
                .lines()
                .filter(line -> line.matches("[a-z/-]+\\.csv +[0-9,]+ rows"))
                .toList();
        assertThat(shown).isNotEmpty().allSatisfy(line -> assertThat(out.toString())
                .contains(line + "\n"));
    }

    private static List<String> named(String pattern) {
        try (Stream<MatchResult> results =
                Pattern.compile(pattern).matcher(PAGE).results()) {
            return results.map(result -> result.group(1)).toList();
        }
    }

    @Test
    void tablesAndTheirColumnsAreThere() throws Exception {
        ReadExport export = ReadExport.of(target);
        assertThat(named("ExportTable\\(\"[^\"]+\", \"([^\"]+)\"\\)"))
                .hasSizeGreaterThan(1)
                .allSatisfy(table -> assertThat(export.tables()).containsKey(table));
        assertThat(named("`([a-z_-]+\\.[a-z_]+)`").stream().filter(name -> !name.endsWith(".json")))
                .hasSizeGreaterThan(3)
                .allSatisfy(column -> assertThat(
                                export.table(column.replaceFirst("\\..*", "")).get(0))
                        .containsKey(column.replaceFirst(".*\\.", "")));
        assertThat(export.table("credits").get(0)).containsKeys("issue_date", "due_date");
        assertThat(named("parse_dates=\\[(.*?)\\]")).containsExactly("\"issue_date\", \"due_date\"");
    }

    @Test
    void propertiesAndTypesAreThere() throws Exception {
        ReadExport export = ReadExport.of(target);
        assertThat(List.of("load_id", "published_at", "as_of", "currency", "resources"))
                .allSatisfy(name -> {
                    assertThat(PAGE).contains(name);
                    assertThat(export.description().has(name)).isTrue();
                });
        JsonNode resource = export.description().get("resources").get(0);
        assertThat(named("\\{(\"name\", .*)\\}, MissingField")).singleElement().satisfies(names -> {
            for (String name : names.replace("\"", "").split(", ", -1)) {
                assertThat(resource.has(name) || name.equals("endpoint"))
                        .as(name)
                        .isTrue();
            }
        });
        for (Field.Type type : Field.Type.values()) {
            assertThat(PAGE).contains("        " + type.code() + " = ");
        }
        assertThat(Files.readString(target.resolve("datapackage.json"))).contains("\"decimals\" : 2");
    }

    @Test
    void endpointsAreThere() throws Exception {
        ReadExport export = ReadExport.of(target);
        List<String> endpoints = Stream.concat(
                        export.description()
                                .get("resources")
                                .valueStream()
                                .filter(resource -> resource.has("endpoint"))
                                .map(resource -> resource.get("endpoint").asString()),
                        Stream.of("/api/credits"))
                .toList();
        assertThat(named("[\"`0](/?api/[a-z/-]+)[\"?`]")).hasSizeGreaterThan(3).allSatisfy(path -> assertThat(endpoints)
                .contains(path.startsWith("/") ? path : "/" + path));
    }
}
