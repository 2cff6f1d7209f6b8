package io.creditplatform;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.analytics.AnalyticsProgram;
import io.creditplatform.cli.Credit;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.testing.Program;
import io.creditplatform.testing.ProjectCopy;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import io.creditplatform.testing.TestRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Follows the recipes of {@code CONTRIBUTING.md} with their own texts; {@link NewFeedTest} follows the one that is in the README. */
class RecipesTest {

    private static final String PAGE = SampleData.read(Path.of("..", "CONTRIBUTING.md"));

    @TempDir
    private Path folder;

    private ProjectCopy project;

    @BeforeEach
    void copyTheProject() {
        project = new ProjectCopy(folder.resolve("project"));
    }

    @Test
    void changeToTheSchema() {
        follow("A change to the schema");
        assertThat(credit("db", "migrate")).contains("applied   395-credits-by-due-date");
        assertThat(credit("db", "rollback", "--to", "v2")).contains("reverted  395-credits-by-due-date");
        assertThat(credit("db", "migrate")).contains("applied   395-credits-by-due-date");
        assertThat(credit("db", "verify", "--quiet")).contains("state");
    }

    @Test
    void newRule() {
        follow("A new rule");
        SampleData.replace(
                project.file("sample-data/baseline/credits.csv"), ",2025-06-24 14:19:27.145608,Approved", ",,Approved");
        credit("import", "../sample-data/baseline");
        assertThat(credit("check", "--as-of", "2025-10-01"))
                .contains("Warning   approved_without_due_date                    1 of 40 credits");
        passed("io.creditplatform.quality.RulesTest", "io.creditplatform.cli.ReferenceTest#pageIsUpToDate");
        assertThat(SampleData.read(project.file("docs/reference.md")))
                .contains("`approved_without_due_date` | Warning");
    }

    @Test
    void newRejectionCode() {
        String code = "batch-jobs/src/main/java/io/creditplatform/ingest/RejectionCode.java";
        String seller = "shared-model/src/main/java/io/creditplatform/model/Seller.java";
        String constant =
                "TOO_PRECISE(\"too-precise\", \"a number has more digits than its column takes\", List.of(Digits.class)),\n";
        assertThat(section("A new rejection code")).contains(constant);
        project.change(code, "public enum RejectionCode {\n", "public enum RejectionCode {\n" + constant);
        project.change(
                code,
                "import java.util.List;",
                "import java.util.List;\nimport jakarta.validation.constraints.Digits;");
        project.change(seller, "long avgWeeklyLeads", "@Digits(integer = 3, fraction = 0) long avgWeeklyLeads");
        project.change(
                seller,
                "import java.time.LocalDate;",
                "import java.time.LocalDate;\nimport jakarta.validation.constraints.Digits;");
        project.compile();
        List<String> lines = SampleData.lines(project.file("sample-data/baseline/sellers.csv"));
        String[] cells = lines.get(2).split(",", -1);
        cells[5] = "1000";
        project.add("one/sellers.csv", lines.get(0) + "\n" + String.join(",", cells) + "\n");
        credit("import", "../sample-data/baseline");
        credit(3, "import", "../one");
        assertThat(credit("rejects")).contains("too-precise avg_weekly_leads: got '1000'");
    }

    @Test
    void newMeasureOfASeller() {
        credit("import", "../sample-data/baseline");
        String measure = "shared-model/src/main/java/io/creditplatform/measure/SellerMeasure.java";
        Matcher constant = Pattern.compile("```java\\n(.*?)\\n {3}```", Pattern.DOTALL)
                .matcher(section("A new measure of a seller"));
        assertThat(constant.find()).isTrue();
        project.change(measure, "    LEADS(", constant.group(1) + "\n    LEADS(");
        project.change(
                measure,
                "import io.creditplatform.model.CreditStatus;",
                "import io.creditplatform.model.CreditStatus;\nimport io.creditplatform.model.ShippingStatus;");
        project.compile();
        follow("A new measure of a seller");

        assertThat(credit("db", "migrate")).contains("applied   396-delivered-leads");

        DatabaseAddress address = DatabaseAddress.of(folder.resolve("credit.db"));
        assertThat(TestDatabase.number(address, "SELECT sum(delivered_leads) FROM seller_metrics"))
                .isEqualTo(18);
        credit("db", "verify", "--quiet");
        credit("import", "../sample-data/next-day");
        assertThat(TestDatabase.number(address, "SELECT sum(delivered_leads) FROM seller_metrics"))
                .isEqualTo(
                        TestDatabase.number(address, "SELECT count(*) FROM leads WHERE shipping_status = 'Delivered'"));
        credit("db", "verify", "--quiet");
        assertThat(credit("db", "rollback", "--to", "v2")).contains("reverted  396-delivered-leads");
    }

