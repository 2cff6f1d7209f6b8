package io.creditplatform;

import static org.assertj.core.api.Assertions.assertThat;

import io.creditplatform.testing.AtLength;
import io.creditplatform.testing.Documents;
import io.creditplatform.testing.Program;
import io.creditplatform.testing.ProjectCopy;
import io.creditplatform.testing.SampleData;
import io.creditplatform.testing.TestRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Adds the feed that a document shows, with its own texts: three files, and what is expected of the sample. */
@AtLength // no part of the program, and compiles all of it
class NewFeedTest {

    private static final String RECIPE = Documents.section("Adding a feed");

    private static final String EXPECTED = "sample-data/expected/baseline.json";

    @TempDir
    private Path folder;

    @Test
    void threeFilesAndOneExpectationAreAllThereIsToWrite() {
        ProjectCopy project = new ProjectCopy(folder.resolve("project"));
        List<String> shown = Documents.all().stream()
                .filter(page ->
                        SampleData.read(page).contains("$ ./credit import sample-data/baseline\nexchange_rates"))
                .map(page -> Path.of("..").relativize(page).toString())
                .toList();
        List<String> documents = Documents.all().stream()
                .map(page -> Path.of("..").relativize(page).toString())
                .toList();
        List<String> written = new ArrayList<>(List.of(EXPECTED));
        for (MatchResult file : found("`([^`\\n]+)`:\\n\\n```\\w+\\n(.*?)```")) {
            project.add(file.group(1), file.group(2));
            written.add(file.group(1));
        }
        assertThat(written).hasSize(1 + 3);
        SampleData.replace(
                project.file(EXPECTED),
                "\"feeds\": [",
                "\"feeds\": [ " + found("```json\\n(.*?)```").get(0).group(1) + ",");
        project.compile();

        assertThat(passed(
                        project,
                        "cli.ReferenceTest#pageIsUpToDate",
                        "cli.ReferenceTest#documentsShowWhatTheProgramPrints",
                        "analytics.web.ApiPageTest#pageIsUpToDate"))
                .contains(" passed, 0 failed");
        assertThat(
                        passed(
                                project,
                                "jobs.SampleExtractsTest",
                                "ingest.FeedContractTest",
                                "quality.RulesTest",
                                "analytics.export.ExportTest#isAnExtractThatGivesTheSameTables(io.creditplatform.database.Database)"))
                .contains(" passed, 0 failed");

        assertThat(project.changed())
                .containsAll(shown)
                .contains("docs/api.md", "docs/reference.md")
                .filteredOn(file -> !documents.contains(file))
                .containsExactlyInAnyOrderElementsOf(written);
        assertThat(SampleData.read(project.file("docs/reference.md")))
                .contains("### returns\n", "`orphan_returns_lead_id`");
        assertThat(shown).contains("README.md").allSatisfy(page -> assertThat(SampleData.lines(project.file(page)))
                .contains(found("```\\n(returns .*?)\\n```").get(0).group(1)));
    }

    private static String passed(ProjectCopy project, String... tests) {
        String[] names =
                Stream.of(tests).map(name -> "io.creditplatform." + name).toArray(String[]::new);
        Program.Ended ended = project.run(List.of("-Dcredit.docs.write=true"), TestRun.class, names);
        assertThat(ended.exitCode()).as(ended.output()).isZero();
        return ended.output();
    }

    private static List<MatchResult> found(String pattern) {
        return Pattern.compile(pattern, Pattern.DOTALL)
                .matcher(RECIPE)
                .results()
                .toList();
    }
}
