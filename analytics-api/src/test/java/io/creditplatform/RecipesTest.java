package io.creditplatform;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.analytics.AnalyticsProgram;
import io.creditplatform.cli.Credit;
import io.creditplatform.cli.CreditRunner;
import io.creditplatform.database.DatabaseAddress;
import io.creditplatform.testing.AtLength;
import io.creditplatform.testing.Program;
import io.creditplatform.testing.ProjectCopy;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestDatabase;
import io.creditplatform.testing.TestRun;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Follows the recipes of {@code CONTRIBUTING.md} with their own texts; {@link NewFeedTest} follows the one in docs/adding-a-feed.md. */
@AtLength // no part of the program, and compiles all of it twice
class RecipesTest {

    private static final String PAGE = SampleData.read(Path.of("..", "CONTRIBUTING.md"));

    private static final String SAMPLE = "../sample-data/baseline";

    @TempDir
    private static Path folder;

    /** All but one are followed in one copy, as they would be in the course of time: none is in another's way. */
    private static ProjectCopy project;

    @BeforeAll
    static void followTheRecipes() {
        CreditRunner before = new CreditRunner(DatabaseAddress.of(folder.resolve("credit.db")));
        assertThat(before.importFolder(SampleData.folder("baseline")).exitCode())
                .isZero();
        project = new ProjectCopy(folder.resolve("project"));
        follow("A change to the schema");
        follow("A new rule");
        followNewMeasureOfASeller();
        followNewView();
        follow("A new command");
        project.change(
                "batch-jobs/src/main/java/io/creditplatform/cli/Credit.java",
                "ImportCommand.class,",
                "ImportCommand.class, MarketsCommand.class,");
        follow("A new endpoint");
        project.compile();
    }

    private static void followNewMeasureOfASeller() {
        String measure = "shared-model/src/main/java/io/creditplatform/measure/SellerMeasure.java";
        Matcher constant = Pattern.compile("```java\\n(.*?)\\n {3}```", Pattern.DOTALL)
                .matcher(section("A new measure of a seller"));
        assertThat(constant.find()).isTrue();
        project.change(measure, "    LEADS(", constant.group(1) + "\n    LEADS(");
        project.change(
                measure,
                "import io.creditplatform.model.CreditStatus;",
                "import io.creditplatform.model.CreditStatus;\nimport io.creditplatform.model.ShippingStatus;");
        follow("A new measure of a seller");
    }

    private static void followNewView() {
        follow("A new view");
        project.change(
                "analytics-api/src/main/resources/static/page/app/views.js",
                "  leads: {",
                "  journeys: { title: 'Journeys', module: () => import('../views/journeys/journeys.js') },\n  leads: {");
        project.change( // the other views are tested where they are
                "analytics-api/src/test/java/io/creditplatform/analytics/page/PageTest.java",
                "\"definitions\");",
                "\"definitions\", \"journeys\").filter(\"journeys\"::equals);");
    }

    /** What {@code CONTRIBUTING.md} says to run, and where there is a browser the view: without one PageTest passes over it. */
    @Test
    void testsOfWhatTheyTouchPassAndWriteThePages() {
        String tests = "io.creditplatform.";
        Program.Ended ended = project.run(
                List.of("-Dcredit.docs.write=true"),
                TestRun.class,
                tests + "quality.RulesTest",
                tests + "cli.ReferenceTest#pageIsUpToDate",
                tests + "analytics.web.ApiPageTest#pageIsUpToDate",
                tests + "analytics.web.OpenApiTest",
                tests + "analytics.page.PageTest"
                        + "#everyViewCanBeReadWithoutEyesOrMouseInBothThemesAtAnyWidth(java.lang.String)");
        assertThat(ended.exitCode()).as(ended.output()).isZero();
        assertThat(SampleData.read(project.file("docs/reference.md")))
                .contains("`approved_without_due_date` | Warning", "### `credit markets`");
        assertThat(SampleData.read(project.file("docs/api.md"))).contains("## `/api/analytics/shipped-leads`");
    }

    @Test
    void newRule() {
        Path extract = SampleData.copy("baseline", folder.resolve("undated"));
        SampleData.replace(extract.resolve("credits.csv"), ",2025-06-24 14:19:27.145608,Approved", ",,Approved");
        credit("undated.db", 0, "import", extract.toString());
        assertThat(credit("undated.db", 0, "check", "--as-of", "2025-10-01"))
                .contains("Warning   approved_without_due_date                    1 of 40 credits");
    }