    /** Where there is no browser, PageTest passes over its views, and none fails. */
    @Test
    void newView() {
        follow("A new view");
        String main = "analytics-api/src/main/resources/static/page/app/main.js";
        project.change(
                main,
                "import * as leads from",
                "import * as journeys from '../views/journeys/journeys.js';\nimport * as leads from");
        project.change(main, "managers, leads,", "managers, journeys, leads,");
        project.change(main, "  ['leads'],", "  ['journeys'],\n  ['leads'],");
        project.change( // the other views are tested where they are
                "analytics-api/src/test/java/io/creditplatform/analytics/page/PageTest.java",
                "\"definitions\");",
                "\"definitions\", \"journeys\").filter(\"journeys\"::equals);");
        project.compile();
        Program.Ended ended = project.run(
                List.of(),
                TestRun.class,
                "io.creditplatform.analytics.page.PageTest"
                        + "#everyViewCanBeReadWithoutEyesOrMouseInBothThemesAtAnyWidth(java.lang.String)");
        assertThat(ended.output()).contains(" passed, 0 failed");
    }

    @Test
    void newCommand() {
        follow("A new command");
        String credit = "batch-jobs/src/main/java/io/creditplatform/cli/Credit.java";
        project.change(credit, "ImportCommand.class,", "ImportCommand.class, MarketsCommand.class,");
        project.compile();
        credit("import", "../sample-data/baseline");
        assertThat(credit("markets").lines()).containsExactly("AFRQ", "GCC", "LATAM");
        passed("io.creditplatform.cli.ReferenceTest#pageIsUpToDate");
        assertThat(SampleData.read(project.file("docs/reference.md"))).contains("### `credit markets`");
    }

    @Test
    void newEndpoint() {
        follow("A new endpoint");
        passed(
                "io.creditplatform.analytics.web.ApiPageTest#pageIsUpToDate",
                "io.creditplatform.analytics.web.OpenApiTest");
        assertThat(SampleData.read(project.file("docs/api.md"))).contains("## `/api/analytics/shipped-leads`");
        credit("import", "../sample-data/baseline");
        run(0, AnalyticsProgram.class, "export", folder.resolve("export").toString());
        assertThat(SampleData.lines(folder.resolve("export/api/analytics/shipped-leads.csv")))
                .startsWith("market,shipping_status,leads", "AFRQ,Pending,24");
    }

    /** Those that more than one change set takes. */
    @Test
    void propertiesOfChangeSetsAreNamed() throws IOException {
        Map<String, Integer> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(project.file("changelogs/src/main/resources"))) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                Pattern.compile("\\$\\{\\w+}")
                        .matcher(SampleData.read(file))
                        .results()
                        .map(MatchResult::group)
                        .distinct()
                        .forEach(name -> files.merge(name, 1, Integer::sum));
            }
        }
        assertThat(files).containsKeys("${id}", "${timestamp}");
        assertThat(files.keySet())
                .filteredOn(name -> files.get(name) > 1 && !PAGE.contains("`" + name + "`"))
                .isEmpty();
    }

    /** Adds the files that a section shows. */
    private void follow(String section) {
        List<MatchResult> files = Pattern.compile("`([^`\\n]+)`:\\n\\n```\\w+\\n(.*?)```", Pattern.DOTALL)
                .matcher(section(section))
                .results()
                .toList();
        assertThat(files).isNotEmpty();
        files.forEach(file -> project.add(file.group(1), file.group(2)));
        if (files.stream().anyMatch(file -> file.group(1).endsWith(".java"))) {
            project.compile();
        }
    }

    private static String section(String name) {
        int begin = PAGE.indexOf("## " + name + "\n");
        assertThat(begin).as(name).isNotNegative();
        return PAGE.substring(begin, PAGE.indexOf("\n## ", begin + 3));
    }

    private String credit(String... arguments) {
        return credit(0, arguments);
    }

    private String credit(int exitCode, String... arguments) {
        return run(exitCode, Credit.class, arguments);
    }

    private String run(int exitCode, Class<?> program, String... arguments) {
        Stream<String> database = Stream.of("--db", folder.resolve("credit.db").toString());
        String[] all = Stream.concat(Stream.of(arguments), database).toArray(String[]::new);
        Program.Ended ended = project.run(List.of("-Xlog:disable"), program, all);
        assertThat(ended.exitCode()).as(ended.output()).isEqualTo(exitCode);
        return ended.output();
    }

    private void passed(String... tests) {
        Program.Ended ended = project.run(List.of("-Dcredit.docs.write=true"), TestRun.class, tests);
        assertThat(ended.exitCode()).as(ended.output()).isZero();
    }
}