    @Test
    void changesToTheSchemaAndNewMeasureOfASeller() {
        String applied = credit("db", "migrate");
        assertThat(applied).contains("applied   395-credits-by-due-date", "applied   396-delivered-leads");

        DatabaseAddress address = DatabaseAddress.of(folder.resolve("credit.db"));
        assertThat(TestDatabase.number(address, "SELECT sum(delivered_leads) FROM seller_metrics"))
                .isEqualTo(18);
        credit("import", "../sample-data/next-day");
        assertThat(TestDatabase.number(address, "SELECT sum(delivered_leads) FROM seller_metrics"))
                .isEqualTo(
                        TestDatabase.number(address, "SELECT count(*) FROM leads WHERE shipping_status = 'Delivered'"));
        assertThat(credit("db", "verify", "--quiet")).contains("state");
        assertThat(credit("db", "rollback", "--to", "v2"))
                .contains("reverted  396-delivered-leads", "reverted  395-credits-by-due-date");
        assertThat(credit("db", "migrate"))
                .contains("applied   395-credits-by-due-date", "applied   396-delivered-leads");
        credit("db", "verify", "--quiet");
    }

    @Test
    void newCommandAndNewEndpoint() {
        credit("sample.db", 0, "import", SAMPLE);
        assertThat(credit("sample.db", 0, "markets").lines()).containsExactly("AFRQ", "GCC", "LATAM");
        run(
                project,
                "sample.db",
                0,
                AnalyticsProgram.class,
                "export",
                folder.resolve("export").toString());
        assertThat(SampleData.lines(folder.resolve("export/api/analytics/shipped-leads.csv")))
                .startsWith("market,shipping_status,leads", "AFRQ,Pending,24");
    }

    /** In a copy of its own, as it changes what a feed's rows may be. */
    @Test
    void newRejectionCode() {
        ProjectCopy own = new ProjectCopy(folder.resolve("own"));
        String code = "batch-jobs/src/main/java/io/creditplatform/ingest/RejectionCode.java";
        String seller = "shared-model/src/main/java/io/creditplatform/model/Seller.java";
        String constant =
                "TOO_PRECISE(\"too-precise\", \"a number has more digits than its column takes\", List.of(Digits.class)),\n";
        assertThat(section("A new rejection code")).contains(constant);
        own.change(code, "public enum RejectionCode {\n", "public enum RejectionCode {\n" + constant);
        own.change(
                code,
                "import java.util.List;",
                "import java.util.List;\nimport jakarta.validation.constraints.Digits;");
        own.change(seller, "long avgWeeklyLeads", "@Digits(integer = 3, fraction = 0) long avgWeeklyLeads");
        own.change(
                seller,
                "import java.time.LocalDate;",
                "import java.time.LocalDate;\nimport jakarta.validation.constraints.Digits;");
        own.compile();
        List<String> lines = SampleData.lines(own.file("sample-data/baseline/sellers.csv"));
        String[] cells = lines.get(2).split(",", -1);
        cells[5] = "1000";
        own.add("one/sellers.csv", lines.get(0) + "\n" + String.join(",", cells) + "\n");
        run(own, "own.db", 0, Credit.class, "import", SAMPLE);
        run(own, "own.db", 3, Credit.class, "import", "../one");
        assertThat(run(own, "own.db", 0, Credit.class, "rejects")).contains("too-precise avg_weekly_leads: got '1000'");
    }

    /** Adds the files that a section shows. */
    private static void follow(String section) {
        List<MatchResult> files = Pattern.compile("`([^`\\n]+)`:\\n\\n```\\w+\\n(.*?)```", Pattern.DOTALL)
                .matcher(section(section))
                .results()
                .toList();
        assertThat(files).isNotEmpty();
        files.forEach(file -> project.add(file.group(1), file.group(2)));
    }

    private static String section(String name) {
        int begin = PAGE.indexOf("## " + name + "\n");
        assertThat(begin).as(name).isNotNegative();
        return PAGE.substring(begin, PAGE.indexOf("\n## ", begin + 3));
    }

    private static String credit(String... arguments) {
        return credit("credit.db", 0, arguments);
    }

    private static String credit(String database, int exitCode, String... arguments) {
        return run(project, database, exitCode, Credit.class, arguments);
    }

    private static String run(ProjectCopy copy, String database, int exitCode, Class<?> program, String... arguments) {
        Stream<String> place = Stream.of("--db", folder.resolve(database).toString());
        String[] all = Stream.concat(Stream.of(arguments), place).toArray(String[]::new);
        Program.Ended ended = copy.run(List.of("-Xlog:disable"), program, all);
        assertThat(ended.exitCode()).as(ended.output()).isEqualTo(exitCode);
        return ended.output();
    }
}
